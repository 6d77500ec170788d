"""Copies of the database: made, rotated, checked, brought back.

Nothing here may run on the window's thread: each call reads a whole database.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import get_ident

from desktop.core.backups import Backup
from desktop.core.errors import BackupUnusable, DatabaseTooNew, FileInTheWay, NothingStored
from desktop.store.aside import set_aside
from desktop.store.condition import WAITING, Condition, address, look_at
from desktop.store.failures import user_errors
from desktop.store.migrations import MIGRATIONS, newest_version

DAILY_KEPT = 7
AHEAD = timedelta(days=1)  # that a clock may be wrong
LEFT_AFTER = 3600.0  # seconds without a change; then nobody writes it any more
STAMP = "%Y%m%d-%H%M%S"  # UTC, so that the order of names is the order of time
NAME = re.compile(r".+\.(?P<day>\d{8})-(?P<time>\d{6})(\.before-v(?P<version>\d+))?\.db")


def backup_folder(database: Path) -> Path:
    """Name the folder that holds a database's backups."""
    return database.parent / "backups"


def back_up_daily(database: Path, now: datetime | None = None) -> Path | None:
    """Make today's backup and let the oldest daily ones go; None when today's is there.

    Reads everything, so it is also the full check of a large database. Raises `DiskFull`,
    `FolderNotWritable`, `DatabaseBusy`, and `DamageFound`; then all earlier backups are kept.
    """
    now = now or datetime.now(UTC)
    folder = backup_folder(database)
    with user_errors(database):
        if any(_day(path) == f"{now:%Y%m%d}" for path in _daily(folder)):
            return None
        made = copy_of(database, folder / f"{database.stem}.{now.astimezone(UTC):{STAMP}}.db")
        days = list(dict.fromkeys(_day(path) for path in _daily(folder, now)))[:DAILY_KEPT]
        for old in _daily(folder):
            if _day(old) not in days:
                old.unlink(missing_ok=True)
        return made


def back_up_now(database: Path, target: Path | None = None) -> Path:
    """Make a backup because somebody asks for it: in a new file, or in the folder of the daily ones.

    Raises what `back_up_daily` does, `NothingStored` where there is no database, and `FileInTheWay`.
    """
    if not database.exists():
        raise NothingStored(database)
    folder = backup_folder(database)
    made = target or folder / f"{database.stem}.{datetime.now(UTC):{STAMP}}.db"
    if made.exists():
        raise FileInTheWay(made)
    with user_errors(made if target else database):
        return copy_of(database, made)


def back_up_before(database: Path, version: int) -> Path:
    """Make the backup before a migration to `version`; it takes the place of an earlier such one."""
    folder = backup_folder(database)
    ending = f".before-v{version}.db"
    with user_errors(database):
        earlier = [path for path in _backups(folder) if path.name.endswith(ending)]
        made = copy_of(database, folder / f"{database.stem}.{datetime.now(UTC):{STAMP}}{ending}")
        for old in earlier:
            if old != made:
                old.unlink(missing_ok=True)
        return made


def backups_in(folder: Path) -> list[Backup]:
    """List the backups, the newest first; they may be good or not."""
    found: list[Backup] = []
    for path in _backups(folder):
        match = NAME.fullmatch(path.name)
        assert match is not None
        version = int(match["version"]) if match["version"] else None
        with suppress(OSError, ValueError):  # gone meanwhile, or named after a day that is none
            made = datetime.strptime(f"{match['day']}-{match['time']}", STAMP).replace(tzinfo=UTC)
            found.append(Backup(path, made, path.stat().st_size, version))
    return found


def newest_good(folder: Path) -> Path | None:
    """Find the newest backup that can be restored; each one is read until a good one is found."""
    return next((path for path in _backups(folder) if _is_good(path)), None)


def restore(backup: Path, database: Path) -> Path | None:
    """Put a copy of a backup into the place of a database that is closed.

    What is there now is set aside; gives its new name, or None if there was nothing. Raises
    `BackupUnusable` or `DatabaseTooNew` with the backup's path, and `DatabaseBusy` when a process
    has the database open; then nothing has changed.
    """
    with user_errors(database):
        condition = look_at(backup, thoroughly=True)
        if condition.damaged or condition.version == 0:
            raise BackupUnusable(backup)
        if condition.version > newest_version(MIGRATIONS):
            raise DatabaseTooNew(backup, condition.version, newest_version(MIGRATIONS))
        fresh = copy_of(backup, ready_beside(database))
        try:
            return put_in_place(fresh, database)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise


