"""The shown conversation, and going from one to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.chat import Attachment, ChatId, Policy
from desktop.core.errors import PromptTooLong, TextTooLarge, UserError
from desktop.core.folders import NOWHERE, Place
from desktop.services.chats import Chats
from desktop.services.conversation import Conversation, Returned
from desktop.services.drafts import Drafts
from desktop.services.exact_prompt import ExactPrompts
from desktop.viewmodels.chats import ChatListModel
from desktop.viewmodels.choices import Choices
from desktop.viewmodels.context import ContextViewModel
from desktop.viewmodels.drafting import Drafting
from desktop.viewmodels.exact_prompt import ExactPromptViewModel
from desktop.viewmodels.messages import MessageListModel
from desktop.viewmodels.portions import Ids, Portions
from desktop.viewmodels.prepared import Preparing
from desktop.viewmodels.trying import trying
from desktop.viewmodels.turns import Turns

LOOKED_AT = 100  # chats of many, some of which may be gone: another window deletes, too


@dataclass(frozen=True, slots=True)
class Deleted:
    """Chats that have been put into the trash."""

    chats: tuple[ChatId, ...]
    title: str  # of the first one


class ChatViewModel(QObject):
    """What the window shows of the chats and can ask for. Errors come by `failed`, never as exceptions."""

    shown = Signal()  # another conversation is shown: `messages`, `current` and `draft` are new
    started = Signal()  # the shown conversation has been stored: `current` is new
    busy_changed = Signal(bool)
    moved_on = Signal(object)  # Progress of the shown conversation
    ended = Signal(object)  # Message: an answer of the shown conversation is complete
    message_returned = Signal(object)  # Returned: a message that was refused
    deleted = Signal(object)  # Deleted; can be undone by `restore`
    failed = Signal(object)  # UserError

    def __init__(
        self, chats: Chats, drafts: Drafts, prompts: ExactPrompts, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._chats = chats
        self._deleting: Portions | None = None
        self._given_back = False  # a message, and the error that comes next says why
        self._disconnects: list[Callable[[], None]] = []
        self.list = ChatListModel(chats, parent=self)
        self.conversation = chats.new()
        self.drafting = Drafting(drafts, lambda: self.conversation, self)
        self.prepared = Preparing(self.drafting, lambda: self.conversation, self)
        self.turns = Turns(lambda: self.conversation, self)
        self.choices = Choices(lambda: self.conversation, self)
        self.context = ContextViewModel(chats.contexts, lambda: self.conversation, self)
        self.prompt = ExactPromptViewModel(prompts, lambda: self.conversation, self)
        for part in (self.turns, self.choices, self.context, self.prepared):
            part.failed.connect(self.failed)
        self.context.exceeded.connect(self.turns.limit_reached)
        self.messages = self._attach()

    @property
    def current(self) -> ChatId | None:
        """The chat that is shown; None while it has no message yet."""
        chat = self.conversation.branch.chat
        return chat.id if chat else None

    @Slot()
    def new(self, place: Place = NOWHERE) -> None:
        """Show an empty conversation, whose chat will be stored in a place."""
        if self.current is not None or self.conversation.own_drafts is not None:
            self.show(self._chats.new(place=place))
        else:
            self.conversation.branch.put(place)

    @Slot(object)
    def open(self, chat: ChatId) -> None:
        """Show a chat."""
        if chat != self.current:
            trying(self.failed, lambda: self.show(self._chats.open(chat)))

    def show(self, conversation: Conversation) -> None:
        """Go over to a conversation."""
        self._detach()
        self._chats.let_go(self.conversation)
        self.conversation = conversation
        self.messages = self._attach()
        self.shown.emit()
        self.busy_changed.emit(conversation.busy)
        self.moved_on.emit(conversation.answering.progress)

    def when_still(self, call: Callable[[], object]) -> None:
        """Make a call as soon as the whole shown chat has been read; never if another one is shown before."""
        self.conversation.walking.when_still(call)

    def send(self, text: str, files: tuple[Attachment, ...] = ()) -> bool:
        """Send what was typed, with what templates have put beside it.

        False when that could not be done, and it is still the user's.

        Not before `when_still`.
        """
        if self.conversation.busy or not (text.strip() or files):
            return False
        before = self.current
        sent = self.turns.send(text, files, self.prepared.template)
        if sent:
            self.prepared.sent()
            self.drafting.sent(before)
        return sent

    @Slot()
    def stop(self) -> None:
        """End the answer."""
        self.conversation.stop()

    def delete(self, *chats: ChatId) -> None:
        """Put chats into the trash."""
        titles = [chat.title for chat in self.list.chats(chats[:LOOKED_AT])]
        if self.current in chats:
            self.show(self._chats.new())
        if titles:
            work = partial(_apart, self._chats.delete)
            self._deleting = Portions(chats, work, self.failed, self._chats.listing.later)
            if self._deleting.done:
                self.deleted.emit(Deleted(chats, titles[0]))

    def restore(self, *chats: ChatId) -> None:
        """Undo a deletion."""
        if self._deleting is not None:
            self._deleting.stop()
        work = partial(_apart, self._chats.restore)
        Portions(chats, work, self.failed, self._chats.listing.later)

    def close(self) -> None:
        """Store what is not stored yet and hear no more."""
        self.drafting.close()
        self.context.close()
        self.prepared.close()
        self._detach()

    def _take_back(self, message: Returned) -> None:
        self._given_back = True
        self.message_returned.emit(message)

    def _told(self, error: UserError) -> None:
        """Pass an error on; what the engine found too long is asked about as if it had been known before.

        So it is only for a message that has been given back: that is what can be sent with less.
        """
        given_back, self._given_back = self._given_back, False
        asks = self.conversation.fitting.options.policy is Policy.ASK
        if given_back and asks and isinstance(error, PromptTooLong | TextTooLarge):
            self.context.expect(error)
        else:
            self.failed.emit(error)

    def _attach(self) -> MessageListModel:
        conversation = self.conversation
        self._disconnects = [
            conversation.started.connect(lambda _: self.started.emit()),
            conversation.answering.moved_on.connect(lambda _: self.busy_changed.emit(conversation.busy)),
            conversation.answering.moved_on.connect(self.moved_on.emit),
            conversation.ended.connect(self.ended.emit),
            conversation.returned.connect(self._take_back),
            conversation.failed.connect(self._told),
        ]
        self.context.attach(conversation)
        self.prepared.attach(conversation)
        return MessageListModel(conversation.branch, self)

    def _detach(self) -> None:
        for disconnect in self._disconnects:
            disconnect()
        self._disconnects = []
        self.messages.close()
        self.messages.deleteLater()


def _apart(call: Callable[..., None], chats: Ids) -> None:
    call(*chats)
