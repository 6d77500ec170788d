"""What can go wrong with keeping, recovering and moving all data, and that the user can act on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop.core.errors import DataError


@dataclass(unsafe_hash=True)
class NothingToRecover(DataError):
    """The damaged file holds no chat that can be read. Nothing has changed."""

    path: Path


@dataclass(unsafe_hash=True)
class DataFolderGone(DataError):
    """The folder that the data was moved to is not there: its disk is not attached, perhaps."""

    folder: Path


@dataclass(unsafe_hash=True)
class ChatGone(DataError, LookupError):
    """The chat was deleted for good meanwhile: in another window, or by a command."""

    chat: int


class Hindrance(StrEnum):
    """Why a folder cannot take the data."""

    NOT_EMPTY = "not empty"
    INSIDE = "inside"  # the folder that the data lies in, or a part of it
    NOT_WRITABLE = "not writable"
    TOO_SMALL = "too small"  # the disk
    NOT_SAME = "not same"  # the copy differs from what was copied
    FIXED = "fixed"  # `--data-dir` says where the data lies


@dataclass(unsafe_hash=True)
class MoveRefused(DataError):
    """The data cannot be moved to a folder. It is where it was."""

    folder: Path
    why: Hindrance
    needed: int = 0  # bytes
    free: int = 0


@dataclass(unsafe_hash=True)
class NotAllDeleted(DataError):
    """Some files could not be deleted."""

    paths: tuple[Path, ...]


@dataclass(unsafe_hash=True)
class EndedBefore(DataError):
    """The last run of the window ended without being closed. Nothing is lost."""

    report: Path
