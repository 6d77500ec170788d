"""Searching the titles and messages of all chats."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import compress, islice

from desktop.core.chat import ChatId, MessageId, Role
from desktop.core.search_found import PER_CHAT, Excerpt, Found, FoundChat, FoundFile, Hit, Looking
from desktop.core.search_hints import Choices
from desktop.core.search_query import Query
from desktop.core.tasks import Cancelled
from desktop.store.database import Database
from desktop.store.search_choices import choices_of
from desktop.store.search_rows import ChatRow, Row, Rows, chats, messages, titles
from desktop.store.search_scope import moments, scope_of
from desktop.store.search_tables import FILES, is_damage, place_of, raw, text_of

MOST = 20_000  # messages that are gone through; who finds more than that adds a word
LOOK = 2_000  # steps of SQLite's machine between two looks whether the search was given up
TELL_AFTER = 0.03  # seconds after which it is told what has been found so far
TITLES = 50
MANY = 200  # messages of one chat that are shown when all of them are asked for

_CHAT = "SELECT title, updated, archived FROM chat WHERE id = ?"
_MODEL = "SELECT model_name FROM answer WHERE message_id = ?"
_NAME = "SELECT name FROM attachment WHERE message_id = ? AND seq = ?"


class IndexDamaged(Exception):
    """The index is damaged, and noted so; not the database. Caught by whoever has it made anew."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A search, and how much of it is wanted."""

    query: Query
    chats: int = 50
    opened: frozenset[ChatId] = frozenset()  # chats of which all messages that were found are wanted
    length: int | None = None  # of excerpts
    titles: bool = False  # only those are looked through, and given unmarked; without words the newest chats


@dataclass(slots=True)
class _Group:
    """A chat as it is filled with hits."""

    title: Excerpt
    updated: datetime
    archived: bool
    hits: list[Hit] = field(default_factory=list[Hit])
    more: int = 0


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

    def choices(self) -> Choices:
        """Read what chats can be told apart by."""
        return choices_of(self._database)


class _Search:
    def __init__(self, db: sqlite3.Connection, wish: Wish, tell: Callable[[Found], None]) -> None:
        self._db = db
        self._wish = wish
        self._tell = tell
        self._looking = Looking(wish.query)
        self._scope = scope_of(db, wish.query)
        self._groups: dict[ChatId, _Group] = {}  # the newest hit first, after those that were found by title
        self._tell_at = time.monotonic() + TELL_AFTER
        self._cut = False

    def run(self) -> Found:
        query = self._wish.query
        words = query.terms or query.about_messages or query.after or query.before
        if query.about_chats and not words and self._scope.nothing:
            return self._found()  # else a tag that nobody has would find all chats
        if (query.about_chats and not words) or (self._wish.titles and query.empty):
            self._take_chats()
        elif not query.empty and not self._look(wide=False):
            self._groups.clear()
            self._cut = False
            self._look(wide=True)
        return self._found()

    def _look(self, wide: bool) -> bool:
        """Look for titles and messages; False if too little was found, and there may be more."""
        query = self._wish.query
        if query.terms and not query.about_messages:
            self._take_titles(titles(self._db, query, self._scope, wide))
        if self._wish.titles:
            return bool(self._groups) or wide
        found = messages(self._db, query, self._scope, wide, self._looking.which)
        return self._take_messages(found) or wide or not found.narrow

    def _found(self) -> Found:
        chats = (
            FoundChat(
                chat, group.title, group.updated, tuple(group.hits), group.more, archived=group.archived
            )
            for chat, group in self._groups.items()
        )
        most = self._wish.chats + TITLES
        return Found(tuple(islice(chats, most)), self._cut, self._scope.unknown)

    def _take_titles(self, rows: Iterator[ChatRow]) -> None:
        """Note the chats whose titles fit, the newest first."""
        since, until = moments(self._wish.query)
        found: list[tuple[str, ChatId, Excerpt, bool]] = []
        known = list(rows)
        fitting = self._looking.which([title for _, title, _, _ in known])
        for chat, title, updated, archived in compress(known, fitting):
            marked = self._looking.whole(title) if since <= updated < until else None
            if marked is not None:
                shown = Excerpt(title) if self._wish.titles else marked
                found.append((updated, ChatId(chat), shown, bool(archived)))
        found.sort(key=lambda each: (each[0], each[1]), reverse=True)
        self._cut = len(found) > TITLES
        for updated, chat, marked, archived in found[:TITLES]:
            self._groups[chat] = _Group(marked, datetime.fromisoformat(updated), archived)

    def _take_chats(self) -> None:
        """Note the chats that a search is about that has no words, the newest first."""
        most = self._wish.chats
        for number, (chat, title, updated, archived) in enumerate(chats(self._db, self._scope, most + 1)):
            self._cut = number >= most
            if not self._cut:
                group = _Group(Excerpt(title), datetime.fromisoformat(updated), bool(archived))
                self._groups[ChatId(chat)] = group

    def _take_messages(self, found: Rows) -> bool:
        """Note the messages that fit; tells whether there are more than what is wanted."""
        for number, row in enumerate(found.rows):
            if number >= MOST or not self._take(row, found.loose or row[0] in found.pending):
                self._cut = True
                return True
            if time.monotonic() > self._tell_at and self._groups:
                self._tell(self._found())
                self._tell_at += 5 * TELL_AFTER
        return False

    def _take(self, row: Row, loose: bool) -> bool:
        """Note a message that fits; False if it would be of one chat too many."""
        chat = ChatId(row[1])
        group = self._groups.get(chat)
        most = MANY if chat in self._wish.opened else PER_CHAT
        if group is not None and len(group.hits) >= most:
            if not loose or self._looking.fits(text_of(self._db, row[0])):
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
        title, updated, archived = self._db.execute(_CHAT, (chat,)).fetchone()
        marked = self._looking.whole(title) or Excerpt(title)
        return _Group(marked, datetime.fromisoformat(updated), bool(archived))

    def _hit(self, row: Row) -> Hit | None:
        number, _, role, created = row
        length = self._wish.length
        text = text_of(self._db, number)
        found = self._looking.excerpt(text) if length is None else self._looking.excerpt(text, length)
        if found is None:
            return None
        moment = datetime.fromisoformat(created)
        if number > FILES:
            message, seq = place_of(number)
            (name,) = self._db.execute(_NAME, (message, seq)).fetchone()
            return Hit(MessageId(message), Role(role), moment, "", found, FoundFile(name, seq))
        model = self._db.execute(_MODEL, (number,)).fetchone()
        return Hit(MessageId(number), Role(role), moment, model[0] if model else "", found)


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
