"""Putting a database aside: moved, never deleted."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from desktop.core.backups import Aside

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


def set_aside_before(path: Path) -> list[Aside]:
    """List what was moved out of a database's place, the newest first."""
    name = re.compile(rf"{re.escape(path.stem)}\.(?P<why>[a-z]+)-(?P<when>\d{{8}}-\d{{6}})(-\d+)?\.db")
    found: list[Aside] = []
    for each in path.parent.iterdir() if path.parent.is_dir() else ():
        match = name.fullmatch(each.name)
        if match is not None:
            with suppress(OSError, ValueError):
                when = datetime.strptime(match["when"], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
                found.append(Aside(each, when, _size(each), match["why"] == "damaged"))
    return sorted(found, key=lambda aside: aside.path.name, reverse=True)


def _size(path: Path) -> int:
    parts = (path.with_name(path.name + ending) for ending in ("", *COMPANIONS))
    return sum(part.stat().st_size for part in parts if part.exists())


def _free_name(path: Path, why: str) -> Path:
    stem = f"{path.stem}.{why}-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    number = 1
    target = path.with_name(f"{stem}{path.suffix}")
    while any(target.with_name(target.name + ending).exists() for ending in ("", *COMPANIONS)):
        number += 1
        target = path.with_name(f"{stem}-{number}{path.suffix}")
    return target
