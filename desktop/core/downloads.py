"""Downloads as values: what is to be fetched, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NewType

from desktop.core.errors import UserError
from desktop.core.hub import Gated, RemoteFile, RepoId

DownloadId = NewType("DownloadId", int)


class Stage(StrEnum):
    """How far a download has come."""

    QUEUED = "queued"  # two run at a time
    RESOLVING = "resolving"  # the hub is asked where the file lies
    DOWNLOADING = "downloading"
    WAITING = "waiting"  # for the network, or as long as the hub asked for
    PAUSED = "paused"  # by the user, by a full disk, or by the end of the program
    VERIFYING = "verifying"  # the last bytes are hashed
    DONE = "done"
    FAILED = "failed"  # what has come is kept


ACTIVE = frozenset({Stage.RESOLVING, Stage.DOWNLOADING, Stage.WAITING, Stage.VERIFYING})


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be downloaded: one model, with all its parts and its projector."""

    repo: RepoId
    commit: str  # pinned when it was ordered
    name: str  # as shown: "Qwen3 4B Instruct"
    quant: str  # its label: "Q4_K_M"
    files: tuple[RemoteFile, ...]  # parts in order, then the projector; never empty
    folder: Path  # the models folder; a file goes to `folder / repo / path`
    license: str = ""  # its key, as it was accepted
    gated: Gated = Gated.NO

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(file.size for file in self.files)

    @property
    def main(self) -> RemoteFile:
        """The file that is loaded: the only one, or the first part."""
        return self.files[0]

    def target(self, file: RemoteFile) -> Path:
        """Tell where a file will lie."""
        return self.folder / self.repo / file.path


@dataclass(frozen=True, slots=True)
class Download:
    """A download as it stands."""

    id: DownloadId
    order: Order
    stage: Stage = Stage.QUEUED
    received: int = 0  # bytes of all its files that are on the disk
    speed: float = 0.0  # bytes a second, smoothed over five seconds
    seconds_left: float | None = None
    host: str = ""  # from where it comes at the moment
    until: datetime | None = None  # when it is tried again, while waiting
    error: UserError | None = None  # why it waits, was paused, or failed
    ended: datetime | None = None

    @property
    def fraction(self) -> float:
        """How much of it has come, from 0 to 1."""
        return self.received / self.order.size if self.order.size else 0.0


@dataclass(frozen=True, slots=True)
class Activity:
    """All unfinished downloads together."""

    active: int = 0  # that run, or wait for the network
    queued: int = 0
    stopped: int = 0  # paused, or failed
    fraction: float = 0.0  # of the bytes of those that run or are queued
    speed: float = 0.0  # bytes a second

    @property
    def going_on(self) -> bool:
        """Whether something comes, or will without anybody's doing."""
        return bool(self.active or self.queued)


@dataclass(frozen=True, slots=True)
class PartsTidied:
    """Parts of files that nobody came back for in two weeks were deleted."""

    files: int
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class OrdersLost:
    """Downloads of an earlier run could not be read from the database."""

    count: int


@dataclass(frozen=True, slots=True)
class TokenLeftOut:
    """A hub did not know the token; a public repository was fetched without it."""

    host: str


DownloadNote = PartsTidied | OrdersLost | TokenLeftOut
"""What is worth a word, and nobody has to do anything about."""
