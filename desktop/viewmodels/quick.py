"""A short conversation in a small window of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from desktop.core.chat import Chat, ChatId
from desktop.services.chats import Chats
from desktop.services.conversation import Conversation
from desktop.services.temporary import Temporary
from desktop.viewmodels.chat import ChatViewModel
from desktop.viewmodels.messages import MessageListModel
from desktop.viewmodels.trying import trying
from desktop.viewmodels.turns import Turns


class QuickViewModel(QObject):
    """Holds the conversation until the big window takes it over: it is never shown in both.

    `temporary` has to be one of its own, since it holds one conversation at a time.
    """

    shown = Signal()  # another conversation: `messages` is new
    moved_on = Signal(object)  # Progress
    message_returned = Signal(str)  # the text of one that was refused
    failed = Signal(object)  # UserError
    handed_over = Signal()  # the big window shows it now
    ended = Signal()

    def __init__(self, chats: Chats, temporary: Temporary, chat: ChatViewModel) -> None:
        super().__init__()
        self._chats = chats
        self._temporary = temporary
        self._chat = chat
        self._ends: Sequence[Callable[[], None]] = ()
        self.traceless = False
        self.conversation = chats.new()
        self.turns = Turns(lambda: self.conversation, self)
        self.turns.failed.connect(self.failed)
        self.turns.limit_reached.connect(self.hand_over)
        self.messages = self._attach()
        self._removed = chats.removed.connect(self._on_removed)
        chat.shown.connect(self._on_shown)

    @property
    def busy(self) -> bool:
        """Whether an answer is on its way."""
        return self.conversation.busy

    def send(self, text: str) -> bool:
        """Ask; False when that could not be done, and the text is still the user's."""
        if self.busy or not text.strip():
            return False
        return trying(self.failed, lambda: self.conversation.send(text))

    @Slot()
    def stop(self) -> None:
        """End the answer."""
        self.conversation.stop()

    @Slot()
    def begin(self) -> None:
        """Begin a new conversation; the one before is a chat like others, or gone."""
        before = self.conversation
        self._put(self._new())
        if before.own_drafts is None:
            self._chats.let_go(before)

    @Slot(bool)
    def set_traceless(self, traceless: bool) -> None:
        """Have what is asked from now on stored nowhere, or stored like other chats."""
        if traceless != self.traceless:
            self.traceless = traceless
            self.begin()

    @Slot()
    def hand_over(self) -> None:
        """Show the conversation in the big window, which can do more; a temporary one is kept by that."""
        chat = self.conversation.branch.chat
        if self.conversation.own_drafts is not None:
            chat = None if self.busy else _keep(self._temporary, self.conversation, self.failed)
        if chat is not None:
            self._chat.open(chat.id)  # `_on_shown` hears of it
            if self.conversation.own_drafts is not None:
                self._leave()

    def close(self) -> None:
        """Hear no more; an answer on its way is kept as interrupted."""
        self.ended.emit()
        self._detach()
        self._removed()
        if self.conversation.own_drafts is None:
            self._chats.let_go(self.conversation)
        self._temporary.close()

    @Slot()
    def _on_shown(self) -> None:
        if self._chat.conversation is self.conversation:
            self._leave()

    def _on_removed(self, chats: Sequence[ChatId]) -> None:
        chat = self.conversation.branch.chat
        if self.conversation.own_drafts is None and chat is not None and chat.id in chats:
            self._put(self._new())

    def _leave(self) -> None:
        self._put(self._new())
        self.handed_over.emit()

    def _new(self) -> Conversation:
        if self.traceless:
            return self._temporary.begin()
        self._temporary.forget()
        return self._chats.new()

    def _put(self, conversation: Conversation) -> None:
        self._detach()
        self.conversation = conversation
        self.messages = self._attach()
        self.shown.emit()
        self.moved_on.emit(conversation.answering.progress)

    def _attach(self) -> MessageListModel:
        conversation = self.conversation
        self._ends = (
            conversation.answering.moved_on.connect(self.moved_on.emit),
            conversation.returned.connect(lambda message: self.message_returned.emit(message.text)),
            conversation.failed.connect(self.failed.emit),
        )
        return MessageListModel(conversation.branch, self)

    def _detach(self) -> None:
        for end in self._ends:
            end()
        self.messages.close()
        self.messages.deleteLater()


def _keep(temporary: Temporary, conversation: Conversation, failed: SignalInstance) -> Chat | None:
    """Store a temporary conversation; None where that cannot be done."""
    kept: list[Chat | None] = []
    trying(failed, lambda: kept.append(temporary.keep(conversation)))
    return kept[0] if kept else None
