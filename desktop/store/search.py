"""Searching the titles and messages of all chats."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice

from desktop.core.chat import ChatId, MessageId, Role
from desktop.core.folding import fold
from desktop.core.search_found import PER_CHAT, Excerpt, Found, FoundChat, Hit, Looking
from desktop.core.search_query import Query
from desktop.core.tasks import Cancelled
from desktop.store.database import Database
from desktop.store.search_index import TEXT_OF, is_damage, raw
from desktop.store.search_match import Match, match_of

MOST = 20_000  # messages that are gone through; who finds more than that adds a word
LOOK = 2_000  # steps of SQLite's machine between two looks whether the search was given up
TELL_AFTER = 0.03  # seconds after which it is told what has been found so far
TITLES = 50
FEW = 2_000  # found texts that are counted to see which of two tables finds less
MANY = 200  # messages of one chat that are shown when all of them are asked for

_CHATS = "CROSS JOIN chat ON chat.id = message.chat_id"
_MODELS = """
    SELECT model_name FROM answer WHERE message_id = ?1
    UNION SELECT model_name FROM message CROSS JOIN answer ON answer.message_id = message.id
    WHERE message.chat_id = ?2 AND message.parent_id = ?1
"""
_MODEL = "SELECT model_name FROM answer WHERE message_id = ?"
_CHAT = "SELECT title, updated FROM chat WHERE id = ?"

Row = tuple[int, int, str, str]  # of a message: its id, its chat's, its role, when it was written


class IndexDamaged(Exception):
    """The index is damaged, and noted so; not the database. Caught by whoever has it made anew."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A search, and how much of it is wanted."""

    query: Query
    chats: int = 50
    opened: frozenset[ChatId] = frozenset()  # chats of which all messages that were found are wanted
    length: int | None = None  # of excerpts


@dataclass(slots=True)
class _Group:
    """A chat as it is filled with hits."""

    title: Excerpt
    updated: datetime
    hits: list[Hit] = field(default_factory=list[Hit])
    more: int = 0


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the numbers of messages and chats come from."""

    tables: str
    id: str
    condition: str
    values: tuple[str, ...] = ()


class SearchStore:
    """Reads only; for a worker thread. Raises `DataError`s."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def search(
        self,
        wish: Wish,
        stopped: Callable[[], bool] = lambda: False,
        tell: Callable[[Found], None] = lambda _: None,
    ) -> Found:
        """Find chats; `tell` gets what has been found when it takes long.

        Raises `Cancelled` soon after `stopped` says so, and `IndexDamaged`.
        """
        with self._database.read() as connection:
            db = raw(connection)
            with _interruptible(db, stopped):
                return _Search(db, wish, tell).run()


