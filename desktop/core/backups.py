"""Copies of the database, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup in its folder."""

    path: Path
    made: datetime
    size: int  # bytes
    before_version: int | None = None  # of the tables, if it was made before they were changed


@dataclass(frozen=True, slots=True)
class Aside:
    """A database that was moved out of the way, and kept."""

    path: Path
    when: datetime
    size: int  # bytes, its log included
    damaged: bool  # else it was replaced, or left over
