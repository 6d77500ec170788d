"""Which chats and messages a search is about: its filters as conditions, and as stretches of messages."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeAlias

from desktop.core.chat import FolderId, Role
from desktop.core.folders import Folder
from desktop.core.folding import fold
from desktop.core.search_folders import meant
from desktop.core.search_query import Filter, Query, Standing, Wrong
from desktop.store.search_tables import BLOCK

Stretch: TypeAlias = tuple[int, int]  # of messages: the lowest and the highest id

ALL: Stretch = (1, (1 << 43) - 1)  # of all messages that files can be numbered for
FEW_CHATS, FEW_MESSAGES, FEW_ANSWERS = 1_000, 10_000, 10_000
"""What is named one by one. Of more than that a search that goes through all soon meets enough."""
FEW_TO_READ = 2_000  # messages whose texts are looked at rather than FTS5 asked for what is common

_RARE = ("system", "summary")  # roles with an index of their own: see schema
MODELS = """
    WITH RECURSIVE names (name) AS (
        SELECT min(model_name) FROM answer
        UNION ALL
        SELECT (SELECT min(model_name) FROM answer WHERE model_name > name) FROM names WHERE name IS NOT NULL)
    SELECT name FROM names WHERE name IS NOT NULL
"""
_FOLDERS = "SELECT id, name, parent_id, created FROM folder"
_TAGS = "SELECT DISTINCT folded FROM chat_tag WHERE folded >= ? AND folded < ?"
_TAGGED = (  # a lookup: searches ask it of one chat after another
    "EXISTS (SELECT 1 FROM chat_tag WHERE chat_id = chat.id AND folded IN (SELECT value FROM json_each(?)))"
)
_LISTED = "chat.id IN (SELECT chat_id FROM chat_tag WHERE folded IN (SELECT value FROM json_each(?)))"
_STANDINGS = {  # as the index of the list has it
    Standing.PINNED: "chat.archived IN (0, 1) AND chat.pinned = 1",
    Standing.ARCHIVED: "chat.archived = 1",
}
_BLOCKS = "SELECT block FROM search_span WHERE last >= ? AND first < ? ORDER BY block DESC"
_PLACED = "chat.archived IN (0, 1) AND chat.pinned IN (0, 1)"  # always so; lets the index of the list be used
_OF_CHATS = "SELECT id FROM message WHERE chat_id IN (SELECT value FROM json_each(?)) LIMIT ?"
_OF_MODELS = (
    "SELECT message_id AS id FROM answer WHERE model_name IN (SELECT value FROM json_each(?)) LIMIT ?"
)
_PARENTS = "SELECT parent_id FROM message WHERE id IN (SELECT value FROM json_each(?)) AND parent_id NOT NULL"
_OF_ROLES = (
    "SELECT id FROM message WHERE role IN ('system', 'summary')"
    " AND role IN (SELECT value FROM json_each(?)) LIMIT ?"
)
_ANSWERED = """(
    EXISTS (SELECT 1 FROM answer WHERE answer.message_id = message.id
        AND model_name IN (SELECT value FROM json_each(?)))
    OR EXISTS (SELECT 1 FROM message AS reply CROSS JOIN answer ON answer.message_id = reply.id
        WHERE reply.chat_id = message.chat_id AND reply.parent_id = message.id
        AND model_name IN (SELECT value FROM json_each(?))))"""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in SQL, with its values."""

    sql: str
    values: tuple[str, ...] = ()

    def __and__(self, other: Condition) -> Condition:
        """Ask for both."""
        return Condition(f"{self.sql} AND {other.sql}", (*self.values, *other.values))


THERE = Condition("chat.deleted IS NULL")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a search goes through."""

    of_chats: Condition
    of_messages: Condition  # and of their chats
    few_chats: tuple[int, ...] | None = None  # all of them, if they are few
    candidates: tuple[int, ...] | None = None  # messages: no others can be meant, if they are few
    spans: tuple[Stretch, ...] | None = None  # beyond these no message is of the days that are asked for
    unknown: tuple[Wrong, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether all filters of chats are left out, since what they name is not there."""
        return bool(self.unknown) and self.of_chats == THERE

    @property
    def few_messages(self) -> tuple[int, ...] | None:
        """Messages that are so few that each of them can be looked at."""
        few = self.candidates is not None and len(self.candidates) <= FEW_TO_READ
        return self.candidates if few else None

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """Where messages are looked for, the newest first."""
        return (ALL,) if self.spans is None else self.spans


