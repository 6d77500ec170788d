"""The small file beside the database that says on which days what is in a trash was seen there."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from datetime import date
from pathlib import Path

from desktop.core.files import write_atomically
from desktop.core.trash_days import TrashDays, pack, unpack

CHATS, TEMPLATES = "trash-days", "template-trash-days"
LARGEST = 64 << 20  # bytes


def look(database: Path, kind: str, today: date, there: Collection[str]) -> set[str]:
    """Write down what is there today; gives what has been there for 30 days.

    It is no part of the database, so that what a backup brings back is as old as it was. A file that is lost
    or cannot be written keeps things longer. Two processes at once write the same, or forget a day.
    """
    file = database.with_name(f"{database.name}-{kind}")
    before = _read(file)
    after = before.seen(today, there)
    with suppress(OSError):
        if not there:
            file.unlink(missing_ok=True)
        elif after != before:
            write_atomically(file, pack(after))
    return after.aged()


def _read(file: Path) -> TrashDays:
    try:
        with file.open("rb") as opened:
            return unpack(opened.read(LARGEST))
    except OSError:
        return TrashDays()
