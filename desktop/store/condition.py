"""What state a database file is in, found out without changing it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from desktop.store.failures import says_damaged, suspicion
from desktop.store.looking import APPLICATION_ID, address as address, log_of as log_of, size_of

SMALL = 8 << 20
"""Bytes up to which every start checks everything. Measured: `quick_check` takes 0.55 ms a megabyte
from memory, and from a slow disk (60 MB/s) as long as reading the file, 16 ms a megabyte."""

FAULTS = 10  # that are looked at
OF_THE_INDEX = (
    "fts5:",
    "malformed inverted index for FTS5",
    "unable to validate the inverted index for FTS5",
)

WAITING = 2.0  # seconds for another process that holds the file


@dataclass(frozen=True, slots=True)
class Condition:
    """What was found."""

    version: int  # 0: nothing has been stored yet
    damaged: bool = False


def needs_thorough_check(path: Path) -> bool:
    """Tell whether to read the whole file at start.

    A write-ahead log that still holds something was left by a process that did not end cleanly (or
    belongs to one that runs now). A large file that was closed cleanly is only looked at: a damage
    in its middle comes to light when it is read, and at the daily backup, which reads everything.
    """
    return suspicion(path).exists() or size_of(log_of(path)) > 0 or size_of(path) <= SMALL


def look_at(path: Path, thoroughly: bool) -> Condition:
    """Find out the version of a file, and whether it is a sound database of ours.

    Raises sqlite3.Error where the file cannot be looked at: locked, or in a folder that is read-only.
    """
    if size_of(path) == 0:
        return Condition(0)
    with closing(sqlite3.connect(address(path), uri=True, timeout=WAITING)) as db:
        try:
            found = _look(db, thoroughly)
            return Condition(found.version, damaged=True) if _cut_short(db, path) else found
        except sqlite3.DatabaseError as error:
            if says_damaged(error):
                return Condition(0, damaged=True)
            raise


def tells_damage(fault: str) -> bool:
    """Tell whether a line of SQLite's check says that more than the index for searches is damaged.

    SQLite from 3.44 on looks into that, too. It is made anew when a search or a message meets the damage,
    and nothing that chats are set aside for.
    """
    return fault != "ok" and not fault.startswith(OF_THE_INDEX)


def _look(db: sqlite3.Connection, thoroughly: bool) -> Condition:
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    ours: bool = db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    tables: int = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if not ours:
        return Condition(0, damaged=tables > 0 or version > 0)
    if version < 1 or tables == 0:
        return Condition(0, damaged=True)
    if thoroughly:
        found = [str(row[0]) for row in db.execute(f"PRAGMA quick_check({FAULTS})")]
        return Condition(version, damaged=any(tells_damage(fault) for fault in found))
    return Condition(version)


def _cut_short(db: sqlite3.Connection, path: Path) -> bool:
    """Tell whether the end of the last page is missing: SQLite reads zeros there, and may not mind."""
    if size_of(log_of(path)) > 0:
        return False  # the last pages may be in there only
    pages: int = db.execute("PRAGMA page_count").fetchone()[0]
    return size_of(path) < pages * db.execute("PRAGMA page_size").fetchone()[0]
