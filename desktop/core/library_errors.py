"""Why something cannot be done with the models on this computer. See `desktop.core.errors`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.core.user_error import UserError


class LibraryError(UserError):
    """Something cannot be done with the models on this computer."""


@dataclass(unsafe_hash=True)
class NotOurs(LibraryError):
    """The file belongs to another program, or to the user: Fireside deletes only what lies in its folder."""

    path: Path


@dataclass(unsafe_hash=True)
class NotRemoved(LibraryError):
    """The system does not let the file be deleted: it is in use, perhaps, or write-protected."""

    path: Path


@dataclass(unsafe_hash=True)
class NotAllMoved(LibraryError):
    """Some models stayed in the old folder; they are still there, and listed."""

    folder: Path  # the old one
    count: int  # files
