"""The page of the trash: the chats in it, how the chosen one begins, and what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QMessageBox,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.advice import describe
from desktop.core.errors import UserError
from desktop.core.trash import Beginning, Trashed
from desktop.viewmodels.trash import TrashViewModel
from desktop.widgets.banner import Banner
from desktop.widgets.clearing import name_cross
from desktop.widgets.glass import Glass
from desktop.widgets.look import Look
from desktop.widgets.page_stack import Page
from desktop.widgets.sampling_style import field_rules
from desktop.widgets.speech import QtSpeaker
from desktop.widgets.templates.list_pane import SearchField
from desktop.widgets.trash_list import TrashList
from desktop.widgets.trash_preview import TrashPreview
from desktop.widgets.trash_words import TrashWords

NARROW = 640  # px; below, the chosen chat stands under the list


class TrashPage(Page):
    """Reads the trash when it is first shown."""

    def __init__(self, look: Look, viewmodel: TrashViewModel, parent: QWidget | None = None) -> None:
        super().__init__(look, "trashpage", parent)
        self._viewmodel = viewmodel
        self._words = TrashWords(self)
        self._row = 0  # that was selected last
        self.back, self.title, self.search = QToolButton(), QLabel(), SearchField()
        self.empty = QPushButton()
        self.hint, self.nothing = QLabel(), QLabel()
        self.banner = Banner(look)
        self.list = TrashList(look)
        self.preview = TrashPreview(look)
        self._glass = Glass(self.search, look)
        self._split = QSplitter()
        self._split.setObjectName("trashsplit")
        self._lay_out()
        self.list.attach(viewmodel)
        self._connect()
        self._say()
        self._dress()
        self._show()

    def take_focus(self) -> None:
        """Read the trash, and be ready for the keyboard."""
        self._viewmodel.load()
        (self.list if self._viewmodel.count else self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def tell(self, error: UserError) -> None:
        """Say what happened and what to do."""
        self.banner.tell(describe(error, QtSpeaker()), "")

    def menu(self) -> QMenu:
        """Make the menu of what is selected."""
        menu, icon = QMenu(self), self._look.icon
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("undo-2"), self.preview.restore.text(), self.restore)
        menu.addAction(icon("trash-2"), self.preview.remove.text(), self.ask_to_remove)
        return menu

    @Slot()
    def restore(self) -> None:
        """Bring back what is selected."""
        chats = self.list.ids()
        if chats:
            self._viewmodel.restore(chats)

    @Slot()
    def ask_to_remove(self) -> QMessageBox | None:
        """Ask before what is selected is deleted for good."""
        chats = self.list.chosen()
        if not chats:
            return None
        ids = [chat.id for chat in chats]
        words = self._words.ask([self.list.title(chat) for chat in chats])
        return self._words.box(words, self, lambda: self._viewmodel.remove(ids))

    @Slot()
    def ask_to_empty(self) -> QMessageBox:
        """Ask before all is deleted for good."""
        chats = self._viewmodel.everything  # not what comes while the question is on the screen
        words = self._words.ask_all(len(chats))
        return self._words.box(words, self, lambda: self._viewmodel.remove(chats))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self.preview.show_chats(*_named(self.list))
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the chosen chat where there is room for it."""
        super().resizeEvent(event)
        wide = self.width() >= NARROW
        self._split.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)

    def _connect(self) -> None:
        viewmodel, preview = self._viewmodel, self.preview
        self.back.clicked.connect(self.closed)
        self.search.textChanged.connect(viewmodel.search)
        self.search.down_pressed.connect(self.list.setFocus)
        self.empty.clicked.connect(self.ask_to_empty)
        self.list.picked.connect(self._picked)
        self.list.menu_asked.connect(self._open_menu)
        for asking in (self.list, preview):
            asking.restore_asked.connect(self.restore)
            asking.remove_asked.connect(self.ask_to_remove)
        viewmodel.changed.connect(self._show)
        viewmodel.failed.connect(self.tell)
        viewmodel.begun.connect(self._begun)
        self._look.changed.connect(self._dress)

    @Slot(object)
    def _open_menu(self, place: QPoint) -> None:
        self.menu().popup(place)

    @Slot()
    def _picked(self) -> None:
        self.preview.show_chats(*_named(self.list))
        chats = self.list.chosen()
        if len(chats) == 1:
            self._row = self.list.currentIndex().row()
            self._viewmodel.look_into(chats[0].id)

    @Slot(object)
    def _begun(self, messages: Sequence[Beginning]) -> None:
        chats: list[Trashed] = self.list.chosen()
        if len(chats) == 1:
            self.preview.show_messages(messages, chats[0].messages)

    @Slot()
    def _show(self) -> None:
        count, listed = self._viewmodel.count, self._viewmodel.rows.rowCount()
        self.empty.setEnabled(bool(count))
        self.nothing.setText(self._words.nothing(self._viewmodel.ready, self._viewmodel.searching))
        self.nothing.setVisible(not listed)
        self._split.setVisible(bool(listed))
        if listed and not self.list.selectionModel().hasSelection():
            self.list.choose(self._row)  # the next one, where some have gone
            if self.back.hasFocus():  # where it went while there was no list
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._picked()

    def _lay_out(self) -> None:
        self.title.setObjectName("pagetitle")
        self.search.setObjectName("presetname")  # dressed like the fields of forms
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(200)
        self.search.setMaximumWidth(320)
        self.nothing.setObjectName("emptytitle")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for label in (self.hint, self.nothing):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.hint.setObjectName("cardhint")
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 16, 8)
        top.setSpacing(8)
        for part, stretch in ((self.back, 0), (self.title, 1), (self.search, 1), (self.empty, 0)):
            top.addWidget(part, stretch)
        self._split.addWidget(self.list)
        self._split.addWidget(self.preview)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(8)
        self._split.setSizes([420, 380])
        body = QVBoxLayout()
        body.setContentsMargins(20, 0, 16, 12)
        body.setSpacing(8)
        for part, stretch in ((self.hint, 0), (self.banner, 0), (self._split, 1), (self.nothing, 1)):
            body.addWidget(part, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(body, 1)

    def _say(self) -> None:
        self.title.setText(self.tr("Trash"))
        self.hint.setText(self.tr("Deleted chats stay here for 30 days, then they are deleted for good."))
        self.nothing.setText(self._words.nothing(self._viewmodel.ready, self._viewmodel.searching))
        self.empty.setText(self.tr("Empty the trash…"))
        self.search.setPlaceholderText(self.tr("Search the trash"))
        self.search.setAccessibleName(self.tr("Search the trash"))
        name_cross(self.search)
        self._glass.setText(self.search.accessibleName())
        self.back.setAccessibleName(self.tr("Back to the chat"))
        self.back.setToolTip(self.tr("Back to the chat (Esc)"))

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(field_rules(self._look.theme))
        self.back.setIcon(self._look.icon("arrow-left", "text2", 18))
        self.back.setIconSize(QSize(18, 18))


def _named(chats: TrashList) -> tuple[list[tuple[str, str]], int]:
    """Give the first of the chosen chats in words, and how many there are."""
    chosen = chats.chosen()
    return [(chats.title(chat), chats.about(chat)) for chat in chosen[:1]], len(chosen)