def put_in_place(fresh: Path, database: Path) -> Path | None:
    """Move a database that is closed, and has no log, into the place of another one, which is set aside.

    Gives the new name of that, or None if there was nothing. Raises what SQLite raises when a process has
    the database open; then nothing has changed. A crash in the middle is made good by `finish_placing`.
    """
    _let_nobody_use(database)
    ready = fresh.replace(ready_beside(database))
    aside = set_aside(database, "replaced") if database.exists() else None
    ready.replace(database)
    return aside


def ready_beside(database: Path) -> Path:
    """Name the whole database that is about to take the place of another one."""
    return database.with_name(f"{database.name}-restored")


def finish_placing(database: Path) -> None:
    """Put in place what a crash has left ready beside the empty place. Raises OSError."""
    ready = ready_beside(database)
    if not database.exists() and ready.exists():
        ready.replace(database)


def compact(database: Path) -> None:
    """Give back the room that holds nothing, in a database that is closed. Raises as `back_up_daily` does."""
    if database.exists():
        with user_errors(database), closing(sqlite3.connect(database, timeout=0)) as db:
            db.execute("VACUUM")


def make_sure_nobody_uses(database: Path) -> None:
    """Raise `DatabaseBusy` while a process has the database open."""
    with user_errors(database):
        _let_nobody_use(database)


def copy_of(source: Path, target: Path) -> Path:
    """Copy a database, its log included, so that `target` is whole or is not there. Raises sqlite3.Error."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _tidy(target.parent)
    # With a name of its own: another process or thread may be making the same backup at this moment.
    part = target.with_name(f"{target.name}.{os.getpid()}-{get_ident()}.part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(address(source), uri=True, timeout=WAITING)) as db:
            _make_sure_of_room(db, part.parent)
            db.execute("VACUUM INTO ?", (str(part),))
        flush(part)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return target


def _make_sure_of_room(db: sqlite3.Connection, folder: Path) -> None:
    """Raise the system's "no space left" before the disk is full: chats must go on being stored."""
    pages, empty, size = (
        db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    if shutil.disk_usage(folder).free < (pages - empty) * size:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))


def flush(path: Path) -> None:
    """Wait until the disk has a file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _tidy(folder: Path) -> None:
    """Remove what crashes left half-written; what is being written now is younger."""
    for part in folder.glob("*.db.*.part"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > LEFT_AFTER:
                part.unlink()


def _let_nobody_use(database: Path) -> None:
    """Raise sqlite3's "locked" while another connection is open; leaving WAL mode needs to be alone."""
    if not database.exists():
        return
    with closing(sqlite3.connect(database, timeout=0)) as db:
        try:
            db.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise


def _is_good(path: Path) -> bool:
    try:
        condition = look_at(path, thoroughly=True)
    except (sqlite3.Error, OSError):  # unreadable is not good
        condition = Condition(0, damaged=True)
    return condition.version > 0 and not condition.damaged


def _daily(folder: Path, now: datetime | None = None) -> list[Path]:
    return [path for path in _backups(folder, now) if ".before-v" not in path.name]


def _day(path: Path) -> str:
    match = NAME.fullmatch(path.name)
    assert match is not None
    return match["day"]


def _backups(folder: Path, now: datetime | None = None) -> list[Path]:
    """Give the backups, the newest first. Other files in the folder are not ours.

    Those that seem to come from the future were made while the clock was wrong. They count as the oldest:
    else they would hide all others, and take their places.
    """
    if not folder.is_dir():
        return []
    paths: Iterable[Path] = folder.iterdir()
    latest = f"{(now or datetime.now(UTC)).astimezone(UTC) + AHEAD:{STAMP}}"

    def age(path: Path) -> tuple[bool, str]:
        stamp = _stamp(path)
        return stamp <= latest, stamp

    return sorted((path for path in paths if NAME.fullmatch(path.name)), key=age, reverse=True)


def _stamp(path: Path) -> str:
    match = NAME.fullmatch(path.name)
    assert match is not None
    return f"{match['day']}-{match['time']}"
