"""What was left behind by crashes, read and deleted on a worker thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.core.crash_files import CrashFiles, Report
from desktop.core.crash_trail import take_left
from desktop.core.places import Places
from desktop.core.tasks import Tasks
from desktop.services.engine_tail import engine_tail


class CrashesViewModel(QObject):
    """Knows the reports of the data folder."""

    left = Signal(object)  # Report: the last run ended without being closed
    counted = Signal(int)  # reports that are kept

    def __init__(self, tasks: Tasks, places: Places) -> None:
        super().__init__()
        self._tasks = tasks
        self._places = places
        self.files = CrashFiles(places.crashes)

    def look(self) -> None:
        """Look whether the last run has left something behind; it is told once."""

        def told(report: Report | None) -> None:
            if report is not None:
                self.left.emit(report)

        self._tasks.run(lambda _: take_left(self.files), done=told, failed=_bug)

    def count(self) -> None:
        """Count what is kept."""
        self._tasks.run(lambda _: len(self.files.all()), done=self.counted.emit, failed=_bug)

    def delete(self) -> None:
        """Delete all reports."""
        self._tasks.run(lambda _: self.files.delete(), done=lambda _: self.count(), failed=_bug)

    def read(self, report: Report, done: Callable[[str], None]) -> None:
        """Read a report; one that is gone is empty."""
        self._tasks.run(lambda _: _text(report), done=done, failed=_bug)

    def read_engine(self, done: Callable[[str], None]) -> None:
        """Read what the engine wrote last."""
        log = self._places.logs / "engine.log"
        self._tasks.run(lambda _: engine_tail(log), done=done, failed=_bug)


def _text(report: Report) -> str:
    try:
        return report.text()
    except OSError:
        return ""


def _bug(error: Exception) -> None:
    raise error
