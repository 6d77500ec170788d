"""Finding in the conversation: searches in idle time, marks hits in sight, brings the current one there."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, QTimer, Signal, Slot

from desktop.widgets.transcript.flow import Flow, Placed
from desktop.widgets.transcript.item import LeafItem, Mark
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.other_items import sideways_of
from desktop.widgets.transcript.scrolling import Scrolling
from desktop.widgets.transcript.search import Search
from desktop.widgets.transcript.tally import Tally

AT_ONCE = 0.02  # seconds that are searched before the first answer
SLICE = 0.008  # seconds
PAUSE = 3  # ms between two slices


class Find(QObject):
    """One search at a time; with none it does nothing at all, and remembers nothing."""

    found = Signal(int, int)  # number of the current hit, from 1, and how many there are
    marked = Signal()  # items in sight have other marks

    def __init__(self, flow: Flow, scrolling: Scrolling, parser: Parser) -> None:
        super().__init__(scrolling)
        self._flow = flow
        self._scrolling = scrolling
        self._parser = parser
        self._tally: Tally | None = None
        self._search: Search | None = None
        self._arrivals = 0
        self._told = (0, 0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def busy(self) -> bool:
        """Whether messages are yet to be searched."""
        return self._timer.isActive()

    def start(self, text: str, row: int | None = None) -> None:
        """Search for a text, from a row or from what is in sight on; an empty one ends the search."""
        if not text:
            self._stop()
            return
        if self._tally is None or self._search is None:
            self._tally = Tally(self._parser, lambda: self._flow.entries)
            self._search = Search(self._tally)
            self._arrivals = 0
        if row is not None:
            self._search.current = None
        self._search.begin(text, *(self._first_in_sight() if row is None else (row, 0)))
        self._told = (-1, -1)  # the answer is told even if it is the same
        self._work(AT_ONCE)

    def go(self, step: int) -> None:
        """Go to the next hit (1) or the one before (−1)."""
        if self._search is not None:
            self._search.go(step, self._first_in_sight()[0])
            self._work(AT_ONCE)

    def mark(self, placed: Sequence[Placed]) -> None:
        """Mark the hits in items that are in sight."""
        if self._search is None or self._tally is None:
            return
        leaves: dict[int, dict[int, LeafItem]] = {}
        for place in placed:
            if isinstance(place.item, LeafItem):
                leaf = place.index - self._flow.entries[place.row].first
                leaves.setdefault(place.row, {})[leaf] = place.item
        for row, items in leaves.items():
            self._search.look(row)
            marks = self._marks(row, min(items), max(items))
            for leaf, item in items.items():
                item.show_marks(tuple(marks.get(leaf, ())))
        self._tell()

    @Slot(int)
    def rows_changed(self, first: int) -> None:
        """Search the messages from a row on again."""
        if self._search is not None:
            self._search.change(first)
            self._tell()
            if not self._timer.isActive():
                self._timer.start()

    @Slot(int)
    def rows_prepended(self, count: int) -> None:
        """Keep to the current hit; `rows_changed` follows."""
        if self._search is not None:
            self._search.shift(count)

    def _stop(self) -> None:
        self._timer.stop()
        if self._search is not None:
            self._search = self._tally = None
            for entry in self._flow.entries:
                for item in entry.items:
                    if isinstance(item, LeafItem):
                        item.show_marks(())
            self.marked.emit()
        self._told = (-1, -1)
        self._tell()

    @Slot()
    def _on_timeout(self) -> None:
        self._work(SLICE)

    def _work(self, seconds: float) -> None:
        if self._search is None:
            return
        if self._search.work(time.perf_counter() + seconds):
            self._timer.stop()
        else:
            self._timer.start()
        if self._search.arrivals != self._arrivals:
            self._arrivals = self._search.arrivals
            self._reveal()
        self.marked.emit()
        self._tell()

    def _tell(self) -> None:
        position = self._search.position if self._search is not None else (0, 0)
        nothing_yet = self.busy and not position[1]
        if position != self._told and not nothing_yet:
            self._told = position
            self.found.emit(*position)

    def _first_in_sight(self) -> tuple[int, int]:
        """Give the row and the leaf that is the first in sight."""
        for place in self._scrolling.placed:
            if isinstance(place.item, LeafItem):
                return place.row, place.index - self._flow.entries[place.row].first
        return 0, 0

    def _reveal(self) -> None:
        """Bring the current hit into sight."""
        current = self._search.current if self._search is not None else None
        if self._search is None or current is None:
            return
        entry = self._flow.entry(current.row)
        if self._flow.finish(current.row):  # its hits are counted in blocks that are not made yet
            self._scrolling.refresh()
        self._search.look(current.row)  # its blocks may be others than those that were read
        if not (hit := self._search.hit()):
            return
        index = entry.first + hit[0].leaf
        self._flow.fit(current.row, index)
        item = entry.items[index]
        if isinstance(item, LeafItem):
            rect = item.rect_of(hit[0].start, hit[0].end)
            if (sideways := sideways_of(item)) is not None:
                sideways.reveal(rect.left() - item.left, rect.right() - item.left)
            self._scrolling.reveal(current.row, index, (int(rect.top()), int(rect.bottom()) + 1))

    def place(self) -> QRect | None:
        """Give the room of the current hit in the viewport, if it is in sight."""
        current = self._search.current if self._search is not None else None
        if self._search is None or current is None or not (hit := self._search.hit()):
            return None
        index = self._flow.entries[current.row].first + hit[0].leaf
        for place in self._scrolling.placed:
            if (place.row, place.index) == (current.row, index) and isinstance(place.item, LeafItem):
                rect = place.item.rect_of(hit[0].start, hit[0].end).toAlignedRect()
                return rect.translated(self._scrolling.column[0] + place.x, place.y)
        return None

    def _marks(self, row: int, first: int, last: int) -> dict[int, list[Mark]]:
        """Give the marks in some leaves of a message, by leaf."""
        marks: dict[int, list[Mark]] = {}
        if self._tally is None or self._search is None:
            return marks
        current = self._search.current
        chosen = current.number if current is not None and current.row == row else -1
        for number, hit in self._tally.hits(row, first, last):
            for span in hit:
                if first <= span.leaf <= last:
                    marks.setdefault(span.leaf, []).append(Mark(span.start, span.end, number == chosen))
        return marks
