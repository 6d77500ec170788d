"""What a search goes through: titles, messages and files that the index finds, the newest first."""

from __future__ import annotations

import json
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import merge
from itertools import chain, islice
from typing import TypeAlias

from desktop.core.search_query import Query
from desktop.store.search_match import Match, match_of
from desktop.store.search_scope import ALL, Scope, Stretch
from desktop.store.search_tables import FILES, FILES_OF_ONE, file_id, place_of

Row: TypeAlias = tuple[int, int, str, str]
"""Of a message or a file: its number in the index, its chat's, the message's role, when it was written."""
Which: TypeAlias = Callable[[Sequence[str]], Sequence[bool]]
"""Tells of texts whether each is what is wanted."""
ChatRow: TypeAlias = tuple[int, str, str, int]
"""Of a chat: its id, its title, when it was updated, whether it is archived."""

FEW = 2_000  # found texts that are counted to see which way is shorter
SOON_READ = 300  # messages that are read in less time than it takes to find them among so many
TOGETHER = 64  # messages
PASSED = 8_000  # found texts that are gone through before the messages that are left are read
TITLES = 200  # titles that are looked at
PENDING = 200  # messages that are not in the index yet, and looked at all the same

_COLUMNS = "message.chat_id, message.role, message.created"
_CHAT = "chat.id, title, updated, archived"
_CHATS = "CROSS JOIN chat ON chat.id = message.chat_id"
_TITLES: Stretch = (-(1 << 61), -1)
_FILES_THERE = "SELECT EXISTS (SELECT 1 FROM attachment)"
_FILES_OF = "SELECT message_id, seq FROM json_each(?) CROSS JOIN attachment ON message_id = value"
_PENDING = "SELECT id FROM search_later WHERE id > 0 ORDER BY seq DESC LIMIT ?"


