"""Reading the list of chats: its order in one go, as numbers, and what is shown of some of them."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from operator import lt

from sqlalchemy import bindparam, func, select

from desktop.core.chat import Chat, ChatId
from desktop.core.chat_order import ARCHIVED, INTEGERS, LOOSE, PINNED, ChatOrder, Place, Shelf
from desktop.store import schema as tables
from desktop.store.database import Database
from desktop.store.rows import CHATS, chat_of
from desktop.store.search_tables import raw

PORTION = 4_096  # numbers

_chat = tables.chat.c
_wanted = func.json_each(bindparam("chats")).table_valued("value", name="wanted")
_THESE = CHATS.where(_chat.id.in_(select(_wanted.c.value)), _chat.deleted.is_(None))
_NEWEST = CHATS.where(_chat.deleted.is_(None)).order_by(_chat.updated.desc(), _chat.id.desc())

# As core.chat_order.key_of; times are always written in UTC and with microseconds.
_KEY = (
    "coalesce(CAST(strftime('%s', substr(updated, 1, 19)) AS INTEGER) * 1000000"
    " + CAST(substr(updated, 21, 6) AS INTEGER), 0)"
)
# Lists as texts: SQLite makes them without Python, which would stop the window a hundred times meanwhile.
_LISTS = f"group_concat(id), group_concat({_KEY})"
_BY_FOLDER = f"""
    SELECT coalesce(folder_id, {LOOSE}), {_LISTS} FROM chat
    WHERE deleted IS NULL AND archived = 0 AND pinned = 0 GROUP BY folder_id
"""
_BY_TIME = f"""
    SELECT {{place}}, {_LISTS} FROM (
        SELECT id, updated FROM chat WHERE deleted IS NULL AND {{condition}} ORDER BY updated, id
    ) HAVING count(*) > 0
"""
_SHELVES = (
    _BY_FOLDER,
    _BY_TIME.format(place=PINNED, condition="archived = 0 AND pinned = 1"),
    _BY_TIME.format(place=ARCHIVED, condition="archived = 1"),
)
_KNOWN = f"""
    SELECT group_concat(id), group_concat(place), group_concat({_KEY}) FROM (
        SELECT id, updated, CASE WHEN archived THEN {ARCHIVED} WHEN pinned THEN {PINNED}
            ELSE coalesce(folder_id, {LOOSE}) END AS place
        FROM chat WHERE deleted IS NULL ORDER BY id
    )
"""
_AT_MOST = "SELECT count(*) FROM (SELECT 1 FROM chat WHERE deleted IS NULL LIMIT ?)"


class ListingStore:
    """Reads what the list of chats shows, on any thread. Raises `DataError`s."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, limit: int) -> int:
        """Count the chats outside the trash, no further than the limit."""
        with self._database.read() as db:
            return raw(db).execute(_AT_MOST, (limit,)).fetchone()[0]

    def order(self) -> ChatOrder:
        """Read where all chats stand. Takes 0.2 s for 100,000: for a worker thread."""
        order = ChatOrder()
        with self._database.read() as db:
            for sql in _SHELVES:
                for place, ids, keys in raw(db).execute(sql):
                    order.fill(place, _shelf(_numbers(ids), _numbers(keys)))
            known = raw(db).execute(_KNOWN).fetchone()
        ids, places, keys = (_numbers(each) for each in known)
        if not all(map(lt, ids, ids[1:])):
            together = sorted(zip(ids, places, keys, strict=True))
            ids, places, keys = (array(INTEGERS, (row[part] for row in together)) for part in range(3))
        order.know(ids, places, keys)
        return order

    def newest(self, place: Place, count: int) -> list[Chat]:
        """Read the newest chats of a place."""
        archived, pinned = _chat.archived == (place == ARCHIVED), _chat.pinned == (place == PINNED)
        wanted = _NEWEST.where(archived).limit(count)
        if place != ARCHIVED:
            wanted = wanted.where(pinned)
        if place not in (ARCHIVED, PINNED):
            wanted = wanted.where(_chat.folder_id == place if place else _chat.folder_id.is_(None))
        with self._database.read() as db:
            return [chat_of(row) for row in db.execute(wanted)]

    def chats(self, chats: Sequence[ChatId]) -> list[Chat]:
        """Read chats, in no order; those in the trash or gone are left out."""
        with self._database.read() as db:
            return [chat_of(row) for row in db.execute(_THESE, {"chats": json.dumps(chats)})]


def _numbers(text: str | None) -> array[int]:
    """Read a list in portions: so it takes little memory, and lets the window go on between them."""
    numbers, rest = array(INTEGERS), text
    while rest:
        parts = rest.split(",", PORTION)
        rest = parts.pop() if len(parts) > PORTION else None
        numbers.extend(map(int, parts))
    return numbers


def _shelf(ids: array[int], keys: array[int]) -> Shelf:
    """SQLite promises no order within its lists, though it keeps it; equal times are put in order here."""
    if not all(map(lt, keys, keys[1:])):
        together = sorted(zip(keys, ids, strict=True))
        return Shelf((each for _, each in together), (key for key, _ in together))
    return Shelf(ids, keys)
