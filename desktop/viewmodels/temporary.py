"""Chats that leave no trace: beginning one, leaving it, keeping it after all."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.chat import Chat
from desktop.services.conversation import Conversation
from desktop.services.temporary import Temporary
from desktop.viewmodels.chat import ChatViewModel
from desktop.viewmodels.trying import trying


class TemporaryViewModel(QObject):
    """Knows whether the shown conversation is temporary."""

    changed = Signal()  # any of the properties
    left = Signal(object)  # Conversation with messages that is not shown any more; see `keep_left`
    failed = Signal(object)  # UserError

    def __init__(self, temporary: Temporary, chat: ChatViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._temporary = temporary
        self._chat = chat
        self._shown: Conversation | None = None  # where it is temporary
        chat.shown.connect(self._another)
        for moved in (chat.started, chat.busy_changed, chat.ended):
            moved.connect(self._moved)

    @property
    def active(self) -> bool:
        """Whether the shown conversation leaves no trace."""
        return self._shown is not None

    @property
    def chat(self) -> Chat | None:
        """The shown temporary chat, once it has messages."""
        return self._shown.branch.chat if self._shown is not None else None

    @property
    def ready(self) -> bool:
        """Whether the shown one can be kept: something is there, and it is not being answered."""
        return self.chat is not None and not self._chat.conversation.busy

    @Slot()
    def begin(self) -> None:
        """Show an empty conversation that leaves no trace."""
        if self._shown is None or self.chat is not None:
            self._chat.show(self._temporary.begin())

    @Slot()
    def keep(self) -> None:
        """Store the shown conversation, and go on in it."""
        if self._shown is not None and self.ready:
            self.keep_left(self._shown)

    def keep_left(self, conversation: Conversation) -> None:
        """Store a conversation that was left, and show it."""
        kept: list[Chat | None] = []
        if trying(self.failed, lambda: kept.append(self._temporary.keep(conversation))):
            chat = kept[0]
            if chat is not None:
                self._shown = None  # it is not left: it is stored
                self._chat.open(chat.id)
                self._temporary.forget()

    def forget(self, conversation: Conversation) -> None:
        """Leave nothing of a conversation that was left."""
        if self._shown is not conversation and self._temporary.holds(conversation):
            self._temporary.forget()

    @Slot()
    def _another(self) -> None:
        before, conversation = self._shown, self._chat.conversation
        self._shown = conversation if conversation.own_drafts is not None else None
        self.changed.emit()
        if before is None or before is conversation:
            return
        if before.branch.messages:
            self.left.emit(before)
        else:
            self.forget(before)

    @Slot()
    def _moved(self) -> None:
        if self._shown is not None:
            self.changed.emit()