@dataclass(frozen=True, slots=True)
class Rows:
    """What was found, the newest first."""

    rows: Iterator[Row]
    loose: bool = False  # whether each of them is what is wanted must be looked at
    pending: frozenset[int] = frozenset()  # must be looked at
    narrow: bool = False  # there are words that were not asked for


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of one of the tables of FTS5."""

    table: str
    words: str

    def numbers(self, db: sqlite3.Connection, within: Stretch) -> Iterator[int]:
        """Give the numbers of the texts that it finds, from high to low."""
        sql = (
            f"SELECT rowid FROM {self.table} WHERE {self.table} MATCH ? AND rowid BETWEEN ? AND ?"
            " ORDER BY rowid DESC"
        )
        return (number for (number,) in db.execute(sql, (self.words, *within)))


def titles(db: sqlite3.Connection, query: Query, scope: Scope, wide: bool) -> Iterator[ChatRow]:
    """Give chats whose titles may fit, those made last first."""
    condition = scope.of_chats
    if scope.few_chats is not None:
        wanted = "SELECT value FROM json_each(?)"
        sql = f"SELECT {_CHAT} FROM chat WHERE id IN ({wanted})"
        return db.execute(sql, (json.dumps(scope.few_chats),))
    match = match_of(db, query, wide)
    if match is None:
        return iter(())
    asked = _asked(match)
    if len(asked) == 1:
        (one,) = asked
        sql = (
            f"SELECT {_CHAT} FROM {one.table} CROSS JOIN chat ON chat.id = -{one.table}.rowid"
            f" WHERE {one.table} MATCH ? AND {one.table}.rowid < 0 AND {condition.sql}"
            f" ORDER BY {one.table}.rowid LIMIT {TITLES}"
        )
        return db.execute(sql, (one.words, *condition.values))
    sql = f"SELECT {_CHAT} FROM chat WHERE id = -? AND {condition.sql}"
    numbers = reversed(deque(_numbers(db, asked, _TITLES), TITLES))  # the newest has the lowest number
    return chain.from_iterable(db.execute(sql, (number, *condition.values)) for number in numbers)


def chats(db: sqlite3.Connection, scope: Scope, most: int) -> Iterator[ChatRow]:
    """Give the chats that a search is about, the newest first."""
    condition = scope.of_chats
    sql = f"SELECT {_CHAT} FROM chat WHERE {condition.sql} ORDER BY updated DESC, id DESC LIMIT {most}"
    return db.execute(sql, condition.values)


def messages(db: sqlite3.Connection, query: Query, scope: Scope, wide: bool, which: Which) -> Rows:
    """Give messages and files that may fit."""
    if not query.terms:
        return Rows(_all(db, scope, which))
    pending = frozenset(number for (number,) in db.execute(_PENDING, (PENDING,)))
    match = None if scope.candidates == () else match_of(db, query, wide)
    if match is None:
        found = Rows(iter(()))
    elif scope.few_messages is not None and (match.narrow or match.broad):
        found = Rows(_named(db, scope, which, files=_files_there(db)), loose=True)
    else:
        found = _matching(db, match, scope, which)
    if not pending:
        return found
    return replace(found, rows=_merged(found.rows, _still_to_come(db, pending, scope)), pending=pending)


def _matching(db: sqlite3.Connection, match: Match, scope: Scope, which: Which) -> Rows:
    """Give what the index finds."""
    few = scope.few_messages is not None
    by_hand = few and _better_by_hand(db, match, len(scope.few_messages or ()))
    found = _named(db, scope, which) if by_hand else _found(db, match, scope, which)
    files = [_found_files(db, match, scope)] if _files_there(db) else []
    return Rows(_merged(found, *files), match.loose or few, narrow=match.narrow)


def _files_there(db: sqlite3.Connection) -> bool:
    return bool(db.execute(_FILES_THERE).fetchone()[0])


def _merged(*sources: Iterator[Row]) -> Iterator[Row]:
    return sources[0] if len(sources) == 1 else _once(merge(*sources, key=_age))


def _all(db: sqlite3.Connection, scope: Scope, which: Which) -> Iterator[Row]:
    """Go through all messages that a search without words is about."""
    if scope.few_messages is not None:
        return _named(db, scope, which)
    condition = scope.of_messages
    sql = (
        f"SELECT message.id, {_COLUMNS} FROM message {_CHATS} WHERE message.text <> ''"
        f" AND message.id BETWEEN ? AND ? AND {condition.sql} ORDER BY message.id DESC"
    )
    return chain.from_iterable(db.execute(sql, (*each, *condition.values)) for each in scope.stretches)


def _named(
    db: sqlite3.Connection, scope: Scope, which: Which, below: int = ALL[1], files: bool = False
) -> Iterator[Row]:
    """Read messages that are named one by one, some at a time; with `files`, tell of theirs, too."""
    few = (number for number in scope.few_messages or () if number < below)
    sql = (
        f"SELECT message.id, {_COLUMNS}, message.text"
        f" FROM json_each(?) CROSS JOIN message ON message.id = value {_CHATS} WHERE {scope.of_messages.sql}"
    )
    cursor = db.execute(sql, (json.dumps(sorted(few, reverse=True)), *scope.of_messages.values))
    while rows := cursor.fetchmany(TOGETHER):
        beside = _files_of(db, [row[0] for row in rows]) if files else {}
        for (number, *known, text), fits in zip(rows, which([row[-1] for row in rows]), strict=True):
            if text and fits:
                yield number, *known
            for seq in beside.get(number, ()):
                yield file_id(number, seq), *known


def _files_of(db: sqlite3.Connection, messages: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for message, seq in db.execute(_FILES_OF, (json.dumps(messages),)):
        found.setdefault(message, []).append(seq)
    return found


def _found(db: sqlite3.Connection, match: Match, scope: Scope, which: Which) -> Iterator[Row]:
    """Go through the messages that the index finds."""
    asked, condition = _asked(match), scope.of_messages
    if len(asked) == 1 and scope.candidates is None:
        (one,) = asked
        sql = (
            f"SELECT message.id, {_COLUMNS} FROM {one.table}"
            f" CROSS JOIN message ON message.id = {one.table}.rowid {_CHATS}"
            f" WHERE {one.table} MATCH ? AND {one.table}.rowid BETWEEN ? AND ? AND {condition.sql}"
            f" ORDER BY {one.table}.rowid DESC"
        )
        rows = (db.execute(sql, (one.words, *each, *condition.values)) for each in scope.stretches)
        return chain.from_iterable(rows)
    if scope.candidates is None:
        return _rows_of(db, _numbers_in(db, asked, scope.stretches), scope)
    return _found_among(db, asked, scope, which)


def _found_among(
    db: sqlite3.Connection, asked: Sequence[_Asked], scope: Scope, which: Which
) -> Iterator[Row]:
    """Go through those of the messages that the index finds that can be meant.

    Where too many others come, the rest of a few is read: then the words are common.
    """
    candidates = frozenset(scope.candidates or ())
    lowest, highest = min(candidates), max(candidates)
    within = [(max(low, lowest), min(high, highest)) for low, high in scope.stretches]
    for passed, number in enumerate(_numbers_in(db, asked, within)):
        if number in candidates:
            yield from _rows_of(db, (number,), scope)
        elif passed > PASSED and scope.few_messages is not None:
            yield from _named(db, scope, which, number)
            return


def _numbers_in(
    db: sqlite3.Connection, asked: Sequence[_Asked], stretches: Sequence[Stretch]
) -> Iterator[int]:
    return chain.from_iterable(_numbers(db, asked, each) for each in stretches if each[0] <= each[1])


def _rows_of(db: sqlite3.Connection, numbers: Iterable[int], scope: Scope) -> Iterator[Row]:
    condition = scope.of_messages
    sql = f"SELECT message.id, {_COLUMNS} FROM message {_CHATS} WHERE message.id = ? AND {condition.sql}"
    return chain.from_iterable(db.execute(sql, (number, *condition.values)) for number in numbers)


def _found_files(db: sqlite3.Connection, match: Match, scope: Scope) -> Iterator[Row]:
    """Go through the files that the index finds."""
    only = None if scope.candidates is None else frozenset(scope.candidates)
    condition = scope.of_messages
    sql = f"SELECT {_COLUMNS} FROM message {_CHATS} WHERE message.id = ? AND {condition.sql}"
    for low, high in () if only == frozenset() else scope.stretches:
        stretch = file_id(low, 0), file_id(high, FILES_OF_ONE - 1)
        for number in _numbers(db, _asked(match), stretch):
            message, _ = place_of(number)
            if only is None or message in only:
                for chat, role, created in db.execute(sql, (message, *condition.values)):
                    yield number, chat, role, created


def _still_to_come(db: sqlite3.Connection, pending: frozenset[int], scope: Scope) -> Iterator[Row]:
    """Go through what is not in the index yet."""
    numbers = [(number, place_of(number)[0] if number > FILES else number) for number in pending]
    sql = f"SELECT {_COLUMNS} FROM message {_CHATS} WHERE message.id = ? AND {scope.of_messages.sql}"
    for number, message in sorted(numbers, key=lambda each: (-each[1], each[0])):
        for chat, role, created in db.execute(sql, (message, *scope.of_messages.values)):
            yield number, chat, role, created


def _age(row: Row) -> tuple[int, int]:
    number = row[0]
    return -(place_of(number)[0] if number > FILES else number), number


def _once(rows: Iterator[Row]) -> Iterator[Row]:
    before = 0
    for row in rows:
        if row[0] != before:
            yield row
        before = row[0]


def _asked(match: Match) -> list[_Asked]:
    both = _Asked("search_text", match.words), _Asked("search_character", match.characters)
    return [each for each in both if each.words]


def _numbers(db: sqlite3.Connection, asked: Sequence[_Asked], within: Stretch) -> Iterator[int]:
    """Give the numbers that each of the tables finds, from high to low.

    FTS5 takes a tenth of a millisecond to tell whether it finds one number: going through both is faster.
    """
    first, *others = (each.numbers(db, within) for each in asked)
    return _common(first, others[0]) if others else first


def _common(some: Iterator[int], others: Iterator[int]) -> Iterator[int]:
    other = next(others, None)
    for number in some:
        while other is not None and other > number:
            other = next(others, None)
        if other is None:
            return
        if other == number:
            yield number


def _better_by_hand(db: sqlite3.Connection, match: Match, messages: int) -> bool:
    """Tell whether reading a few messages is better than finding them in the index."""
    asked = _asked(match)
    return (messages <= SOON_READ or len(asked) > 1) and all(
        sum(1 for _ in islice(each.numbers(db, ALL), FEW)) == FEW for each in asked
    )
