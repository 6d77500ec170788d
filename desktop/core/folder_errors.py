"""What can go wrong with folders of chats, and that the user can act on."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.user_error import UserError


class FolderError(UserError):
    """Something about a folder of chats."""


@dataclass(unsafe_hash=True)
class FolderNameMissing(FolderError):
    """A folder needs a name."""


@dataclass(unsafe_hash=True)
class FolderGone(FolderError):
    """The folder was deleted meanwhile, by another window or process perhaps."""


@dataclass(unsafe_hash=True)
class FolderInItself(FolderError):
    """A folder cannot be put into itself, or into one that it holds."""


@dataclass(unsafe_hash=True)
class FoldersTooDeep(FolderError):
    """Folders are not put into each other without end."""

    most: int  # levels
