"""Reading the first screenful of the list of chats, without SQLAlchemy: it is painted while that is imported.

It never waits and never fails: whatever is wrong with the file is found, and told, by what opens it properly.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection, Iterator
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path

from desktop.core.folding import fold
from desktop.core.list_rows import DAYS, FirstEntry, FirstRow, Kind, Section
from desktop.store.looking import APPLICATION_ID, VERSION, address, size_of

MOST = 64  # rows: more than fit on a large screen
FOLDERS = 500  # that are read; nobody sees more at once
COUNTED = 1_000  # chats in a folder, from where on the list shows no number
PATIENCE = 2.0  # seconds; a damaged file could keep SQLite busy for longer
STEPS = 2_000  # of SQLite's machine between two looks at the clock
BETWEEN = "\x1f"  # as core.folders.BETWEEN, which is in no tag

# In the order of ix_chat_place, so that nothing is sorted but the pinned ones, which are few.
_LISTED = "archived = 0 AND pinned = {pinned} AND deleted IS NULL"
_CHATS = f"""
    SELECT id, title, updated, (SELECT group_concat(tag, '{BETWEEN}') FROM chat_tag WHERE chat_id = chat.id)
    FROM chat WHERE {_LISTED} {{place}} ORDER BY updated DESC, id DESC LIMIT ?
"""
PINNED = _CHATS.format(pinned=1, place="")
LOOSE = _CHATS.format(pinned=0, place="AND folder_id IS NULL")
IN_FOLDER = _CHATS.format(pinned=0, place="AND folder_id = ?")
COUNT = f"""
    SELECT count(*) FROM
    (SELECT 1 FROM chat WHERE {_LISTED.format(pinned=0)} AND folder_id = ? LIMIT {COUNTED})
"""
_FOLDERS = f"SELECT id, name, parent_id FROM folder ORDER BY id LIMIT {FOLDERS}"


def read_first(
    path: Path, now: float, open_folders: Collection[int] = (), most: int = MOST
) -> tuple[FirstRow, ...]:
    """Give the rows that the list begins with at that time; none where they cannot be read at once."""
    with suppress(sqlite3.Error, OSError, ValueError, TypeError):
        if size_of(path) == 0 or path.with_name(f"{path.name}-journal").exists():
            return ()  # a journal is another program's: reading would carry it out
        with closing(sqlite3.connect(address(path), uri=True, timeout=0, isolation_level=None)) as db:
            db.text_factory = _decoded
            until = time.monotonic() + PATIENCE
            db.set_progress_handler(lambda: time.monotonic() > until, STEPS)
            db.execute("PRAGMA query_only = ON")
            if _known(db):
                db.execute("BEGIN")  # what follows sees one state
                return tuple(islice(_rows(db, now, open_folders, most), most))
    return ()


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _known(db: sqlite3.Connection) -> bool:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    (application,) = db.execute("PRAGMA application_id").fetchone()
    return (application, version) == (APPLICATION_ID, VERSION)


def _rows(db: sqlite3.Connection, now: float, opened: Collection[int], most: int) -> Iterator[FirstRow]:
    pinned = list(db.execute(PINNED, (most,)))
    if pinned:
        yield FirstRow(Kind.HEADING, section=Section.PINNED)
        yield from (FirstRow(Kind.CHATS, chat=_entry(row), pinned=True) for row in pinned)
    folders = _Folders(db, opened, most)
    if folders.any:
        yield FirstRow(Kind.HEADING, section=Section.FOLDERS)
        yield from folders.rows()
    yield from _by_date(db, now, most)


def _by_date(db: sqlite3.Connection, now: float, most: int) -> Iterator[FirstRow]:
    starts = {section: _midnight(now, past) for section, past in DAYS.items()}
    last: Section | None = None
    for row in db.execute(LOOSE, (most,)):
        section = next((each for each, start in starts.items() if row[2] >= start), Section.OLDER)
        if section is not last:
            last = section
            yield FirstRow(Kind.HEADING, section=section)
        yield FirstRow(Kind.CHATS, chat=_entry(row))


def _midnight(now: float, days: int) -> str:
    """Write the beginning of a day as the database writes moments. Not by datetime, which costs 4 ms."""
    year, month, day, *_ = time.localtime(now)
    start = time.mktime((year, month, day - days, 0, 0, 0, 0, 0, -1))
    return time.strftime("%Y-%m-%d %H:%M:%S.000000+00:00", time.gmtime(start))


def _entry(row: tuple[int, str, str, str | None]) -> FirstEntry:
    number, title, _, tags = row
    return FirstEntry(number, _text(title), tuple(tags.split(BETWEEN)) if tags else ())


def _text(value: object) -> str:
    """Take a text. Raises TypeError for what only damage puts there."""
    if not isinstance(value, str):
        raise TypeError
    return value


class _Folders:
    """The folders in the order of the list, as `viewmodels.chat_parts.Tree` has them."""

    def __init__(self, db: sqlite3.Connection, opened: Collection[int], most: int) -> None:
        self._db = db
        self._opened = opened
        self._most = most
        read = list(db.execute(_FOLDERS))
        known = {number for number, _, _ in read}
        self._below: dict[int | None, list[FirstEntry]] = {}
        for number, name, parent in sorted(read, key=lambda each: (fold(_text(each[1])), each[0])):
            above = parent if parent in known else None
            self._below.setdefault(above, []).append(FirstEntry(number, name))
        self._counts = {number: db.execute(COUNT, (number,)).fetchone()[0] for number in known}

    @property
    def any(self) -> bool:
        """Whether there are folders. Of a circle, which only damage can make, none is shown."""
        return bool(self._below.get(None))

    def rows(self, parent: int | None = None, depth: int = 0) -> Iterator[FirstRow]:
        """Give each folder, with what is in those that are open: folders first, then chats."""
        for folder in self._below.get(parent, ()):
            is_open, inside = folder.id in self._opened, self._inside(folder.id)
            yield FirstRow(Kind.FOLDER, depth, folder=folder, expanded=is_open, inside=inside)
            if is_open:
                yield from self.rows(folder.id, depth + 1)
                yield from self._chats(folder, depth + 1)

    def _chats(self, folder: FirstEntry, depth: int) -> Iterator[FirstRow]:
        if not self._counts[folder.id] and folder.id not in self._below:
            yield FirstRow(Kind.EMPTY, depth, folder=folder)
        for row in self._db.execute(IN_FOLDER, (folder.id, self._most)):
            yield FirstRow(Kind.CHATS, depth, chat=_entry(row))

    def _inside(self, folder: int) -> int:
        return self._counts[folder] + sum(self._inside(each.id) for each in self._below.get(folder, ()))
