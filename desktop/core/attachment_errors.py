"""Why a file cannot go with a message. See `desktop.core.errors`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.core.errors import UserError


class AttachmentError(UserError):
    """A file cannot go with a message."""


@dataclass(unsafe_hash=True)
class FileProblem(AttachmentError):
    """Something about one file."""

    path: Path


@dataclass(unsafe_hash=True)
class NotText(FileProblem):
    """The file holds no text, or text in an encoding that is not known for sure."""


@dataclass(unsafe_hash=True)
class FileEmpty(FileProblem):
    """There is nothing in the file, or nothing but blanks."""


@dataclass(unsafe_hash=True)
class FileKindUnknown(FileProblem):
    """The file is of a kind that models cannot be given here yet: a PDF or an image."""


@dataclass(unsafe_hash=True)
class FileTooLarge(FileProblem):
    """The file is larger than what a message may carry."""

    size: int  # bytes
    limit: int  # bytes


@dataclass(unsafe_hash=True)
class FileUnreadable(FileProblem):
    """The file has gone, is a folder, or may not be read."""

    is_folder: bool = False


@dataclass(unsafe_hash=True)
class TooManyFiles(AttachmentError):
    """A message carries only so many files."""

    limit: int


@dataclass(unsafe_hash=True)
class FilesRefused(AttachmentError):
    """Several files were refused at once, for different reasons perhaps."""

    names: tuple[str, ...]  # of all of them, two at least
    first: AttachmentError  # why the first one was
