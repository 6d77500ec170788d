"""The list of chats with what stands around it: the way back from the archive, and that it is empty."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.viewmodels.chats import ChatListModel
from desktop.widgets.chat_list import ChatListView
from desktop.widgets.first_list import FirstList
from desktop.widgets.look import Look


class ChatPane(QWidget):
    """Shows the chats, or the archived ones under a button that leads back."""

    back_asked = Signal()

    def __init__(self, look: Look, view: ChatListView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chatpane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self._list = view
        self._model: ChatListModel | None = None
        self._held: FirstList | None = None  # stands where the list will be
        self.back = QPushButton()
        self.back.setObjectName("archiveback")
        self.words = QLabel()
        self.words.setObjectName("nochats")
        self.words.setWordWrap(True)
        self.words.setMargin(20)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.addWidget(self.back)
        column.addLayout(top)
        column.addWidget(self.words, 1)
        column.addWidget(view, 1)
        self.setFocusProxy(view)
        self.back.clicked.connect(self.back_asked)
        look.changed.connect(self._dress)
        self._say()
        self._dress()
        self.show_state()

    def hold(self, first: FirstList) -> None:
        """Show the first screenful until the list itself has all of its rows: nothing moves then."""
        self._held = first
        self._column.addWidget(first, 1)
        first.show()
        self.show_state()

    def attach(self, model: ChatListModel) -> None:
        """Follow these rows."""
        self._model = model
        self._list.setModel(model)
        model.rowsInserted.connect(self.show_state)
        model.rowsRemoved.connect(self.show_state)
        self.show_state()
        if self._held is not None and not model.whole:
            model.settled.connect(self.release)
            model.failed.connect(self.release)

    @Slot()
    def release(self) -> None:
        """Show the list itself, once it has all of its rows."""
        if self._held is None or self._model is None or not self._model.whole:
            return
        focused, offset = self._held.hasFocus(), self._held.offset
        self._held.hide()
        self._held.deleteLater()
        self._held = None
        self.show_state()
        if offset:
            self._list.updateGeometries()
            self._list.verticalScrollBar().setValue(offset)
        if focused:
            self._list.setFocus()

    @Slot()
    def show_state(self) -> None:
        """Show what belongs around the rows."""
        archived = self._model is not None and self._model.shown.archived
        empty = self._model is not None and not self._model.rowCount()
        self.back.setVisible(archived)
        self.words.setVisible(empty and self._held is None)
        # An empty list stays: it has a menu of its own.
        self._list.setVisible(not (empty and archived) and self._held is None)
        self._say_nothing(archived)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        self.back.setText("  " + self.tr("Archived chats"))
        self.back.setAccessibleName(self.tr("Back to all chats"))
        self.back.setToolTip(self.tr("Back to all chats"))
        self._say_nothing(self._model is not None and self._model.shown.archived)

    def _say_nothing(self, archived: bool) -> None:
        if archived:
            words = self.tr("No chats are archived. Archived chats leave the list, and searches find them.")
        else:
            words = self.tr("No chats yet. Each chat is listed here from its first message on.")
        self.words.setText(words)

    @Slot()
    def _dress(self) -> None:
        self.back.setIcon(self._look.icon("arrow-left", "text2"))
        self.back.setIconSize(QSize(16, 16))
