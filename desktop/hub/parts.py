"""A file on its way: under another name, beside where it will be, held against a second instance."""

from __future__ import annotations

import errno
import json
import os
import sys
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from desktop.core.holding import hold
from desktop.core.hub_errors import FolderGone, HubError, InUseElsewhere, NotEnoughDisk
from desktop.hub.locating import Wanted

ENDING = ".part"
NAME = 120  # bytes of the file's own name in the part's
FULL = {errno.ENOSPC, errno.EDQUOT}
FULL_ON_WINDOWS = {112, 39}  # ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL
TRIES = 20  # to give the final name; a virus scanner may hold the file for a moment
BETWEEN = 0.25  # seconds


def part_of(wanted: Wanted) -> Path:
    """Name the file that holds what has come."""
    key = (wanted.file.sha256 or wanted.commit)[:16]
    name = wanted.target.name.encode()[:NAME].decode(errors="ignore")
    return wanted.target.with_name(f".{name}.{key}{ENDING}")


def sidecar_of(part: Path) -> Path:
    """Name the file that says what a part is of."""
    return part.with_suffix(".json")


def finished(wanted: Wanted) -> bool:
    """Whether a file lies under its final name."""
    with suppress(OSError):
        return wanted.target.stat().st_size == wanted.file.size
    return False


def fetched(wanted: Wanted) -> int:
    """Tell how many bytes of a file are on the disk, finished or not."""
    if finished(wanted):
        return wanted.file.size
    with suppress(OSError):
        return min(part_of(wanted).stat().st_size, wanted.file.size)
    return 0


def discard(wanted: Wanted) -> None:
    """Delete what has come of a file, unless another instance is at it."""
    part = part_of(wanted)
    with suppress(OSError, HubError), Part(wanted, make=False) as held:
        held.delete()
    with suppress(OSError):  # its folder may have gone with its drive
        if not part.exists():
            sidecar_of(part).unlink(missing_ok=True)


class Part:
    """The open part of a file. One thread uses it; raises `HubError`s. A context manager."""

    def __init__(self, wanted: Wanted, make: bool = True) -> None:
        self._wanted = wanted
        self.path = part_of(wanted)
        self._descriptor = -1
        self._make = make
        self.length = 0  # bytes on the disk

    def __enter__(self) -> Part:
        """Open and hold it. Raises `InUseElsewhere`, `FolderGone` and `NotEnoughDisk`."""
        try:
            if self._make:
                _make_folders(self._wanted)
            self._open()
            self.length = os.fstat(self._descriptor).st_size
            if self.length > self._wanted.file.size:
                self.empty()
            if self._make:
                sidecar_of(self.path).write_text(_describe(self._wanted), encoding="utf-8")
        except OSError as error:
            self.close()
            raise self._told(error) from error
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of it."""
        self.close()

    def write(self, data: bytes) -> None:
        """Append bytes."""
        rest = memoryview(data)
        try:
            while rest:
                written = os.write(self._descriptor, rest)
                self.length += written
                rest = rest[written:]
        except OSError as error:
            raise self._told(error) from error

    def empty(self) -> None:
        """Begin anew."""
        try:
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
        except OSError as error:
            raise self._told(error) from error
        self.length = 0

    def finish(self) -> None:
        """Give it its final name. What it holds must be whole and verified."""
        try:
            os.fsync(self._descriptor)
            if sys.platform == "win32":
                self.close()  # an open file cannot be renamed there
            self._rename()
            _flush_folder(self._wanted.target.parent)
            sidecar_of(self.path).unlink(missing_ok=True)
        except OSError as error:
            raise self._told(error) from error

    def delete(self) -> None:
        """Delete it, and what is known of it."""
        if sys.platform == "win32":
            self.close()
        self.path.unlink(missing_ok=True)
        sidecar_of(self.path).unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of it; what has come stays."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _open(self) -> None:
        flags = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        flags |= getattr(os, "O_NOFOLLOW", 0) | (os.O_CREAT if self._make else 0)
        while True:
            self._descriptor = os.open(self.path, flags, 0o644)
            if not hold(self._descriptor):
                raise InUseElsewhere(self._wanted.target)
            if _same(self._descriptor, self.path):
                return
            self.close()  # another instance has just finished it, and the name is free again

    def _rename(self) -> None:
        for attempt in range(TRIES):
            try:
                self.path.replace(self._wanted.target)
            except PermissionError:
                if sys.platform != "win32" or attempt == TRIES - 1:
                    raise
                time.sleep(BETWEEN)
            else:
                return

    def _told(self, error: OSError) -> HubError:
        folder = self._wanted.folder
        if error.errno in FULL or getattr(error, "winerror", 0) in FULL_ON_WINDOWS:
            return NotEnoughDisk(folder, self._wanted.file.size - self.length, 0)
        return FolderGone(folder)


def _make_folders(wanted: Wanted) -> None:
    """Make the folders below the models folder; that one only where its own folder is there.

    Else a drive that is not connected would be replaced by a folder of its name.
    """
    wanted.folder.mkdir(exist_ok=True)
    wanted.target.parent.mkdir(parents=True, exist_ok=True)
    if not wanted.target.parent.resolve().is_relative_to(wanted.folder.resolve()):
        raise OSError(errno.ELOOP, "a link leads out of the models folder")


def _describe(wanted: Wanted) -> str:
    known = asdict(wanted.file) | {"repo": wanted.repo, "commit": wanted.commit}
    return json.dumps(known, ensure_ascii=True)


def _same(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":

    def _flush_folder(folder: Path) -> None:
        """Windows keeps its folders by itself."""

else:

    def _flush_folder(folder: Path) -> None:
        """Have the new name on the disk, too."""
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
