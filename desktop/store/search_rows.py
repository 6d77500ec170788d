"""What a search goes through: titles, messages and files that the index finds, the newest first."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import chain
from typing import TypeAlias

from desktop.core.search_query import Query
from desktop.store.search_match import Match, match_of
from desktop.store.search_scope import ALL, Condition, Scope, Stretch
from desktop.store.search_tables import FILES, FILES_OF_ONE, file_id, place_of

Row: TypeAlias = tuple[int, int, str, str]
"""Of a message or a file: its number in the index, its chat's, the message's role, when it was written."""
ChatRow: TypeAlias = tuple[int, str, str, int]
"""Of a chat: its id, its title, when it was updated, whether it is archived."""

FEW = 2_000  # found texts that are counted to see which way is shorter
TITLES = 200  # titles that are looked at
PENDING = 200  # messages that are not in the index yet, and looked at all the same

_COLUMNS = "message.chat_id, message.role, message.created"
_CHAT = "chat.id, title, updated, archived"
_CHATS = "CROSS JOIN chat ON chat.id = message.chat_id"
_MESSAGE_OF = f"({{id}} - {FILES}) / {FILES_OF_ONE}"
_FILES_THERE = "SELECT EXISTS (SELECT 1 FROM attachment)"
_PENDING = "SELECT id FROM search_later WHERE id > 0 ORDER BY seq DESC LIMIT ?"


@dataclass(frozen=True, slots=True)
class Rows:
    """What was found, the newest first."""

    rows: Iterator[Row]
    loose: bool = False  # whether each of them is what is wanted must be looked at
    pending: frozenset[int] = frozenset()  # must be looked at


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the numbers of messages, files and chats come from."""

    tables: str
    id: str
    match: Condition
    many: bool = True  # more than a few fit


_ALL = _Source("message", "message.id", Condition("message.text <> ''"))


def titles(db: sqlite3.Connection, query: Query, scope: Scope) -> Iterator[ChatRow]:
    """Give chats whose titles may fit, those made last first."""
    if scope.few_chats is not None:
        wanted = "SELECT value FROM json_each(?)"
        sql = f"SELECT {_CHAT} FROM chat WHERE id IN ({wanted})"
        return db.execute(sql, (json.dumps(scope.few_chats),))
    match = match_of(db, query)
    if match is None:
        return iter(())
    source = _source(db, match, (-(1 << 61), -1))
    condition = source.match & Condition(f"{source.id} < 0") & scope.of_chats
    return db.execute(
        f"SELECT {_CHAT} FROM {source.tables} CROSS JOIN chat ON chat.id = -{source.id}"
        f" WHERE {condition.sql} ORDER BY {source.id} LIMIT {TITLES}",
        condition.values,
    )


def chats(db: sqlite3.Connection, scope: Scope, most: int) -> Iterator[ChatRow]:
    """Give the chats that a search is about, the newest first."""
    condition = scope.of_chats
    sql = f"SELECT {_CHAT} FROM chat WHERE {condition.sql} ORDER BY updated DESC, id DESC LIMIT {most}"
    return db.execute(sql, condition.values)


def messages(db: sqlite3.Connection, query: Query, scope: Scope) -> Rows:
    """Give messages and files that may fit."""
    if not query.terms:
        return Rows(_found(db, _ALL, scope))
    pending = frozenset(number for (number,) in db.execute(_PENDING, (PENDING,)))
    sources: list[Iterator[Row]] = []
    loose = False
    match = match_of(db, query)
    if match is not None:
        sources.append(_found(db, _source(db, match, ALL), scope))
        loose = match.loose
    if db.execute(_FILES_THERE).fetchone()[0] and (match := match_of(db, query, files=True)) is not None:
        sources.append(_found_files(db, match, scope))
        loose |= match.loose
    if pending:
        sources.append(_still_to_come(db, pending, scope))
    rows = sources[0] if len(sources) == 1 else _once(merge(*sources, key=_age))
    return Rows(rows, loose, pending)


