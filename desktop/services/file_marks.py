"""What model files were like when a worker looked at them last: a disk in the network may be asleep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileMark:
    """By which a file is known: with another size or time it is another file."""

    size: int  # bytes
    modified: int  # nanoseconds


Marks = Mapping[Path, FileMark | None]  # None: it cannot be looked at


class FileMarks:
    """Lives on the owner thread, and asks no disk."""

    def __init__(self) -> None:
        self._known: dict[Path, FileMark] = {}

    def of(self, path: Path) -> FileMark | None:
        """Give what a file was like; None while nobody has looked, and where it is gone."""
        return self._known.get(path)

    def take(self, marks: Marks) -> None:
        """Know what a worker has found."""
        for path, mark in marks.items():
            if mark is None:
                self._known.pop(path, None)
            else:
                self._known[path] = mark


def mark_of(path: Path) -> FileMark | None:
    """Look at a file. May block."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return FileMark(found.st_size, found.st_mtime_ns)


def look_at(paths: Iterable[Path]) -> Marks:
    """Look at files, on a worker."""
    return {path: mark_of(path) for path in paths}
