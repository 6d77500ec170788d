"""The lines that a process writes before it may be killed: what it was told to be stored."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from pathlib import Path

from desktop.core.errors import DatabaseBusy, DiskFull, FolderNotWritable
from desktop.core.folder_errors import FolderError

TROUBLES = (DiskFull, FolderNotWritable, DatabaseBusy, FolderError)  # that a user is told; others are bugs


class Book:
    """Writes down what was acknowledged. The system keeps it when the process is killed."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab", buffering=0)

    def note(self, what: str, **values: object) -> None:
        """Write one line, with the time."""
        line = json.dumps({"what": what, "at": time.monotonic()} | values) + "\n"
        self._file.write(line.encode())

    def change(self, changes: Iterable[tuple[str, int, object]], act: Callable[[], object]) -> bool:
        """Set things, each of a chat or a folder; tell whether that was done. An error is written down."""
        lines = [{"of": of, "id": number, "value": value} for of, number, value in changes]
        for line in lines:
            self.note("setting", **line)
        done = False
        with self.told():
            act()
            done = True
        for line in lines:
            self.note("set" if done else "refused", **line)
        return done

    @contextmanager
    def told(self) -> Generator[None]:
        """Go on after an error that a user is told; then nothing has changed, says the application."""
        try:
            yield
        except TROUBLES as error:
            self.note("error", name=type(error).__name__)