class _Search:
    def __init__(self, db: sqlite3.Connection, wish: Wish, tell: Callable[[Found], None]) -> None:
        self._db = db
        self._wish = wish
        self._tell = tell
        self._looking = Looking(wish.query)
        self._groups: dict[ChatId, _Group] = {}  # the newest hit first, after those that were found by title
        self._tell_at = time.monotonic() + TELL_AFTER
        self._cut = False

    def run(self) -> Found:
        query = self._wish.query
        match: Match | None = None
        if query.empty:
            return Found()
        if query.terms:
            match = match_of(self._db, query)
            if match is None:
                return Found()
        if match is not None and not (query.roles or query.models):
            self._look_at_titles(match)
        loose = match is None or match.loose
        rows = self._messages(match)
        for number, row in enumerate(rows):
            if number >= MOST or not self._take(row, loose):
                self._cut = True
                break
            if time.monotonic() > self._tell_at and self._groups:
                self._tell(self._found())
                self._tell_at += 5 * TELL_AFTER
        return self._found()

    def _found(self) -> Found:
        chats = (
            FoundChat(chat, group.title, group.updated, tuple(group.hits), group.more)
            for chat, group in self._groups.items()
        )
        return Found(tuple(islice(chats, self._wish.chats + TITLES)), self._cut)

    def _look_at_titles(self, match: Match) -> None:
        """Find the chats whose titles fit, the newest first."""
        source = _source(self._db, match, titles=True)
        rows = self._db.execute(
            f"SELECT chat.id, title, updated FROM {source.tables} CROSS JOIN chat ON chat.id = -{source.id}"
            f" WHERE {source.condition} AND {source.id} < 0 AND deleted IS NULL"
            f" ORDER BY {source.id} LIMIT {4 * TITLES}",
            source.values,
        )
        since, until = _moments(self._wish.query)
        found: list[tuple[str, ChatId, Excerpt]] = []
        for chat, title, updated in rows:
            marked = self._looking.whole(title) if since <= updated < until else None
            if marked is not None:
                found.append((updated, ChatId(chat), marked))
        found.sort(key=lambda each: (each[0], each[1]), reverse=True)
        self._cut = len(found) > TITLES
        for updated, chat, marked in found[:TITLES]:
            self._groups[chat] = _Group(marked, datetime.fromisoformat(updated))

    def _messages(self, match: Match | None) -> Iterator[Row]:
        """Go through the messages that FTS5 finds, or through all, the newest first."""
        query = self._wish.query
        roles = [role.value for role in sorted(query.roles)] or [role.value for role in Role]
        source = _ALL if match is None else _source(self._db, match)
        tables = (
            source.tables
            if match is None
            else f"{source.tables} CROSS JOIN message ON message.id = {source.id}"
        )
        return self._db.execute(
            f"SELECT message.id, message.chat_id, message.role, message.created FROM {tables} {_CHATS}"
            f" WHERE {source.condition} AND {source.id} > 0 AND chat.deleted IS NULL"
            f" AND message.role IN ({', '.join('?' * len(roles))})"
            f" AND message.created >= ? AND message.created < ? ORDER BY {source.id} DESC",
            (*source.values, *roles, *_moments(query)),
        )

    def _take(self, row: Row, loose: bool) -> bool:
        """Note a message that fits; False if it would be of one chat too many."""
        number, of, _, _ = row
        chat = ChatId(of)
        group = self._groups.get(chat)
        if not self._by_model(number, of):
            return True
        most = MANY if chat in self._wish.opened else PER_CHAT
        if group is not None and len(group.hits) >= most:
            if not loose or self._looking.fits(self._text(number)):
                group.more += 1
            return True
        hit = self._hit(row)
        if hit is None:
            return True
        if group is None:
            if len(self._groups) >= self._wish.chats:
                return False
            group = self._groups[chat] = self._group(chat)
        group.hits.append(hit)
        return True

    def _group(self, chat: ChatId) -> _Group:
        title, updated = self._db.execute(_CHAT, (chat,)).fetchone()
        return _Group(self._looking.whole(title) or Excerpt(title), datetime.fromisoformat(updated))

    def _hit(self, row: Row) -> Hit | None:
        number, _, role, created = row
        text = self._text(number)
        length = self._wish.length
        found = self._looking.excerpt(text) if length is None else self._looking.excerpt(text, length)
        if found is None:
            return None
        model = self._db.execute(_MODEL, (number,)).fetchone()
        moment = datetime.fromisoformat(created)
        return Hit(MessageId(number), Role(role), moment, model[0] if model else "", found)

    def _text(self, message: int) -> str:
        return self._db.execute(TEXT_OF, (message,)).fetchone()[0]

    def _by_model(self, message: int, chat: int) -> bool:
        """Tell whether a message is an answer of a model that is wanted, or was answered by one."""
        models = self._wish.query.models
        if not models:
            return True
        names = [fold(name) for (name,) in self._db.execute(_MODELS, (message, chat))]
        return any(model in name for model in models for name in names)


_ALL = _Source("message", "message.id", "message.text <> ''")


def _source(db: sqlite3.Connection, match: Match, titles: bool = False) -> _Source:
    """Say what to ask FTS5; of two tables the one that finds less leads, and the other one looks up."""
    asked = [
        (table, words)
        for table, words in (("search_text", match.words), ("search_character", match.characters))
        if words
    ]
    if len(asked) == 1:
        ((table, words),) = asked
        return _Source(table, f"{table}.rowid", f"{table} MATCH ?", (words,))
    beyond = "rowid < 0" if titles else "rowid > 0"
    counts = [
        db.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? AND {beyond} LIMIT {FEW})",
            (words,),
        ).fetchone()[0]
        for table, words in asked
    ]
    if counts[1] < counts[0]:
        asked.reverse()
    (first, words), (second, others) = asked
    return _Source(
        f"{first} CROSS JOIN {second} ON {second}.rowid = {first}.rowid",
        f"{first}.rowid",
        f"{first} MATCH ? AND {second} MATCH ?",
        (words, others),
    )


def _moments(query: Query) -> tuple[str, str]:
    """Give the days of a query as the database writes moments."""
    return _moment(query.after, "0"), _moment(query.before, "a")


def _moment(day: date | None, without: str) -> str:
    if day is None:
        return without
    try:
        begin = datetime(day.year, day.month, day.day).astimezone()  # the midnight of this place
        return begin.astimezone(UTC).isoformat(" ", "microseconds")
    except (OverflowError, ValueError, OSError):  # the first and the last year of all
        return f"{day.isoformat()} 00:00:00"


@contextmanager
def _interruptible(db: sqlite3.Connection, stopped: Callable[[], bool]) -> Generator[None]:
    db.set_progress_handler(stopped, LOOK)
    try:
        yield
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise IndexDamaged from error
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            raise Cancelled from error
        raise
    finally:
        db.set_progress_handler(None, 0)
