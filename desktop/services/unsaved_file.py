"""A file for what was typed and is not saved: written soon after every change, read at the next start."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from desktop.core.events import Later

KEEP_AFTER = 0.5  # seconds
KEEP_AGAIN = 5.0  # seconds until a failed write is tried again
MOST = 100  # things that are changed at a time
LARGEST = 20_000_000  # bytes of the file


class UnsavedFile:
    """Lives on the owner thread.

    The file is written beside and put in place, and not forced to the disk, which the window would
    wait for. What cannot be read, or written, is none.
    """

    def __init__(self, file: Path, later: Later, contents: Callable[[], Sequence[object]]) -> None:
        """`contents` gives what is to be in the file, as JSON takes it."""
        self._file = file
        self._later = later
        self._contents = contents
        self._armed = False
        self._unkept = False

    def read(self) -> list[object]:
        """Give what is in the file."""
        try:
            if self._file.stat().st_size > LARGEST:
                return []
            parsed: object = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return []
        return cast("list[object]", parsed)[:MOST] if isinstance(parsed, list) else []

    def arm(self, seconds: float = KEEP_AFTER) -> None:
        """Have the contents written when some time has passed."""
        self._unkept = True
        if not self._armed:
            self._armed = True
            self._later(seconds, self._flush)

    def close(self) -> None:
        """Write what is not written, for the last time."""
        if self._unkept:
            self._unkept = not self._write()

    def _flush(self) -> None:
        """Write what is not written. A full disk keeps nothing from being typed: it stays in memory."""
        self._armed = False
        self.close()
        if self._unkept:
            self.arm(KEEP_AGAIN)

    def _write(self) -> bool:
        contents, part = self._contents(), self._file.with_suffix(".part")
        try:
            if not contents:
                self._file.unlink(missing_ok=True)
                return True
            text = json.dumps(contents[:MOST], ensure_ascii=False)
            part.write_bytes(text.encode("utf-8", "replace"))
            part.replace(self._file)
        except OSError:
            return False
        return True
