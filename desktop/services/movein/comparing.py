"""Tells whether a chat from elsewhere is here already, and what of it is not. For worker threads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from desktop.core.archive import WholeChat
from desktop.core.chat import ChatId, Message, MessageId, Role
from desktop.core.moving_in import State
from desktop.services.movein.marking import without_marks

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.moving_in import Begun, Line, MoveInStore


@dataclass(frozen=True, slots=True)
class Compared:
    """How a chat stands to one that is here."""

    state: State
    chat: ChatId | None = None
    trashed: bool = False
    ids: dict[MessageId, MessageId] = field(default_factory=dict[MessageId, MessageId])  # of those here
    missing: tuple[Message, ...] = ()  # a parent before its children


class Comparer:
    """Knows chats by the moment they were begun, and messages by what they say and where they stand."""

    def __init__(self, store: MoveInStore) -> None:
        self._store = store
        self._begun: dict[datetime, list[Begun]] = store.begun()
        self._seen: dict[datetime, int] = {}  # chats of this import, and how many messages they have

    def compare(self, whole: WholeChat) -> Compared:
        """Compare a chat with those that are here."""
        for begun in self._begun.get(whole.chat.created, []):
            ids = _matched(self._store.lines(begun.chat), whole.messages)
            if not ids and whole.messages:
                continue  # begun in the same moment, and another one
            missing = tuple(message for message in whole.messages if message.id not in ids)
            grown = State.GROWN if missing else State.HERE
            return Compared(
                State.TRASHED if begun.trashed else grown, begun.chat, begun.trashed, ids, missing
            )
        return Compared(State.NEW, missing=whole.messages)

    def preview(self, whole: WholeChat) -> Compared:
        """Compare a chat also with what came before it in the same import, of which nothing is stored."""
        before, count = self._seen.get(whole.chat.created), len(whole.messages)
        self._seen[whole.chat.created] = max(before or 0, count)
        if before is not None and whole.chat.created not in self._begun:
            more = whole.messages[before:]
            return Compared(State.GROWN if more else State.HERE, missing=more)
        return self.compare(whole)

    def add(self, whole: WholeChat, chat: ChatId) -> None:
        """Take notice of a chat that has just been stored."""
        from desktop.store.moving_in import Begun

        self._begun.setdefault(whole.chat.created, []).append(Begun(chat, trashed=False))

    def restored(self, whole: WholeChat, chat: ChatId) -> None:
        """Take notice of a chat that is in the trash no more."""
        from desktop.store.moving_in import Begun

        known = self._begun[whole.chat.created]
        self._begun[whole.chat.created] = [
            Begun(each.chat, each.trashed and each.chat != chat) for each in known
        ]


def _matched(here: Sequence[Line], messages: Sequence[Message]) -> dict[MessageId, MessageId]:
    """Find messages among those that are here: from the roots on, by what they say.

    What says exactly the same goes first: else of two answers that differ only in brackets, which may be
    marks, one would be taken for the other.
    """
    places: dict[tuple[MessageId | None, Role, str], list[Line]] = {}
    for line in here:
        places.setdefault((line.parent, line.role, without_marks(line.text)), []).append(line)
    said = {(message.parent, message.role, message.text) for message in messages}
    ids: dict[MessageId, MessageId] = {}
    for message in messages:
        if message.parent is not None and message.parent not in ids:
            continue
        above = None if message.parent is None else ids[message.parent]
        found = places.get((above, message.role, without_marks(message.text)), [])
        same = next((line for line in found if line.text == message.text), None)
        like = (line for line in found if (message.parent, message.role, line.text) not in said)
        line = same or next(like, None)
        if line is not None:
            found.remove(line)
            ids[message.id] = line.id
    return ids
