"""The order of all chats, kept as plain numbers: 100,000 of them take four megabytes."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from desktop.core.chat import Chat, ChatId

Place: TypeAlias = int
"""Where chats stand: the number of a folder, or one of the next three."""

LOOSE, PINNED, ARCHIVED = 0, -1, -2
INTEGERS = "q"  # of arrays: eight bytes
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a chat stands, and by what time."""

    place: Place
    key: int  # microseconds since 1970


def key_of(moment: datetime) -> int:
    """Make a moment a number that orders like it."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def standing_of(chat: Chat) -> Standing:
    """Tell where a chat is listed: the archive goes before everything, pinned before its folder."""
    place = ARCHIVED if chat.archived else PINNED if chat.pinned else (chat.folder or LOOSE)
    return Standing(place, key_of(chat.updated))


class Shelf:
    """The chats of one place, counted from the newest. A change is a search by halves and a move of bytes."""

    __slots__ = ("_ids", "_keys")

    def __init__(self, ids: Iterable[int] = (), keys: Iterable[int] = ()) -> None:
        """Take chats that are sorted by time and number, the oldest first."""
        self._ids = array(INTEGERS, ids)
        self._keys = array(INTEGERS, keys)

    def __len__(self) -> int:
        return len(self._ids)

    def id_at(self, number: int) -> ChatId:
        """Give a chat."""
        return ChatId(self._ids[len(self._ids) - 1 - number])

    def ids(self, start: int = 0, stop: int | None = None) -> list[ChatId]:
        """Give chats, the newest first."""
        return [ChatId(each) for each in reversed(self._slice(start, len(self) if stop is None else stop))]

    def number_of(self, chat: ChatId, key: int) -> int | None:
        """Tell which one a chat is."""
        at = self._at(chat, key)
        there = at < len(self._ids) and self._ids[at] == chat
        return len(self._ids) - 1 - at if there else None

    def number_for(self, chat: ChatId, key: int, instead_of: int | None = None) -> int:
        """Tell which one a chat would be, once the one that stands at `instead_of` is gone."""
        at, count = self._at(chat, key), len(self._ids)
        if instead_of is None:
            return count - at
        return count - 1 - (at - 1 if count - 1 - instead_of < at else at)

    def since(self, key: int) -> int:
        """Count the chats of this time or a later one."""
        return len(self._keys) - bisect_left(self._keys, key)

    def put(self, chat: ChatId, key: int) -> None:
        """Add a chat."""
        at = self._at(chat, key)
        self._ids.insert(at, chat)
        self._keys.insert(at, key)

    def take(self, chat: ChatId, key: int) -> None:
        """Take a chat away. Raises LookupError."""
        at = self._at(chat, key)
        if at == len(self._ids) or self._ids[at] != chat:
            raise LookupError(f"chat {chat} is not here")
        del self._ids[at]
        del self._keys[at]

    def shared(self, start: int, count: int, other: Shelf, others: tuple[int, int]) -> tuple[int, int]:
        """Compare a stretch with one of another shelf: how many newest and oldest chats are the same."""
        mine = self._slice(start, start + count)
        theirs = other._slice(others[0], sum(others))  # of this class
        newest = _shared(mine, theirs, from_end=True)
        oldest = _shared(mine, theirs, from_end=False)
        return newest, min(oldest, min(len(mine), len(theirs)) - newest)

    def _at(self, chat: int, key: int) -> int:
        low = bisect_left(self._keys, key)
        if low == len(self._keys) or self._keys[low] != key:
            return low
        return bisect_left(self._ids, chat, low, bisect_right(self._keys, key, low))

    def _slice(self, start: int, stop: int) -> array[int]:
        count = len(self._ids)
        return self._ids[max(0, count - stop) : count - start]


class ChatOrder:
    """All chats by their places, and where each one stands."""

    def __init__(self) -> None:
        self._shelves: dict[Place, Shelf] = {}
        self._ids = array(INTEGERS)  # sorted; the next two go with it
        self._places = array(INTEGERS)
        self._keys = array(INTEGERS)

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def places(self) -> list[Place]:
        """Where chats are, or have been."""
        return list(self._shelves)

    def shelf(self, place: Place) -> Shelf:
        """Give the chats of a place."""
        return self._shelves.setdefault(place, Shelf())

    def fill(self, place: Place, shelf: Shelf) -> None:
        """Put a whole shelf in; to be followed by `know`."""
        self._shelves[place] = shelf

    def know(self, ids: Iterable[int], places: Iterable[int], keys: Iterable[int]) -> None:
        """Take over where each chat stands, sorted by their numbers."""
        self._ids = array(INTEGERS, ids)
        self._places = array(INTEGERS, places)
        self._keys = array(INTEGERS, keys)

    def where(self, chat: ChatId) -> Standing | None:
        """Tell where a chat stands."""
        at = bisect_left(self._ids, chat)
        if at == len(self._ids) or self._ids[at] != chat:
            return None
        return Standing(self._places[at], self._keys[at])

    def put(self, chat: ChatId, standing: Standing) -> None:
        """Let a chat stand there, wherever it stood before."""
        self.take(chat)
        at = bisect_left(self._ids, chat)
        self._ids.insert(at, chat)
        self._places.insert(at, standing.place)
        self._keys.insert(at, standing.key)
        self.shelf(standing.place).put(chat, standing.key)

    def take(self, chat: ChatId) -> None:
        """Take a chat out, if it is there."""
        standing = self.where(chat)
        if standing is not None:
            at = bisect_left(self._ids, chat)
            del self._ids[at]
            del self._places[at]
            del self._keys[at]
            self.shelf(standing.place).take(chat, standing.key)


def _shared(a: array[int], b: array[int], from_end: bool) -> int:
    """Length of what two arrays have in common at their ends, by halves: whole arrays are compared in C."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        same = a[len(a) - middle :] == b[len(b) - middle :] if from_end else a[:middle] == b[:middle]
        low, high = (middle, high) if same else (low, middle - 1)
    return low
