"""Files of exports: names that every system takes, and contents that are whole or not there."""

from __future__ import annotations

import errno
import os
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

from desktop.core.errors import DiskFull, FolderNotWritable
from desktop.core.folders import one_line

LONGEST_NAME = 80  # characters of a file's name, without its ending
LARGEST_NAME = 180  # bytes of it; a system takes 255 with a date, a number and the ending
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
RESERVED = re.compile(r"(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(\..*)?", re.IGNORECASE)  # by Windows
PART = ".fireside-export-"  # begins the name of a file that is still being written
TOGETHER = 64  # files that are flushed one after the other: then the disk is waited for once
BUFFER = 1 << 20  # bytes

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def file_name(title: str) -> str:
    """Make a name that every system takes, without ending: no folder, nothing reserved, not too long."""
    name = FORBIDDEN.sub("_", one_line(title, LONGEST_NAME))
    while len(name.encode("utf-8", "replace")) > LARGEST_NAME:
        name = name[:-1]
    name = name.strip(" .")
    return f"_{name}" if not name or RESERVED.fullmatch(name) else name


class Names:
    """Gives names in a folder, each once: also on systems that take no notice of case."""

    def __init__(self, folder: Path, ending: str, overwrite: bool) -> None:
        self._folder, self._ending = folder, ending
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}
        if not overwrite and folder.is_dir():
            self._taken = {_folded(name) for name in os.listdir(folder)}  # noqa: PTH208  # names only

    def free(self, stem: str) -> Path:
        """Give the path of a file with this name, and a number where that is taken."""
        number = self._next.get(_folded(stem), 1)
        name = self._numbered(stem, number)
        while _folded(name) in self._taken:
            number += 1
            name = self._numbered(stem, number)
        self._next[_folded(stem)] = number + 1
        self._taken.add(_folded(name))
        return self._folder / name

    def _numbered(self, stem: str, number: int) -> str:
        return f"{stem} {number}.{self._ending}" if number > 1 else f"{stem}.{self._ending}"


class Files:
    """Writes files beside their place and puts them there when they are whole and on the disk.

    Leaves nothing of what was begun where it ends by an exception; files in their place stay.
    """

    def __init__(self) -> None:
        self._whole: list[tuple[Path, Path]] = []  # parts, and where they go
        self.size = 0  # bytes of all files

    def __enter__(self) -> Files:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        try:
            if error is None:
                self.settle()
        finally:
            for part, _ in self._whole:
                part.unlink(missing_ok=True)

    def write(self, path: Path, pieces: Iterable[str]) -> None:
        """Write a text."""

        def fill(part: Path) -> None:
            with part.open("wb", BUFFER) as file:
                for piece in pieces:
                    file.write(piece.encode("utf-8", "replace"))

        self.make(path, fill)

    def make(self, path: Path, fill: Callable[[Path], None]) -> None:
        """Have a file written by somebody else, under another name."""
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=PART)
        os.close(descriptor)
        part = Path(name)
        self._whole.append((part, path))
        fill(part)
        self.size += part.stat().st_size
        if len(self._whole) >= TOGETHER:
            self.settle()

    def settle(self) -> None:
        """Put the files that are whole in their places."""
        for part, _ in self._whole:
            with part.open("rb+") as file:
                os.fsync(file.fileno())
        while self._whole:
            part, path = self._whole[0]
            part.replace(path)
            self._whole.pop(0)


def told(error: OSError, target: Path) -> DiskFull | FolderNotWritable:
    """Say what hindered a file from being written."""
    folder = target if target.is_dir() else target.parent
    return DiskFull(folder) if error.errno in NO_ROOM else FolderNotWritable(folder)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
