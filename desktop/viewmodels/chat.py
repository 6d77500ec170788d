"""The shown conversation, and going from one to another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.chat import Chat, ChatId
from desktop.services.chats import Chats
from desktop.services.conversation import Conversation
from desktop.services.drafts import Drafts
from desktop.viewmodels.chats import ChatListModel, ChatRole
from desktop.viewmodels.messages import MessageListModel
from desktop.viewmodels.trying import trying
from desktop.viewmodels.turns import Turns


class ChatViewModel(QObject):
    """What the window shows of the chats and can ask for. Errors come by `failed`, never as exceptions."""

    shown = Signal()  # another conversation is shown: `messages`, `current` and `draft` are new
    started = Signal()  # the shown conversation has been stored: `current` is new
    busy_changed = Signal(bool)
    moved_on = Signal(object)  # Progress of the shown conversation
    ended = Signal(object)  # Message: an answer of the shown conversation is complete
    text_returned = Signal(str)  # a message that was refused
    deleted = Signal(object)  # Chat; can be undone by `restore`
    failed = Signal(object)  # UserError

    def __init__(self, chats: Chats, drafts: Drafts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chats = chats
        self._drafts = drafts
        self._disconnects: list[Callable[[], None]] = []
        self.list = ChatListModel(chats, parent=self)
        self.conversation = chats.new()
        self.turns = Turns(lambda: self.conversation, self)
        self.turns.failed.connect(self.failed)
        self.messages = self._attach()

    @property
    def current(self) -> ChatId | None:
        """The chat that is shown; None while it has no message yet."""
        chat = self.conversation.branch.chat
        return chat.id if chat else None

    @property
    def draft(self) -> str:
        """What the composer is to hold."""
        return self._drafts.of(self.current)

    @Slot()
    def new(self) -> None:
        """Show an empty conversation."""
        if self.current is not None:
            self._show(self._chats.new())

    @Slot(object)
    def open(self, chat: ChatId) -> None:
        """Show a chat."""
        if chat != self.current:
            trying(self.failed, lambda: self._show(self._chats.open(chat)))

    @Slot(str, result=bool)
    def send(self, text: str) -> bool:
        """Send what was typed; False when it could not be stored, and is still the user's."""
        if self.conversation.busy or not text.strip():
            return False
        before = self.current
        sent = trying(self.failed, lambda: self.conversation.send(text))
        if sent:
            for chat in {before, self.current}:
                self._drafts.keep(chat, "")
        return sent

    @Slot()
    def stop(self) -> None:
        """End the answer."""
        self.conversation.stop()

    @Slot(object)
    def delete(self, chat: ChatId) -> None:
        """Put a chat into the trash."""
        row = self.list.row_of(chat)
        if row is None:
            return
        value: Chat = self.list.index(row).data(ChatRole.CHAT)
        if chat == self.current:
            self._show(self._chats.new())
        if trying(self.failed, lambda: self._chats.delete(chat)):
            self.deleted.emit(value)

    @Slot(object)
    def restore(self, chat: ChatId) -> None:
        """Undo a deletion."""
        trying(self.failed, lambda: self._chats.restore(chat))

    @Slot(str)
    def keep_draft(self, text: str) -> None:
        """Remember what stands in the composer."""
        self._drafts.keep(self.current, text)

    def close(self) -> None:
        """Store what is not stored yet and hear no more."""
        self._drafts.flush()
        self._detach()

    def _show(self, conversation: Conversation) -> None:
        self._detach()
        self._chats.let_go(self.conversation)
        self.conversation = conversation
        self.messages = self._attach()
        self.shown.emit()
        self.busy_changed.emit(conversation.busy)
        self.moved_on.emit(conversation.progress)

    def _attach(self) -> MessageListModel:
        conversation = self.conversation
        self._disconnects = [
            conversation.started.connect(lambda _: self.started.emit()),
            conversation.moved_on.connect(lambda _: self.busy_changed.emit(conversation.busy)),
            conversation.moved_on.connect(self.moved_on.emit),
            conversation.ended.connect(self.ended.emit),
            conversation.returned.connect(self.text_returned.emit),
            conversation.failed.connect(self.failed.emit),
        ]
        return MessageListModel(conversation.branch, self)

    def _detach(self) -> None:
        for disconnect in self._disconnects:
            disconnect()
        self._disconnects = []
        self.messages.close()
        self.messages.deleteLater()
