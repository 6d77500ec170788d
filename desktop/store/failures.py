"""The one place where what SQLite and the disk say becomes an error that a user can act on."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import tempfile
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from desktop.core.errors import DamageFound, DatabaseBusy, DiskFull, FolderNotWritable, UserError

PRIMARY = 0xFF  # SQLite's extended codes keep the primary one in the low byte
HARDLY_ANYTHING = 1 << 20  # bytes; a disk with less free is full

DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}  # also for one user, or for a file
NOT_WRITABLE = {
    errno.ENOENT,
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOTDIR,
    errno.EEXIST,
    errno.EISDIR,
}


@contextmanager
def user_errors(path: Path) -> Generator[None]:
    """Turn the failures of the database at `path` into `DataError`s; anything else passes, as a bug.

    Damage that is found here is remembered beside the database, so that the next start checks it
    thoroughly and sets it aside; while it is open, it stays where it is.
    """
    try:
        yield
    except DBAPIError as error:
        told = _of_sqlite(error.orig, path)
        if told is None:
            raise
        raise told from error
    except sqlite3.Error as error:
        told = _of_sqlite(error, path)
        if told is None:
            raise
        raise told from error
    except OSError as error:
        told = _of_system(error, path)
        if told is None:
            raise
        raise told from error


def says_damaged(error: BaseException | None) -> bool:
    """Tell whether SQLite calls the file damaged, or no database at all."""
    return _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def says_busy(error: BaseException | None) -> bool:
    """Tell whether SQLite says that another process is in the way."""
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def suspicion(path: Path) -> Path:
    """Name the file whose presence says that the database at `path` was seen to be damaged."""
    return path.with_name(f"{path.name}-suspect")


def _code(error: BaseException | None) -> int | None:
    # Absent where Python's own module complains, not SQLite: then it is a bug of ours.
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & PRIMARY


def _of_sqlite(error: BaseException | None, path: Path) -> UserError | None:
    match _code(error):
        case sqlite3.SQLITE_FULL:
            return DiskFull(path.parent)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return DatabaseBusy(path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return FolderNotWritable(path.parent)
        case sqlite3.SQLITE_IOERR:
            # So SQLite reports a quota that is used up, and a full disk where its shared memory is to grow.
            return DiskFull(path.parent) if _is_full(path.parent) else FolderNotWritable(path.parent)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            with suppress(OSError):
                suspicion(path).touch()
            return DamageFound(path)
        case _:
            return None


def _of_system(error: OSError, path: Path) -> UserError | None:
    if error.errno in DISK_FULL:
        return DiskFull(path.parent)
    if error.errno in NOT_WRITABLE:
        return FolderNotWritable(path.parent)
    return None


def _is_full(folder: Path) -> bool:
    """Tell whether there is no room; a quota is seen only by trying."""
    try:
        if shutil.disk_usage(folder).free < HARDLY_ANYTHING:
            return True
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(HARDLY_ANYTHING))
            probe.flush()
    except OSError as error:
        return error.errno in DISK_FULL
    return False
