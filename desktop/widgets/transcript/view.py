"""The conversation: painted, laid out only where somebody looks, with real buttons over it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QMenu, QWidget

from desktop.widgets.icons import Icons
from desktop.widgets.style import Theme
from desktop.widgets.transcript.announcing import Announcer
from desktop.widgets.transcript.controls import Wishes
from desktop.widgets.transcript.parts import Parts


class TranscriptView(QAbstractScrollArea):
    """Shows the messages of a model, and grows with the answer that is on its way."""

    link_activated = Signal(str)
    retry_requested = Signal(object)  # MessageId, like all of these
    retry_menu_requested = Signal(object, object)  # and the QMenu, to which other ways of it can be added
    edit_requested = Signal(object)  # of a question
    summary_edit_requested = Signal(object)
    branch_requested = Signal(object)  # of the message whose branch is to be shown
    continue_requested = Signal(object)
    delete_requested = Signal(object)
    pin_requested = Signal(object, bool)  # and whether it shall be pinned
    details_requested = Signal(object)  # how the answer came about
    prompt_requested = Signal(object)  # the exact prompt of the answer
    template_requested = Signal(object)  # a ToKeep
    following_changed = Signal(bool)
    found = Signal(int, int)  # number of the current hit of `find`, from 1 or 0 for none; how many there are

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameStyle(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Conversation"))
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.parts = Parts(self, theme, icons)
        self.parts.pointer.link_activated.connect(self.link_activated)
        self.parts.links.link_activated.connect(self.link_activated)
        _pass_on(self.parts.wishes, self)
        self.parts.scrolling.following_changed.connect(self.following_changed)
        Announcer(self, self.parts)
        self.parts.find.found.connect(self.found)
        self.parts.keys.copy_requested.connect(self.parts.copying.copy)
        self.parts.keys.select_all_requested.connect(self.select_all)

    @property
    def following(self) -> bool:
        """Whether the end stays in sight while an answer grows."""
        return self.parts.scrolling.following

    def set_model(self, model: QAbstractListModel | None) -> None:
        """Show the rows of a model, which stays the caller's; its end is shown first."""
        self.parts.selection.clear()
        self.parts.feed.set_model(model)

    def set_activity(self, text: str) -> None:
        """Say below the last message what is going on; nothing for an empty text."""
        self.parts.set_activity(text)

    def set_theme(self, theme: Theme) -> None:
        """Change colours and fonts; what is in sight stays where it is."""
        self.parts.wear(self.parts.kit.themed(theme))

    @Slot()
    def jump_to_end(self) -> None:
        """Show the end, and follow it from now on."""
        self.parts.scrolling.to_end()

    def selected_text(self) -> str:
        """Give what is selected as plain text."""
        return self.parts.selection.text()

    @Slot()
    def select_all(self) -> None:
        """Select the whole conversation."""
        self.parts.selection.set_all()
        self.parts.show()

    @Slot(str)
    def find(self, text: str) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]  # of no use here
        """Mark a text wherever it is in sight, and go to the first hit from here on; "" ends the search.

        `found` tells the result at once as far as it is known then, and again whenever it changes: a
        long conversation is counted in idle time, and an answer may grow.
        """
        self.parts.find.start(text)

    @Slot()
    def find_next(self) -> None:
        """Go to the next hit, after the last one to the first."""
        self.parts.find.go(1)

    @Slot()
    def find_previous(self) -> None:
        """Go to the hit before, before the first one to the last."""
        self.parts.find.go(-1)

    def warm(self) -> None:
        """Import and build in idle time what the first message would otherwise wait for."""
        self.parts.warm()

    def context_menu(self, point: QPointF, row: int = -1) -> QMenu:
        """Make the menu for a point of the viewport, or for a message.

        What concerns the message is added when it is about to be shown. It deletes itself when it is closed.
        """
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        link = self.parts.pointer.under.link_at(point)
        selected = self.parts.selection.range is not None
        menu.addAction(self.tr("Copy"), self.parts.copying.copy).setEnabled(selected)
        if selected:  # else the message's own entry would be the only one that works
            menu.addAction(self.tr("Copy the selection as Markdown"), self.parts.copying.copy_markdown)
        if link:
            menu.addAction(self.tr("Copy link"), lambda: QGuiApplication.clipboard().setText(link))
        menu.addAction(self.tr("Select all"), self.select_all)
        row = row if row >= 0 else self.parts.pointer.under.row_at(point)
        if row >= 0:
            self.parts.menus.attach(menu, row)
        return menu

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(self.tr("Conversation"))
            self.parts.wear(self.parts.kit.spoken(self.locale()))
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the viewport."""
        self.parts.canvas.paint(event.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out what is in sight for the new size."""
        self.parts.scrolling.refresh()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Do nothing: `Scrolling` listens to the bar itself."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy and to select, and what can be done with the message."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        point = self.viewport().rect().center() if by_key else event.pos()
        row = (
            max(self.parts.controls.row_of(QApplication.focusWidget()), self.parts.keys.row) if by_key else -1
        )
        self.context_menu(QPointF(point), row).popup(self.viewport().mapToGlobal(point))


def _pass_on(wishes: Wishes, view: TranscriptView) -> None:
    wishes.retry.connect(view.retry_requested)
    wishes.retry_menu.connect(view.retry_menu_requested)
    wishes.edit.connect(view.edit_requested)
    wishes.edit_summary.connect(view.summary_edit_requested)
    wishes.branch.connect(view.branch_requested)
    wishes.go_on.connect(view.continue_requested)
    wishes.delete.connect(view.delete_requested)
    wishes.pin.connect(view.pin_requested)
    wishes.details.connect(view.details_requested)
    wishes.prompt.connect(view.prompt_requested)
    wishes.template.connect(view.template_requested)
