"""All chats: listing, opening, naming, putting into the trash."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.chat import Chat, ChatId, Message, Role, Status, clean
from desktop.core.errors import DataError
from desktop.core.events import Event
from desktop.core.folders import NOWHERE, Place
from desktop.core.prepared import SystemPrompt
from desktop.services.answering import Desk, Progress
from desktop.services.chat_listing import Listing
from desktop.services.conversation import Conversation, Returned

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.organising import OrganiseStore


@dataclass(frozen=True, slots=True)
class Back:
    """A message of a chat that was refused, and is the user's again."""

    chat: ChatId
    message: Returned


@dataclass(frozen=True, slots=True)
class SystemBack:
    """A system prompt of a chat that was refused, and is to come again."""

    chat: ChatId
    system: SystemPrompt


@dataclass(frozen=True, slots=True)
class Completed:
    """An answer that has come to its end."""

    chat: Chat
    text: str


class Chats:
    """The chats of this data folder. Lives on the owner thread.

    A conversation that is being answered stays alive while another one is shown, so that its answer
    goes on into its own chat.
    """

    def __init__(self, desk: Desk, organise: OrganiseStore) -> None:
        self._desk = desk
        self._organise = organise
        self.contexts = desk.contexts
        self.listing = Listing(organise.listing, desk.tasks, desk.later)
        self._open: dict[ChatId, Conversation] = {}
        self._left: set[ChatId] = set()  # being answered, and not shown
        self.added: Event[Chat] = Event()
        self.arrived: Event[Sequence[Chat]] = Event()  # many at once, or those that are here anyway
        self.changed: Event[Chat] = Event()
        self.removed: Event[Sequence[ChatId]] = Event()
        self.places_changed: Event[None] = Event()  # of chats unknown: a folder is gone, say
        self.returned: Event[Back] = Event()
        self.system_returned: Event[SystemBack] = Event()
        self.answered: Event[ChatId] = Event()  # to its end
        self.completed: Event[Completed] = Event()  # the same, with what it says
        self.moved_on: Event[ChatId] = Event()  # an answer in it begins, goes on or ends; see `progress`

    def tidy(self) -> None:
        """At start: mark what a crash interrupted."""
        self._desk.answers.recover()

    def new(self, system: str = "", place: Place = NOWHERE) -> Conversation:
        """Begin a conversation; it is stored with its first message."""
        conversation = Conversation(self._desk, None, system, place)
        conversation.started.connect(lambda chat: self._started(chat, conversation))
        self._watch(conversation)
        return conversation

    def open(self, chat: ChatId) -> Conversation:
        """Give the conversation of a chat, the living one if it is being answered."""
        self._left.discard(chat)
        conversation = self._open.get(chat)
        if conversation is None:
            conversation = Conversation(self._desk, self._desk.chats.chat(chat))
            self._open[chat] = conversation
            self._watch(conversation)
        return conversation

    def progress(self, chat: ChatId) -> Progress:
        """Tell how far the answer of a chat has come."""
        conversation = self._open.get(chat)
        return Progress() if conversation is None else conversation.answering.progress

    def let_go(self, conversation: Conversation) -> None:
        """Forget a conversation that is no longer shown, as soon as it is not being answered or changed."""
        conversation.walking.leave()
        chat = conversation.branch.chat
        known = chat is not None and self._open.get(chat.id) is conversation
        if chat is not None and known and (conversation.busy or conversation.walking.writing):
            self._left.add(chat.id)
            return
        if chat is not None:
            self._open.pop(chat.id, None)
        conversation.close()

    def rename(self, chat: ChatId, title: str) -> None:
        """Name a chat; an empty name changes nothing."""
        title = " ".join(clean(title).split())
        if title:
            self._refresh(self._desk.chats.rename(chat, title))

    def delete(self, *chats: ChatId) -> None:
        """Put chats into the trash; answers on their way are ended."""
        for chat in chats:
            conversation = self._open.pop(chat, None)
            if conversation is not None:
                conversation.close()
        self._organise.delete(chats)
        self._desk.states.forget(*chats)
        self.removed.emit(chats)

    def restore(self, *chats: ChatId) -> None:
        """Bring chats back from the trash."""
        self.arrived.emit(self._organise.restore(chats))

    def take_over(self, chats: Sequence[Chat]) -> None:
        """Go over to values of chats that have just been stored, and tell."""
        for chat in chats:
            conversation = self._open.get(chat.id)
            if conversation is not None:
                conversation.branch.chat = chat
        self.arrived.emit(chats)

    def close(self) -> None:
        """Keep what is on its way and let everything go."""
        for conversation in tuple(self._open.values()):
            conversation.close()
        self._open.clear()

    def _started(self, chat: Chat, conversation: Conversation) -> None:
        self._open[chat.id] = conversation
        self.added.emit(chat)

    def _watch(self, conversation: Conversation) -> None:
        def changed(_: Message) -> None:
            if conversation.branch.chat is not None:
                with suppress(DataError):  # the message is stored; its chat moves up in the list later
                    self._refresh(self._desk.chats.chat(conversation.branch.chat.id))

        def ended(_: object) -> None:
            chat = conversation.branch.chat
            if chat is not None and chat.id in self._left:
                self._left.discard(chat.id)
                self.let_go(conversation)

        conversation.branch.added.connect(changed)
        conversation.ended.connect(ended)
        conversation.walking.settled.connect(ended)
        _pass_on(self, conversation)

    def _refresh(self, chat: Chat) -> None:
        conversation = self._open.get(chat.id)
        if conversation is not None:
            conversation.branch.chat = chat
        self.changed.emit(chat)


def _pass_on(chats: Chats, conversation: Conversation) -> None:
    """Let what a conversation tells be heard with the chat that it is of, once it is stored."""

    def returned(message: Returned) -> None:
        chats.returned.emit(Back(of(), message))

    def system_returned(system: SystemPrompt) -> None:
        chats.system_returned.emit(SystemBack(of(), system))

    def ended(message: Message) -> None:
        chat = conversation.branch.chat
        if chat is not None and message.status is Status.DONE and message.role is Role.ASSISTANT:
            chats.answered.emit(chat.id)
            chats.completed.emit(Completed(chat, message.text))

    def moved_on(_: Progress) -> None:
        if conversation.branch.chat is not None:
            chats.moved_on.emit(of())

    def of() -> ChatId:
        assert conversation.branch.chat is not None
        return conversation.branch.chat.id

    conversation.answering.moved_on.connect(moved_on)
    conversation.ended.connect(ended)
    conversation.returned.connect(returned)
    conversation.system_returned.connect(system_returned)
