"""What is kept on this computer, and what can be done with all of it, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from desktop.core.places import Places
from desktop.core.recovery import Recovered


class Part(StrEnum):
    """What takes room."""

    CHATS = "chats"  # the database, with templates and presets
    BACKUPS = "backups"
    ASIDE = "aside"  # databases that were set aside
    STATES = "states"  # what models have read of chats
    MODELS = "models"  # our own
    UNFINISHED = "unfinished"  # downloads
    LOGS = "logs"


@dataclass(frozen=True, slots=True)
class Room:
    """How much a part takes."""

    part: Part
    folder: Path
    there: Path  # the folder, or where it is missing the one around it
    size: int  # bytes
    files: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What the database holds."""

    chats: int
    trash: int
    messages: int
    unused: int  # bytes of its file that hold nothing


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found."""

    faults: tuple[str, ...]
    index: bool | None  # whether the index for searches is sound


@dataclass(frozen=True, slots=True)
class RestoreBackup:
    """Put a backup into the place of the chats."""

    backup: Path


@dataclass(frozen=True, slots=True)
class RecoverFile:
    """Bring in what a damaged file has beside the newest backup."""

    damaged: Path


@dataclass(frozen=True, slots=True)
class MoveData:
    """Have all data in another folder."""

    folder: Path


@dataclass(frozen=True, slots=True)
class Compact:
    """Give back the room that deleted chats took."""


@dataclass(frozen=True, slots=True)
class Erase:
    """Delete everything, but what is asked to stay."""

    settings: bool
    models: bool


Deed: TypeAlias = RestoreBackup | RecoverFile | MoveData | Compact | Erase
"""What is done while nothing else is open."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a deed."""

    places: Places  # where the data lies now
    aside: Path | None = None  # what was set aside
    recovered: Recovered | None = None
    restored: Path | None = None  # the backup that is in the place of the chats now
    freed: int = 0  # bytes
