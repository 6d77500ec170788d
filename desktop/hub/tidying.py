"""Parts of files that nobody came back for."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Set
from contextlib import suppress
from pathlib import Path

from desktop.core.downloads import PartsTidied
from desktop.hub.parts import ENDING, hold, sidecar_of

KEPT = 14 * 86_400  # seconds since something was written
DEEPEST = 12  # folders


def tidy(folder: Path, wanted: Set[Path], check: Callable[[], None]) -> PartsTidied:
    """Delete old parts below a folder that belong to no download, and that no instance is at.

    `check` is called in every folder, and may raise to end it.
    """
    now = time.time()
    known = {os.path.realpath(part) for part in wanted}  # one folder may be named in two ways
    files = size = 0
    for part in _parts(folder, check):
        with suppress(OSError):
            state = part.stat()
            if now - state.st_mtime > KEPT and os.path.realpath(part) not in known and _delete(part):
                files += 1
                size += state.st_size
    return PartsTidied(files, size)


def _parts(folder: Path, check: Callable[[], None]) -> Iterator[Path]:
    """Find parts by their names; links to folders are not followed."""
    for path, folders, names in os.walk(folder):
        check()
        if len(Path(path).relative_to(folder).parts) >= DEEPEST:
            folders.clear()
        for name in names:
            part = Path(path, name)
            if name.startswith(".") and name.endswith(ENDING) and sidecar_of(part).is_file():
                yield part


def _delete(part: Path) -> bool:
    descriptor = os.open(part, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    try:
        free = hold(descriptor)
    finally:
        os.close(descriptor)
    if free:
        part.unlink()
        sidecar_of(part).unlink(missing_ok=True)
    return free