def _found(db: sqlite3.Connection, source: _Source, scope: Scope) -> Iterator[Row]:
    """Go through the messages of a source, or through all."""
    joined = "" if source is _ALL else f"CROSS JOIN message ON message.id = {source.id}"
    condition = source.match & Condition(f"{source.id} BETWEEN ? AND ?")
    sql = (
        f"SELECT message.id, {_COLUMNS} FROM {source.tables} {joined} {_CHATS}"
        f" WHERE {condition.sql} AND {scope.of_messages.sql} ORDER BY {source.id} DESC"
    )
    values, others = source.match.values, scope.of_messages.values
    stretches = scope.stretches(source.many)
    return chain.from_iterable(db.execute(sql, (*values, *stretch, *others)) for stretch in stretches)


def _found_files(db: sqlite3.Connection, match: Match, scope: Scope) -> Iterator[Row]:
    """Go through the files that the index finds."""
    spans = scope.stretches(many=False)
    if not spans:
        return iter(())
    stretch = file_id(spans[-1][0], 0), file_id(spans[0][1], FILES_OF_ONE - 1)
    source = _source(db, match, stretch)
    sql = (
        f"SELECT {source.id}, {_COLUMNS} FROM {source.tables}"
        f" CROSS JOIN message ON message.id = {_MESSAGE_OF.format(id=source.id)} {_CHATS}"
        f" WHERE {source.match.sql} AND {source.id} BETWEEN ? AND ? AND {scope.of_messages.sql}"
        f" ORDER BY {source.id} DESC"
    )
    return db.execute(sql, (*source.match.values, *stretch, *scope.of_messages.values))


def _still_to_come(db: sqlite3.Connection, pending: frozenset[int], scope: Scope) -> Iterator[Row]:
    """Go through what is not in the index yet."""
    numbers = [(number, place_of(number)[0] if number > FILES else number) for number in pending]
    sql = f"SELECT {_COLUMNS} FROM message {_CHATS} WHERE message.id = ? AND {scope.of_messages.sql}"
    for number, message in sorted(numbers, key=lambda each: _newest(each[1], each[0])):
        for chat, role, created in db.execute(sql, (message, *scope.of_messages.values)):
            yield number, chat, role, created


def _age(row: Row) -> tuple[int, int]:
    number = row[0]
    return _newest(place_of(number)[0] if number > FILES else number, number)


def _newest(message: int, number: int) -> tuple[int, int]:
    return -message, number


def _once(rows: Iterator[Row]) -> Iterator[Row]:
    before = 0
    for row in rows:
        if row[0] != before:
            yield row
        before = row[0]


def _source(db: sqlite3.Connection, match: Match, within: Stretch) -> _Source:
    """Say what to ask FTS5; of two tables the one that finds less leads, and the other one looks up."""
    asked = [
        (table, words)
        for table, words in (("search_text", match.words), ("search_character", match.characters))
        if words
    ]
    counts = [_count(db, table, words, within) for table, words in asked]
    many = min(counts) >= FEW
    if len(asked) == 1:
        ((table, words),) = asked
        return _Source(table, f"{table}.rowid", Condition(f"{table} MATCH ?", (words,)), many)
    if counts[1] < counts[0]:
        asked.reverse()
    (first, words), (second, others) = asked
    return _Source(
        f"{first} CROSS JOIN {second} ON {second}.rowid = {first}.rowid",
        f"{first}.rowid",
        Condition(f"{first} MATCH ? AND {second} MATCH ?", (words, others)),
        many,
    )


def _count(db: sqlite3.Connection, table: str, words: str, within: Stretch) -> int:
    """Count what is found, as far as it matters; the newest are those that are read next anyway."""
    sql = (
        f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? AND rowid BETWEEN ? AND ?"
        f" ORDER BY rowid DESC LIMIT {FEW})"
    )
    found: int = db.execute(sql, (words, *within)).fetchone()[0]
    return found
