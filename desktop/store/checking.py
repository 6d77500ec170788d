"""Looking through the whole database for damage, without changing it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from desktop.core.errors import DatabaseTooNew
from desktop.store.condition import WAITING, address, look_at, tells_damage
from desktop.store.failures import says_damaged, user_errors
from desktop.store.migrations import MIGRATIONS, newest_version
from desktop.store.search_check import spot_check

MOST_FAULTS = 20
WHOLE = 32 << 20  # bytes of a database up to which FTS5 looks through all of its index

_COUNTS = {
    "chats": "SELECT count(*) FROM chat WHERE deleted IS NULL",
    "trash": "SELECT count(*) FROM chat WHERE deleted IS NOT NULL",
    "messages": "SELECT count(*) FROM message",
}


@dataclass(frozen=True, slots=True)
class Report:
    """What was found."""

    path: Path
    version: int  # of the tables; 0: nothing has been stored yet
    faults: tuple[str, ...] = ()  # in SQLite's words, none longer than a line
    chats: int = 0
    trash: int = 0  # chats in the trash
    messages: int = 0
    index: bool | None = None  # whether the index for searches is sound; None where there is none

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def check(path: Path) -> Report:
    """Read everything, indexes too, and tell what is wrong; takes as long as reading the file.

    Works beside a running application. Raises `DatabaseBusy`, `FolderNotWritable` and `DatabaseTooNew`.
    """
    with user_errors(path):
        condition = look_at(path, thoroughly=False)
        known = newest_version(MIGRATIONS)
        if condition.version > known:
            raise DatabaseTooNew(path, condition.version, known)
        if condition.damaged:
            return Report(path, condition.version, ("this is no database of Fireside",))
        if condition.version == 0:
            return Report(path, 0)
        with closing(sqlite3.connect(address(path), uri=True, timeout=WAITING)) as db:
            return _read(db, path, condition.version)


def _read(db: sqlite3.Connection, path: Path, version: int) -> Report:
    try:
        faults = [str(row[0]) for row in db.execute(f"PRAGMA integrity_check({MOST_FAULTS})")]
        faults = [line for fault in faults if tells_damage(fault) for line in fault.splitlines()]
        lost = db.execute("PRAGMA foreign_key_check").fetchmany(MOST_FAULTS)
        faults += [
            f"row {row} of {table} refers to a row of {other} that is missing"
            for table, row, other, _ in lost
        ]
        counts = {name: db.execute(wanted).fetchone()[0] for name, wanted in _COUNTS.items()}
    except sqlite3.DatabaseError as error:
        if not says_damaged(error):
            raise
        return Report(path, version, (str(error),))
    return Report(path, version, tuple(faults[:MOST_FAULTS]), **counts, index=_check_index(db, path))


def _check_index(db: sqlite3.Connection, path: Path) -> bool | None:
    """Have FTS5 look through its tables; it asks for a transaction that writes, which is taken back.

    `db` is open meanwhile, so the other connection is not the last one to close, and carries out no log.
    In a large index some texts are looked up instead: nobody could write for as long as FTS5 takes.
    """
    if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'search_state'").fetchone():
        return None
    if path.stat().st_size > WHOLE:
        return spot_check(db)
    address = f"{path.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, timeout=WAITING, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        try:
            for table in ("search_text", "search_character"):
                other.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
            return not other.execute("SELECT damaged FROM search_state").fetchone()[0]
        except sqlite3.DatabaseError as error:
            if not says_damaged(error):
                raise
            return False
        finally:
            other.execute("ROLLBACK")
