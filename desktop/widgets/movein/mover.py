"""Opens the dialog that brings chats in: by the menu, and by files that are dropped on the list of chats."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction

from desktop.core.chat import ChatId
from desktop.core.user_error import UserError
from desktop.viewmodels.chat import ChatViewModel
from desktop.viewmodels.moving_in import MoveInViewModel
from desktop.widgets.attachments_drop import DropHint
from desktop.widgets.look import Look
from desktop.widgets.movein.dialog import MoveInDialog
from desktop.widgets.movein.words import MoveInWords
from desktop.widgets.workplace import Workplace

MOST_FILES = 1_000  # at a time


class ChatsDrop(DropHint):
    """Takes files and folders of chats."""

    imported = Signal(object)  # list of Path

    @Slot(object)
    def take(self, files: list[Path]) -> None:
        """All of them are to be imported."""
        self.imported.emit(files)

    def _words(self) -> str:
        return self.tr("Drop an export to bring its chats in")


class ChatMover(QObject):
    """Belongs to the workplace. One dialog at a time; the entry of the menu opens it, too."""

    def __init__(
        self, look: Look, moving: MoveInViewModel, workplace: Workplace, chat: ChatViewModel
    ) -> None:
        super().__init__(workplace)
        self._look = look
        self._moving = moving
        self._workplace = workplace
        self._chat = chat
        self._menu = workplace.header.menu
        self._words = MoveInWords(self)
        self.dialog: MoveInDialog | None = None
        self.drop = ChatsDrop(look, workplace.sidebar)
        self.drop.imported.connect(self.bring)
        self._menu.aboutToShow.connect(self._add)
        moving.grown.connect(self._show_anew)
        moving.failed.connect(self._failed)

    @Slot()
    def ask(self) -> MoveInDialog:
        """Ask where chats are to come from."""
        if self.dialog is None:
            self.dialog = MoveInDialog(self._look, self._moving, self._workplace.window())
            self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.dialog.finished.connect(self._finished)
            self.dialog.open()
        return self.dialog

    @Slot(object)
    def bring(self, files: Sequence[Path]) -> None:
        """Show what files would bring."""
        if self.dialog is None:
            self.ask().take(tuple(files)[:MOST_FILES])

    @Slot()
    def _finished(self) -> None:
        brought = self.dialog.brought if self.dialog is not None else None
        self.dialog = None
        if brought is not None and brought.arrived:
            words = self._words.toast(brought)
            self._workplace.toast.offer(words, self.tr("Undo"), lambda: self._moving.undo(brought))

    @Slot(object)
    def _show_anew(self, chats: Sequence[ChatId]) -> None:
        """Read the chat that is shown again if it has got more messages."""
        shown = self._chat.current
        if shown is not None and shown in chats and not self._chat.conversation.busy:
            self._chat.new()
            self._chat.open(shown)

    @Slot()
    def _add(self) -> None:
        """Add the entry whenever the menu has been filled anew."""
        action = QAction(self._look.icon("folder-input"), self.tr("Import chats…"), self._menu)
        action.triggered.connect(self.ask)
        separators = [action for action in self._menu.actions() if action.isSeparator()]
        self._menu.insertAction(separators[0], action)

    @Slot(object)
    def _failed(self, error: UserError) -> None:
        if self.dialog is None:
            self._workplace.page.tell(error)
