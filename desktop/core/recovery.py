"""Recovering what can be read of a damaged database, as values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Notes:
    """What stands in place of what could not be read, in the language of the user."""

    lost: str = "[Messages that stood here could not be read from the damaged file.]"
    cut: str = "[The rest of this message could not be read from the damaged file.]"


@dataclass(slots=True)
class Recovered:
    """What came of it."""

    chats: int = 0  # that were not in the backup, or have something that it has not
    messages: int = 0  # that were not in the backup
    lost: int = 0  # messages that are known to have been there, and cannot be read
    damaged: Path | None = None  # what it was read from
    aside: Path | None = None  # what stood in the place of the database
    backup: Path | None = None
