"""Opens and closes folded parts without moving what the reader looks at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.widgets.transcript.flow import Flow, Placed
from desktop.widgets.transcript.fold_item import FoldItem
from desktop.widgets.transcript.fold_state import FoldKey
from desktop.widgets.transcript.scrolling import Scrolling
from desktop.widgets.transcript.selection import Selection

TICK = 500  # ms; the pill of an answer that is thinking counts whole seconds


class Folds(QObject):
    """Works for one view."""

    changed = Signal(int)  # row with other blocks; comes before they are shown
    ticked = Signal()  # a pill in sight says something else

    def __init__(self, flow: Flow, scrolling: Scrolling, selection: Selection) -> None:
        super().__init__(scrolling)
        self._flow = flow
        self._scrolling = scrolling
        self._selection = selection
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.ticked)

    @Slot(int, object)
    def toggle(self, row: int, key: FoldKey) -> None:
        """Open or close a part whose pill is in sight. The pill stays where it is on the screen.

        A view that follows the end lets go of it, unless the end is in sight afterwards, too.
        """
        scrolling = self._scrolling
        followed, scrolling.following = scrolling.following, False
        self._selection.forget(row)
        self._flow.folds.toggle(key)
        self._flow.entries[row].refold(key)
        self._flow.note(row)
        self.changed.emit(row)
        scrolling.refresh()
        if scrolling.top + scrolling.view_height >= self._flow.height:
            scrolling.to_end()
        elif followed:
            scrolling.following_changed.emit(False)

    def open(self, row: int, key: FoldKey) -> None:
        """Open a part of a message that is in sight, unless it is open."""
        if not self._flow.folds.is_open(key):
            self.toggle(row, key)

    def watch(self, placed: Sequence[Placed]) -> None:
        """Let time pass only while a pill in sight shows it."""
        live = any(isinstance(place.item, FoldItem) and place.item.live for place in placed)
        if live != self.ticking:
            (self._timer.start if live else self._timer.stop)()

    @property
    def ticking(self) -> bool:
        """Whether a pill in sight shows how time passes."""
        return self._timer.isActive()