def scope_of(db: sqlite3.Connection, query: Query) -> Scope:
    """Find out what the filters of a query mean here."""
    chats, unknown = _chats(db, query)
    since, until = moments(query)
    messages = chats
    candidates: list[tuple[int, ...]] = []
    few: tuple[int, ...] | None = None
    if query.about_chats:
        listed = chats.sql.replace(_TAGGED, _LISTED) + (f" AND {_PLACED}" if query.folders else "")
        few = _few(db, f"SELECT id FROM chat WHERE {listed} LIMIT ?", chats.values, FEW_CHATS)
        if few is not None:
            candidates += _found(db, _OF_CHATS, few, FEW_MESSAGES)
    if query.roles:
        roles = json.dumps(sorted(query.roles))
        messages &= Condition("message.role IN (SELECT value FROM json_each(?))", (roles,))
        if all(role in _RARE for role in query.roles):
            candidates += _found(db, _OF_ROLES, sorted(query.roles), FEW_MESSAGES)
    if query.models:
        names = [name for (name,) in db.execute(MODELS) if any(part in fold(name) for part in query.models)]
        messages &= Condition(_ANSWERED, (json.dumps(names), json.dumps(names)))
        for answers in _found(db, _OF_MODELS, names, FEW_ANSWERS):
            asked = (number for (number,) in db.execute(_PARENTS, (json.dumps(answers),)))
            candidates.append((*answers, *asked))
    spans: tuple[Stretch, ...] | None = None
    if query.after or query.before:
        messages &= Condition("message.created >= ? AND message.created < ?", (since, until))
        spans = tuple(_blocks(db, since, until))
    return Scope(chats, messages, few, min(candidates, key=len, default=None), spans, unknown)


def moments(query: Query) -> tuple[str, str]:
    """Give the days of a query as the database writes moments."""
    return _moment(query.after, "0"), _moment(query.before, "a")


def _chats(db: sqlite3.Connection, query: Query) -> tuple[Condition, tuple[Wrong, ...]]:
    condition = THERE
    unknown: list[Wrong] = []
    for tag in query.tags:
        tags = [name for (name,) in db.execute(_TAGS, (tag, tag + chr(0x10FFFF)))]
        if not tags:
            unknown.append(Wrong(Filter.TAG, tag))
            continue
        wanted = json.dumps([tag] if tag in tags else tags)
        condition &= Condition(_TAGGED, (wanted,))
    if query.folders:
        folders, missing = _folders(db, query.folders)
        unknown += missing
        if folders:
            condition &= Condition(
                "chat.folder_id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(folders)),)
            )
    for standing in sorted(query.standings):
        condition &= Condition(_STANDINGS[standing])
    return condition, tuple(unknown)


def folders_of(db: sqlite3.Connection) -> list[Folder]:
    """Read the folders, as far as their names matter."""
    return [
        Folder(
            FolderId(number), name, None if parent is None else FolderId(parent), datetime.fromisoformat(made)
        )
        for number, name, parent, made in db.execute(_FOLDERS)
    ]


def _folders(db: sqlite3.Connection, wanted: Sequence[str]) -> tuple[frozenset[FolderId], list[Wrong]]:
    folders = folders_of(db)
    found = {each: meant(folders, each) for each in wanted}
    missing = [Wrong(Filter.FOLDER, each) for each, those in found.items() if not those]
    return frozenset[FolderId]().union(*found.values()), missing


def _found(
    db: sqlite3.Connection, sql: str, wanted: Sequence[int | str | Role], most: int
) -> list[tuple[int, ...]]:
    """Give the messages that a statement finds, if they are few."""
    few = _few(db, sql, (json.dumps(wanted),), most)
    return [] if few is None else [few]


def _few(db: sqlite3.Connection, sql: str, values: tuple[str, ...], most: int) -> tuple[int, ...] | None:
    """Give the ids that a statement finds up to a limit; None if they are more. They come as one value."""
    count, found = db.execute(
        f"SELECT count(*), json_group_array(id) FROM ({sql})", (*values, most + 1)
    ).fetchone()
    return None if count > most else tuple(json.loads(found))


def _blocks(db: sqlite3.Connection, since: str, until: str) -> Iterator[Stretch]:
    """Give the stretches of messages that may be of some days, the newest first."""
    last: Stretch | None = None
    for (block,) in db.execute(_BLOCKS, (since, until)):
        first, after = block * BLOCK, (block + 1) * BLOCK
        if last is not None and last[0] == after:
            last = first, last[1]
            continue
        if last is not None:
            yield last
        last = first, after - 1
    if last is not None:
        yield last


def _moment(day: date | None, without: str) -> str:
    if day is None:
        return without
    try:
        begin = datetime(day.year, day.month, day.day).astimezone()  # the midnight of this place
        return begin.astimezone(UTC).isoformat(" ", "microseconds")
    except (OverflowError, ValueError, OSError):  # the first and the last year of all
        return f"{day.isoformat()} 00:00:00"
