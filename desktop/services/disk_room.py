"""Whether what is to be downloaded fits on the disk, with all that was promised before."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.core.hub_errors import NotEnoughDisk

SPARE = 512 << 20  # bytes that are left on every disk


@dataclass(frozen=True, slots=True)
class Claim:
    """Room that a download still needs."""

    folder: Path
    size: int  # bytes


def free_bytes(folder: Path) -> int | None:
    """Tell how much is free where a folder is, or will be; None where that cannot be told."""
    with suppress(OSError):
        return shutil.disk_usage(_existing(folder)).free
    return None


@dataclass(frozen=True, slots=True)
class Disks:
    """What folders lie on, and how much is free there; None where that cannot be told."""

    free: Mapping[Path, int | None]
    volumes: Mapping[Path, int | None]


class DiskRoom:
    """Counts room per volume. `look` and `free` ask the disk: in the window that is for a worker."""

    def __init__(self, spare: int = SPARE, free: Callable[[Path], int | None] = free_bytes) -> None:
        self._spare = spare
        self._free = free

    def look(self, folders: Iterable[Path]) -> Disks:
        """Look at the disks of some folders."""
        there = set(folders)
        return Disks({each: self._free(each) for each in there}, {each: _volume(each) for each in there})

    def check(self, wanted: Claim, held: Iterable[Claim], disks: Disks) -> None:
        """Raise `NotEnoughDisk` when there is no room for this beside what is held already."""
        free, volume = disks.free.get(wanted.folder), disks.volumes.get(wanted.folder)
        if free is None or volume is None or not wanted.size:
            return  # the folder is gone: who writes there will tell
        promised = sum(claim.size for claim in held if disks.volumes.get(claim.folder) == volume)
        left = max(0, free - promised - self._spare)
        if wanted.size > left:
            raise NotEnoughDisk(wanted.folder, wanted.size, left)

    def free(self, folder: Path) -> int | None:
        """Tell how much is free where a folder is."""
        return self._free(folder)


def _existing(folder: Path) -> Path:
    return next((each for each in (folder, *folder.parents) if each.exists()), folder)


def _volume(folder: Path) -> int | None:
    with suppress(OSError):
        return _existing(folder).stat().st_dev
    return None
