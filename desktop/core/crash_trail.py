"""A file that is there while the window runs, and is left behind when its process ends without a word.

A crash in native code leaves the functions that were running in it; a process that the system has killed
leaves it empty. The next start makes a report of it, once.
"""

from __future__ import annotations

import faulthandler
import os
import time
from contextlib import suppress
from io import FileIO
from pathlib import Path

from desktop import __version__
from desktop.core.crash_files import MOST_BYTES, CrashFiles, Kind, Report
from desktop.core.holding import hold
from desktop.core.trouble import scrub

ENDING = ".running"
BOOT = Path("/proc/sys/kernel/random/boot_id")
MOST_TRAILS = 20


class CrashTrail:
    """Of one run of the window. `begin` and `end` are for the owner thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: FileIO | None = None

    def begin(self) -> None:
        """Be there; a folder that cannot be written is no reason not to run."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._folder / f"{time.time_ns()}-{os.getpid()}{ENDING}"
            self._file = FileIO(path, "xb+")
            hold(self._file.fileno())
            head = (f"Fireside {__version__}", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), _boot())
            self._file.write(("\n".join(head) + "\n").encode())
            faulthandler.enable(self._file)

    def end(self) -> None:
        """Be gone: the window was closed, or the system is about to end the session."""
        file, self._file = self._file, None
        if file is not None:
            faulthandler.disable()
            file.close()
            with suppress(OSError):
                Path(os.fsdecode(file.name)).unlink()


def take_left(files: CrashFiles) -> Report | None:
    """Make reports of what was left behind, and give the newest. For a worker thread.

    Nothing is said of what was left when the computer was switched off.
    """
    newest: Report | None = None
    with suppress(OSError):
        found = sorted(path for path in files.folder.iterdir() if path.name.endswith(ENDING))
        for path in found[-MOST_TRAILS:]:
            text = _take(path)
            newest = files.keep(Kind.ENDED, text) or newest if text else newest
        for path in found[:-MOST_TRAILS]:
            path.unlink(missing_ok=True)
    return newest


def _take(path: Path) -> str:
    """Give what a run has left, and remove it; nothing of one that goes on, or of another boot."""
    try:
        with path.open("rb+") as file:
            if not hold(file.fileno()):
                return ""
            raw = file.read(MOST_BYTES).decode(errors="replace")
        path.unlink()  # Windows refuses while a process has it open
    except OSError:
        return ""
    lines = raw.splitlines()
    version, begun, boot = (*lines[:3], "", "", "")[:3]
    trace = "\n".join(lines[3:])
    if not trace and boot and boot != _boot():
        return ""
    if not trace:
        trace = "Ended from outside: nothing was written down."
    return f"{version}, begun {begun}\n\n{scrub(trace)}\n"


def _boot() -> str:
    """Name this boot of the computer, where the system does."""
    try:
        return BOOT.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
