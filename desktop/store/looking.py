"""How a database file is looked at without being changed. Imports no SQLAlchemy: the first frame uses it."""

from __future__ import annotations

from pathlib import Path

APPLICATION_ID = 0x46697265
"""Says that a SQLite file is ours: the bytes of the word Fire, which SQLite keeps at offset 68."""

VERSION = 5
"""Of the tables that the first frame can read: the newest."""


def log_of(path: Path) -> Path:
    """Name SQLite's write-ahead log of a database."""
    return path.with_name(f"{path.name}-wal")


def address(path: Path) -> str:
    """Give the address by which SQLite opens a database to look at it, and leaves it as it is.

    Where a log holds something, a read-only connection keeps SQLite from carrying it out when it closes.
    Where there is none, a read-only connection would leave an empty one behind, and an ordinary one
    does not.
    """
    mode = "ro" if size_of(log_of(path)) > 0 else "rw"
    return f"{path.absolute().as_uri()}?mode={mode}"


def size_of(path: Path) -> int:
    """Give the length of a file; 0 where there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
