"""Where models are looked for on this computer, and what was found, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop.core.models import Header, Installed, Origin
from desktop.core.user_error import UserError

OURS = frozenset({Origin.FOLDER})
"""What may be deleted: all else belongs to the user or to another program."""


class Layout(StrEnum):
    """How a program arranges the models that it has fetched."""

    TREE = "tree"  # folders with `.gguf` files
    HUB_CACHE = (
        "hub_cache"  # `models--owner--name/snapshots/COMMIT/`, with links to files named by their hash
    )
    OLLAMA = "ollama"  # manifests that name files by their hash


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder in which models are looked for."""

    origin: Origin
    folder: Path
    layout: Layout = Layout.TREE


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A file as it lies on the disk."""

    path: Path
    size: int  # bytes
    modified: int  # ns
    sha256: str = ""  # where its place tells; "" if not


@dataclass(frozen=True, slots=True)
class Listed:
    """A model of the library."""

    model: Installed
    files: tuple[OnDisk, ...]  # the parts of a split model in order, else one
    projector: OnDisk | None = None  # for images and sound
    repo: str = ""  # as its place tells: "publisher/name"
    header: Header | None = None  # None while it was not read, and where it cannot be
    problem: UserError | None = None  # why it cannot be used
    also: tuple[Path, ...] = ()  # where the same file is found, too

    @property
    def path(self) -> Path:
        """The file that is loaded."""
        return self.model.path

    @property
    def read(self) -> bool:
        """Whether its header was read."""
        return self.header is not None or self.problem is not None

    @property
    def own(self) -> bool:
        """Whether its files may be deleted."""
        return self.model.origin in OURS


@dataclass(frozen=True, slots=True)
class Away:
    """A folder that could not be read: a drive that is not connected, perhaps."""

    folder: Path
    origin: Origin
