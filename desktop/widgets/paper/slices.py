"""Long work of the owner thread, done in slices of time, so that the window stays alive."""

from __future__ import annotations

import time
from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer, Signal, Slot

SLICE = 0.015  # seconds


class Slices(QObject):
    """Runs steps between the events of the window."""

    moved_on = Signal(int)  # what the steps say
    done = Signal(object)  # what they give at last
    failed = Signal(object)  # the exception that ended them

    def __init__(self, parent: QObject, expected: tuple[type[Exception], ...]) -> None:
        super().__init__(parent)
        self._expected = expected  # others are bugs
        self._steps: Generator[int, None, object] | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(0)
        self._clock.timeout.connect(self._work)

    @property
    def running(self) -> bool:
        """Whether there is something left to do."""
        return self._steps is not None

    def start(self, steps: Generator[int, None, object]) -> None:
        """Begin; what was being done is given up."""
        self.stop()
        self._steps = steps
        self._clock.start()

    def stop(self) -> None:
        """Give up what is being done."""
        self._clock.stop()
        steps, self._steps = self._steps, None
        if steps is not None:
            steps.close()

    @Slot()
    def _work(self) -> None:
        steps, until, at = self._steps, time.perf_counter() + SLICE, 0
        if steps is None:
            return
        try:
            while time.perf_counter() < until:
                at = next(steps)
        except StopIteration as end:
            self.stop()
            self.done.emit(end.value)
        except self._expected as error:
            self.stop()
            self.failed.emit(error)
        else:
            self.moved_on.emit(at)
