"""Goes from hit to hit through all messages, around the ends, reading on the way what must be read. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.widgets.transcript.findable import Hit, Span
from desktop.widgets.transcript.tally import Tally


@dataclass(frozen=True, slots=True)
class Current:
    """The hit that was gone to: the message's row, and the number of the hit in it, from 0."""

    row: int
    number: int


@dataclass(frozen=True, slots=True)
class _Way:
    """The way to a hit: from a place, from after or before another hit, or from an end of a message."""

    row: int
    step: int  # 1 is down, −1 is up
    start: Span | int | None = None


class Search:
    """One search. All work is done in slices, which end when the clock (perf_counter) says `until`."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._way: _Way | None = None
        self.current: Current | None = None
        self.arrivals = 0  # grows with every hit that was gone to

    def begin(self, text: str, row: int, leaf: int) -> None:
        """Search for a text, and go to the first hit from the current one on, or from a place on."""
        start = Span(leaf, 0, 0)
        if self.current is not None and (hit := self.hit()):
            row, start = self.current.row, hit[0]
        self._tally.begin(text)
        self.current = None
        self._way = _Way(row, 1, start)

    def go(self, step: int, row: int) -> None:
        """Go to the next hit (1) or the one before (−1); without a current one, from a row on."""
        if self._way is None:
            here = self.current
            self._way = _Way(row, step) if here is None else _Way(here.row, step, here.number)

    def shift(self, rows: int) -> None:
        """Keep to the messages, before which so many others have come; `change` must follow."""
        if self.current is not None:
            self.current = replace(self.current, row=self.current.row + rows)
        if self._way is not None:
            self._way = replace(self._way, row=self._way.row + rows)

    def change(self, first: int) -> None:
        """Look again at the messages from a row on. The current hit stays the one that it is."""
        self._tally.change(first)
        self._keep()

    def look(self, row: int) -> None:
        """Note what a message is made of that is laid out."""
        self._tally.look(row)
        self._keep()

    def work(self, until: float) -> bool:
        """Work on. True when nothing is left to do."""
        tally = self._tally
        if not (tally.count_on(until) and self._follow(until) and tally.read_on(until)):
            return False
        if self._way is not None and tally.sums.total:
            return self._follow(until)
        self._way = None
        return True

    def hit(self) -> Hit:
        """Give the current hit; empty if there is none, or if its message is not laid out."""
        if self.current is None:
            return ()
        hits = self._tally.hits(self.current.row)
        return next((hit for number, hit in hits if number == self.current.number), ())

    @property
    def position(self) -> tuple[int, int]:
        """The number of the current hit among all, from 1, and how many there are; 0 for none."""
        if not self._tally.counted:
            return 0, 0
        total = self._tally.sums.total
        if self.current is None:
            return 0, total
        return min(self._tally.sums.above(self.current.row) + self.current.number + 1, total), total

    def _follow(self, until: float) -> bool:
        """Go on to the hit that is wanted. False if time was over before it was reached."""
        sums = self._tally.sums
        while (way := self._way) is not None and sums.total:
            if way.row >= len(sums):
                self._way = way = _Way(sums.row_at(0), way.step)
            if not self._tally.read(way.row, until):
                return False
            number = self._number(way)
            if 0 <= number < sums[way.row]:
                self.current = Current(way.row, number)
                self.arrivals += 1
                self._way = None
            else:
                self._way = _Way(self._next_row(way), way.step)
        return True

    def _number(self, way: _Way) -> int:
        """Give the number of the hit that a way leads to in its row; one that there is not if it goes on."""
        match way.start:
            case Span():
                return sum(1 for _, hit in self._tally.hits(way.row) if hit[0] < way.start)
            case int():
                return way.start + way.step
            case None:
                return 0 if way.step > 0 else self._tally.sums[way.row] - 1

    def _next_row(self, way: _Way) -> int:
        """Give the next row that has hits, as far as is known, around the end."""
        sums = self._tally.sums
        if way.step > 0:
            number = sums.above(way.row + 1)
            return sums.row_at(number if number < sums.total else 0)
        number = sums.above(way.row) - 1
        return sums.row_at(number if number >= 0 else sums.total - 1)

    def _keep(self) -> None:
        """Let go of a current hit that is there no longer."""
        if self.current is None or not self._tally.counted:
            return
        row = self.current.row
        count = self._tally.sums[row] if row < len(self._tally.sums) else 0
        if self.current.number >= count:
            self.current = Current(row, count - 1) if count else None
