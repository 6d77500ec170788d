"""What is done when nothing else is to be done: colour code, lay out what is near, import libraries."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.widgets.transcript.code_item import CodeItem
from desktop.widgets.transcript.flow import Flow
from desktop.widgets.transcript.scrolling import Scrolling

SLICE = 0.006  # seconds; a third of a frame
PAUSE = 12  # ms between two slices


class Idle(QObject):
    """Works in slices of 6 ms, as long as there is something to do."""

    colored = Signal()  # items in sight look different
    reread = Signal(int)  # row of an answer that was read as a whole; comes before it is shown

    def __init__(self, flow: Flow, scrolling: Scrolling) -> None:
        super().__init__(scrolling)
        self._flow = flow
        self._scrolling = scrolling
        self._steps: list[Callable[[], object]] = []
        self._near = False  # what is near has been laid out
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._on_timeout)
        scrolling.arranged.connect(self._on_arranged)

    @property
    def busy(self) -> bool:
        """Whether there is something to do."""
        return self._timer.isActive()

    def run(self, steps: Sequence[Callable[[], object]]) -> None:
        """Take these steps, one a slice, before anything else."""
        self._steps += steps
        self._timer.start()

    @Slot()
    def _on_arranged(self) -> None:
        self._near = False
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _on_timeout(self) -> None:
        if self._steps:
            self._steps.pop(0)()
            self._timer.start()
        elif self._read() or self._color():
            self._timer.start()
        elif not self._near:
            self._near = True
            self._lay_out_near()

    def _read(self) -> bool:
        """Read answers that have ended. True if some are left."""
        row = self._flow.read_on(time.perf_counter() + SLICE)
        if row is not None and not self._flow.entries[row].unread:
            self.reread.emit(row)
            self._scrolling.refresh()
        return row is not None

    def _color(self) -> bool:
        """Colour code in sight. True if some is left."""
        until = time.perf_counter() + SLICE
        plain = [
            p.item for p in self._scrolling.placed if isinstance(p.item, CodeItem) and not p.item.colored
        ]
        before = [item.version for item in plain]
        for item in plain:
            left = until - time.perf_counter()
            if left <= 0:
                break
            item.color(left)
        if before != [item.version for item in plain]:
            self.colored.emit()
        return any(not item.colored for item in plain)

    def _lay_out_near(self) -> None:
        """Make the items of the messages next to those in sight, so that scrolling finds them ready."""
        placed = self._scrolling.placed
        if not placed:
            return
        until = time.perf_counter() + SLICE
        before = self._flow.height
        below, above = placed[-1].row + 1, placed[0].row - 1
        if below < len(self._flow.entries):
            self._lay_out(below, 1, until)
        if above >= 0:
            self._lay_out(above, -1, until)
        if self._flow.height != before:
            self._scrolling.refresh()

    def _lay_out(self, row: int, step: int, until: float) -> None:
        """Lay out a message from the end that will come into sight first, until time is over."""
        entry = self._flow.entry(row)
        left = len(entry.items)  # that are yet to be laid out
        while left and time.perf_counter() < until:
            count = len(entry.items)
            self._flow.fit(row, count - left if step > 0 else left - 1)
            grown = len(entry.items) - count  # what only kept room may have become several blocks
            left += grown - (step > 0 or not grown)
