"""Putting a database aside: moved, never deleted."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

COMPANIONS = ("-wal", "-shm")
"""What SQLite keeps beside a database. The log holds the newest transactions."""


def set_aside(path: Path, why: str) -> Path:
    """Move a database and its companions to a name with `why` and the time; give that name.

    They keep fitting together, so the copy can be opened. The log goes first: if the move is
    interrupted, no new database can meet an old log, which SQLite would delete or even carry out.
    Raises OSError.
    """
    target = _free_name(path, why)
    for ending in (*COMPANIONS, ""):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.rename(target.with_name(target.name + ending))
    return target


def _free_name(path: Path, why: str) -> Path:
    stem = f"{path.stem}.{why}-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    number = 1
    target = path.with_name(f"{stem}{path.suffix}")
    while any(target.with_name(target.name + ending).exists() for ending in ("", *COMPANIONS)):
        number += 1
        target = path.with_name(f"{stem}-{number}{path.suffix}")
    return target
