"""Conversations that leave no trace, and keeping one after all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.core.chat import Chat, ChatId
from desktop.services.answering import Desk
from desktop.services.chats import Chats
from desktop.services.conversation import Conversation
from desktop.services.drafts import Drafts
from desktop.services.states import NoStates

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.archive import ArchiveStore
    from desktop.store.in_memory import InMemory


@dataclass(frozen=True, slots=True)
class _Held:
    conversation: Conversation
    stores: InMemory


class Temporary:
    """Lives on the owner thread. The one begun last is held until another one begins, or the end.

    Such a conversation is one like all others over stores in memory, with drafts of its own, and under
    no name for the engine, which so writes no state of it: nothing in it asks whether it is temporary.
    """

    def __init__(
        self, desk: Desk, archive: ArchiveStore, chats: Chats, drafts: Drafts, first: int = 0
    ) -> None:
        """`first` keeps the ids of two such objects apart."""
        self._desk = desk
        self._archive = archive
        self._chats = chats
        self._drafts = drafts
        self._held: _Held | None = None
        self._number = first

    def begin(self) -> Conversation:
        """Begin one; what was held before is forgotten."""
        from desktop.store.in_memory import open_stores_in_memory

        self.forget()
        self._number += 1
        stores = open_stores_in_memory("temporary", self._number)
        stores.answers.look = self._desk.answers.look
        desk = replace(
            self._desk,
            chats=stores.chats,
            answers=stores.answers,
            states=NoStates(),
            own_drafts=Drafts(stores.chats, lambda _seconds, _call: None, None),
        )
        conversation = Conversation(desk, None)
        self._held = _Held(conversation, stores)
        return conversation

    def holds(self, conversation: Conversation) -> bool:
        """Tell whether this one could still be kept."""
        return self._held is not None and self._held.conversation is conversation

    def archive_of(self, chats: Sequence[ChatId]) -> ArchiveStore:
        """Give where these chats can be read as a whole, for an export that the user asks for."""
        held = self._held
        there = held.conversation.branch.chat if held is not None else None
        own = held is not None and there is not None and there.id in chats
        return held.stores.archive if held is not None and own else self._archive

    def keep(self, conversation: Conversation) -> Chat | None:
        """Store a conversation after all, with all its branches, and what stands in its composer.

        None where it is not held any more, has no message, or is being answered. Raises `DataError`s;
        then nothing of it is stored.
        """
        held, chat = self._held, conversation.branch.chat
        if held is None or held.conversation is not conversation or chat is None or conversation.busy:
            return None
        whole = held.stores.archive.read(chat.id)
        stored = self._archive.write_small([whole])[0]
        self._take_draft(held, chat, stored)
        self._chats.added.emit(stored)
        return stored

    def forget(self) -> None:
        """Leave nothing of the conversation that is held."""
        held, self._held = self._held, None
        if held is not None:
            held.conversation.close()
            held.stores.close()

    def close(self) -> None:
        """Leave nothing."""
        self.forget()

    def _take_draft(self, held: _Held, chat: Chat, stored: Chat) -> None:
        own = held.conversation.own_drafts
        assert own is not None
        self._drafts.keep(stored.id, own.of(chat.id))
        self._drafts.keep_files(stored.id, own.files_of(chat.id))
        self._drafts.keep_prepared(stored.id, own.prepared_of(chat.id))
