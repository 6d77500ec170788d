"""Opening the database: its condition, pragmas, migrations; and what runs a transaction on it."""

from __future__ import annotations

import os
import random
import sqlite3
import time
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event

from desktop.core.errors import DatabaseDamaged, DatabaseTooNew, FolderNotWritable
from desktop.core.files import make_private
from desktop.store.aside import set_aside
from desktop.store.backup import back_up_before, backup_folder, finish_placing, newest_good, ready_beside
from desktop.store.condition import Condition, log_of, look_at, needs_thorough_check
from desktop.store.failures import says_busy, suspicion, user_errors
from desktop.store.migrations import MIGRATIONS, Migration, bring_up_to_date, newest_version
from desktop.store.search_index import mark, take_over
from desktop.store.search_tables import raw

PRAGMAS = (
    "busy_timeout = 2000",  # milliseconds; first, since all others may have to wait
    "synchronous = NORMAL",  # a crash loses nothing; a power cut at most what the last checkpoint lacks
    "foreign_keys = ON",
    "wal_autocheckpoint = 0",  # a checkpoint waits for the disk: see Database.checkpoint
)

OF_MIGRATIONS = (
    "busy_timeout = 60000",  # milliseconds; another process may be migrating, and backing everything up
    "foreign_keys = OFF",  # see `bring_up_to_date`
)

LOG_TIMEOUT = 5.0  # seconds


class Database:
    """An open database. Its transactions may run on any thread, each on a connection of its own.

    `checkpoint` must be called now and then, on a worker thread: without it the log grows until
    `close`. All methods raise `DataError`s.
    """

    def __init__(self, path: Path, engine: Engine | None = None) -> None:
        self.path = path
        self.last_write = -1e9  # time.monotonic() of the last `write` that was begun
        self._reader = engine or _engine(path)
        # The same connections; the option tells `_begin` to take the write lock at once. A transaction
        # that reads first and writes later could fail in between, without waiting for its turn.
        self._writer = self._reader.execution_options(writes=True)

    @contextmanager
    def read(self) -> Generator[Connection]:
        """Run a transaction that sees one state of the database."""
        with user_errors(self.path), self._reader.begin() as db:
            yield db

    @contextmanager
    def write(self) -> Generator[Connection]:
        """Run a transaction that changes the database wholly or, when anything fails, not at all.

        The index for searches is part of it.
        """
        self.last_write = time.monotonic()
        with self.write_behind() as db:
            since = mark(raw(db))
            yield db
            take_over(raw(db), since)

    @contextmanager
    def write_behind(self) -> Generator[Connection]:
        """Run a transaction that nobody waits for, and that changes no texts."""
        with user_errors(self.path), self._writer.begin() as db:
            yield db

    def checkpoint(self) -> None:
        """Move what the log holds into the database file; waits for the disk, never for a transaction."""
        address = f"{self.path.absolute().as_uri()}?mode=rw"  # never makes a file
        with user_errors(self.path), closing(sqlite3.connect(address, uri=True)) as db:
            db.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        """Let go of the file. The last process to do so empties the log; that waits for the disk."""
        with user_errors(self.path):
            self._reader.dispose()


def open_database(path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> Database:
    """Open the database, making it or bringing it to today's version first.

    Raises `DatabaseTooNew` and leaves the file as it is, byte by byte; `DatabaseDamaged` after setting
    it aside, so that opening once more begins a new one; `FolderNotWritable`, `DiskFull`, `DatabaseBusy`.
    """
    with user_errors(path):
        _make_writable(path)
        finish_placing(path)
        condition = _inspect(path, newest_version(migrations))
        _bring_up_to_date(path, condition.version, migrations)
        suspicion(path).unlink(missing_ok=True)
    return Database(path)


def open_in_memory() -> Database:
    """Make a database that is never written anywhere; it goes with `close`.

    There is one connection to it, which threads wait for in turn.
    """
    engine = create_engine(
        "sqlite://",
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        connect_args={"check_same_thread": False},
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepare_in_memory)
    event.listen(engine, "begin", _begin)
    with engine.execution_options(writes=True).begin() as db:
        bring_up_to_date(db, MIGRATIONS)
    return Database(Path(":memory:"), engine)


def _prepare_in_memory(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    connection.text_factory = _text
    for pragma in ("temp_store = MEMORY", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _make_writable(path: Path) -> None:
    make_private(path.parent)
    if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise FolderNotWritable(path.parent)


def _inspect(path: Path, known: int) -> Condition:
    condition = look_at(path, thoroughly=needs_thorough_check(path))
    if condition.version > known:
        raise DatabaseTooNew(path, condition.version, known)
    is_empty = path.exists() and path.stat().st_size == 0
    backup = newest_good(backup_folder(path)) if condition.damaged or is_empty else None
    if condition.damaged or backup is not None:  # empty, but it was not: there is a backup of it
        ready_beside(path).unlink(missing_ok=True)  # of a restoring before, that never came to its end
        aside = set_aside(path, "damaged")
        suspicion(path).unlink(missing_ok=True)
        raise DatabaseDamaged(aside, backup)
    if (is_empty or not path.exists()) and log_of(path).exists():
        set_aside(path, "leftover")  # a log without its database; SQLite would delete it
    return condition


def _bring_up_to_date(path: Path, version: int, migrations: Sequence[Migration]) -> None:
    newest = newest_version(migrations)
    if version == newest:
        return
    engine = _engine(path, migrates=True)
    try:
        with engine.execution_options(writes=True).begin() as db:
            # Nobody else writes now. Another process may have been first; then the backup is made, and
            # another one would be of the new version.
            if 0 < db.exec_driver_sql("PRAGMA user_version").scalar_one() < newest:
                back_up_before(path, newest)
            bring_up_to_date(db, migrations)
    finally:
        engine.dispose()


def _engine(path: Path, migrates: bool = False) -> Engine:
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        # Transactions are begun by `_begin`. What sqlite3 begins by itself leaves ALTER TABLE out.
        connection.isolation_level = None
        connection.text_factory = _text
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        _keep_a_log(connection)
        if migrates:
            for pragma in OF_MIGRATIONS:
                connection.execute(f"PRAGMA {pragma}")

    # An error that is not a user's is logged as it is, and no message may get into a log.
    engine = create_engine(URL.create("sqlite", database=str(path)), hide_parameters=True)
    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _keep_a_log(connection: sqlite3.Connection) -> None:
    """Go over to WAL, waiting for other processes.

    SQLite does not wait by itself here: of two processes that go over at the same moment, each holds
    the lock that the other one needs, and so both are told at once that the database is busy.
    """
    end = time.monotonic() + LOG_TIMEOUT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not says_busy(error) or time.monotonic() > end:
                raise
            time.sleep(random.uniform(0.001, 0.02))  # not at the same moment again
        else:
            return


def _begin(db: Connection) -> None:
    db.exec_driver_sql("BEGIN IMMEDIATE" if db.get_execution_options().get("writes") else "BEGIN")


def _text(raw: bytes) -> str:
    """Read a text; a flipped bit in one message must not hide all the others."""
    return raw.decode("utf-8", "replace")
