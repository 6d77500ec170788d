"""The start of Qt itself, and what stands guard until it ends."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from desktop.core.crash_trail import CrashTrail


class Application(QApplication):
    """The application, which on macOS is told by events which files are to be opened."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._files: list[Path] = []  # that nobody has opened yet
        self._opener: Callable[[Sequence[Path]], object] | None = None

    def open_with(self, opener: Callable[[Sequence[Path]], object]) -> None:
        """Have somebody who opens files; those that came before are opened now."""
        self._opener = opener
        self._hand_on()

    def event(self, event: QEvent) -> bool:
        """Take a file. Only what is sent to the application itself comes by here."""
        if not isinstance(event, QFileOpenEvent):
            return super().event(event)
        if event.file():
            self._files.append(Path(event.file()))
            QTimer.singleShot(0, self, self._hand_on)  # several files are several events
        return True

    @Slot()
    def _hand_on(self) -> None:
        if self._opener is not None and self._files:
            files, self._files = tuple(self._files), []
            self._opener(files)


def scaled_application(percent: int) -> Application:
    """Make the application with everything larger; what it starts is not told, since it has its own size."""
    before = os.environ.get("QT_SCALE_FACTOR")
    if percent != 100:
        with suppress(ValueError):  # what somebody set there comes on top
            os.environ["QT_SCALE_FACTOR"] = str(float(before or 1) * percent / 100)
    qt = Application(["fireside"])
    if before is not None:
        os.environ["QT_SCALE_FACTOR"] = before
    else:
        os.environ.pop("QT_SCALE_FACTOR", None)
    return qt


class Guard(QObject):
    """Takes bugs of all of the process, and ends it like a closed window when it is asked to from outside."""

    def __init__(self, qt: QApplication, end: Callable[[], object]) -> None:
        from desktop.viewmodels.endings import Endings
        from desktop.widgets.crash import CrashReporter
        from desktop.widgets.qt_messages import QtMessages

        super().__init__(qt)
        self._trail: CrashTrail | None = None
        self._messages = QtMessages()
        self._reporter = CrashReporter(self)
        self._reporter.install()
        endings = Endings(self)
        for asked in (self._reporter.close_asked, endings.asked):
            asked.connect(end)
            asked.connect(qt.quit)  # even where another window of ours is still open
        qt.commitDataRequest.connect(self.leave)

    def watch(self, crashes: Path) -> None:
        """Keep what happens to this run of the window in a folder."""
        from desktop.core.crash_files import CrashFiles
        from desktop.core.crash_trail import CrashTrail

        self._reporter.files = CrashFiles(crashes)
        self._trail = CrashTrail(crashes)
        self._trail.begin()

    @Slot()
    def leave(self) -> None:
        """What comes now is the end of this run, and no crash."""
        trail, self._trail = self._trail, None
        if trail is not None:
            trail.end()

    def close(self) -> None:
        """Hear no more."""
        self.leave()
        self._reporter.close()
        self._messages.close()
