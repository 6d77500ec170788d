"""The folder of crash reports: small text files, few of them, which never leave this computer."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

MOST_KEPT = 20  # reports; the oldest goes first
MOST_BYTES = 64 << 10  # of one report
NAME = re.compile(r"\d{8}-\d{6}(?:-\d+)?-(error|ended)\.txt")


class Kind(StrEnum):
    """What a report is of."""

    ERROR = "error"  # Fireside went on
    ENDED = "ended"  # it did not


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it is kept."""

    path: Path
    kind: Kind

    def text(self) -> str:
        """Read it. Raises OSError."""
        with self.path.open("rb") as file:
            return file.read(MOST_BYTES).decode(errors="replace")


class CrashFiles:
    """Keeps reports in a folder; for any thread. What cannot be written is not kept, without an error."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self.folder = folder
        self._clock = clock

    def keep(self, kind: Kind, text: str) -> Report | None:
        """Write a report, and let the oldest ones go."""
        stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime(self._clock()))
        data = text.encode(errors="replace")[:MOST_BYTES]
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            for number in range(MOST_KEPT + 1):
                path = self.folder / f"{stamp}{f'-{number}' if number else ''}-{kind.value}.txt"
                try:
                    with path.open("xb") as file:
                        file.write(data)
                except FileExistsError:
                    continue
                self._let_go()
                return Report(path, kind)
        return None

    def all(self) -> list[Report]:
        """List what is kept, the newest first."""
        try:
            names = [(path, NAME.fullmatch(path.name)) for path in self.folder.iterdir()]
        except OSError:
            return []
        found = [Report(path, Kind(named[1])) for path, named in names if named is not None]
        return sorted(found, key=lambda report: report.path.name, reverse=True)

    def delete(self) -> None:
        """Delete every report; other files in the folder stay."""
        for report in self.all():
            with suppress(OSError):
                report.path.unlink()

    def _let_go(self) -> None:
        for report in self.all()[MOST_KEPT:]:
            with suppress(OSError):
                report.path.unlink()
