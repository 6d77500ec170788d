"""Why a file cannot go with a message. See `desktop.core.errors`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.core.errors import UserError


class AttachmentError(UserError):
    """A file cannot go with a message."""


@dataclass(unsafe_hash=True)
class NotText(AttachmentError):
    """The file holds no text, or text in an encoding that is not known for sure."""

    path: Path


@dataclass(unsafe_hash=True)
class FileKindUnknown(AttachmentError):
    """The file is of a kind that models cannot be given here yet: a PDF or an image."""

    path: Path


@dataclass(unsafe_hash=True)
class FileTooLarge(AttachmentError):
    """The file is larger than what a message may carry."""

    path: Path
    size: int  # bytes
    limit: int  # bytes


@dataclass(unsafe_hash=True)
class FileUnreadable(AttachmentError):
    """The file has gone, is a folder, or may not be read."""

    path: Path
    is_folder: bool = False


@dataclass(unsafe_hash=True)
class TooManyFiles(AttachmentError):
    """A message carries only so many files."""

    limit: int
