"""Where everything stands: all messages one below the other, laid out only where somebody looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.core.chat import Message
from desktop.widgets.transcript.entry import Entry
from desktop.widgets.transcript.heights import Heights
from desktop.widgets.transcript.item import Item
from desktop.widgets.transcript.kit import Kit
from desktop.widgets.transcript.markdown import Parser

END_PAD = 28
NEAR = 30  # messages beside those in sight that keep their items
MANY = 100  # messages with items, from which on distant ones are dropped


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the flow that stays where it is when heights elsewhere change.

    `offset` is the distance from the item's top down to the place; it may be negative.
    """

    row: int
    index: int
    offset: int


@dataclass(frozen=True, slots=True)
class Placed:
    """An item in sight, in coordinates of the viewport; x counts from the column's left edge."""

    row: int
    index: int
    item: Item
    x: int
    y: int


class Flow:
    """All messages in a column of one width. Heights of what was never in sight are estimates."""

    def __init__(self, kit: Kit, parser: Parser) -> None:
        self.kit = kit
        self._parser = parser
        self.entries: list[Entry] = []
        self._heights = Heights()
        self._width = 100
        self.tail = END_PAD  # room below the last message
        self._live: set[int] = set()  # rows that have items

    def reset(self, messages: Sequence[Message], width: int) -> None:
        """Show other messages."""
        self._width = width
        self.entries = [Entry(message) for message in messages]
        self._heights = Heights(entry.estimate(width) for entry in self.entries)
        self._live.clear()

    def append(self, message: Message) -> None:
        """Add a message at the end."""
        entry = Entry(message)
        self.entries.append(entry)
        self._heights.append(entry.estimate(self._width))

    def cut(self, rows: int) -> None:
        """Keep only the first rows."""
        del self.entries[rows:]
        self._heights = Heights(self._heights[row] for row in range(rows))
        self._live = {row for row in self._live if row < rows}

    def change(self, row: int, message: Message) -> None:
        """Show another state of a message."""
        entry = self.entries[row]
        entry.take(message, self.kit, self._parser)
        self._heights[row] = entry.height if entry.items else entry.estimate(self._width)

    def set_kit(self, kit: Kit) -> None:
        """Show everything in another theme. Places stay, since the items have the same sizes again."""
        self.kit = kit
        for row in self._live:
            self.entries[row].drop()
        self._live.clear()

    def set_width(self, width: int) -> None:
        """Set the column's width. Items are laid out again when they come into sight."""
        self._width = width

    @property
    def height(self) -> int:
        """The height of everything."""
        return self._heights.total + self.tail if self.entries else 0

    def entry(self, row: int) -> Entry:
        """Give a message with its items."""
        entry = self.entries[row]
        entry.realize(self.kit, self._parser, self._width)
        self._live.add(row)
        self._note(row)
        return entry

    def top_of(self, spot: Spot) -> int:
        """Give the distance of a place from the very top."""
        entry = self.entry(spot.row)
        return self._heights.above(spot.row) + entry.tops[min(spot.index, len(entry.tops) - 1)] + spot.offset

    def spot_at(self, top: int) -> Spot:
        """Give the place at a distance from the very top, by what is known of the heights."""
        row = self._heights.row_at(max(0, top))
        entry = self.entry(row)
        inside = top - self._heights.above(row)
        index = max(0, sum(1 for y in entry.tops if y <= inside) - 1)
        return Spot(row, index, inside - entry.tops[index])

    def end_spot(self, view: int) -> Spot:
        """Give the place that is at the top of a view of this height when its end is in sight."""
        row = len(self.entries) - 1
        index = len(self.entry(row).items) - 1
        self._fit(row, index)
        entry = self.entries[row]
        below = entry.height - entry.tops[index] + self.tail
        return self.moved(Spot(row, index, below - view), 0)

    def moved(self, spot: Spot, by: int) -> Spot:
        """Go down, or up, by exactly so many pixels, laying out what lies between. Stops at the top."""
        spot = self._bounded(spot)
        self._fit(spot.row, spot.index)
        spot = replace(spot, offset=spot.offset + by)
        while spot.offset < 0 and (before := self._before(spot)) is not None:
            spot = before
        while (after := self._after(spot)) is not None:
            spot = after
        if spot.row == spot.index == 0:
            spot = replace(spot, offset=max(spot.offset, -self.entries[0].tops[0]))
        return spot

    def placed(self, spot: Spot, view: int) -> list[Placed]:
        """Lay out and give all items from a place on, for a view of this height."""
        found: list[Placed] = []
        row, index = spot.row, spot.index
        y = -spot.offset
        while row < len(self.entries):
            entry = self.entry(row)
            top = y - entry.tops[index]
            while index < len(entry.items):
                self._fit(row, index)
                y = top + entry.tops[index]
                if y >= view:
                    return found
                found.append(Placed(row, index, entry.items[index], entry.x_of(index), y))
                index += 1
            y = top + entry.height
            row, index = row + 1, 0
            if row < len(self.entries):
                y += self.entry(row).tops[0]
            if y >= view + 200:
                break
        return found

    def trim(self, first: int, last: int) -> None:
        """Drop the items of messages far from those in sight."""
        if len(self._live) < MANY:
            return
        for row in [row for row in self._live if row < first - NEAR or row > last + NEAR]:
            self.entries[row].drop()
            self._live.discard(row)

    def _bounded(self, spot: Spot) -> Spot:
        row = min(spot.row, len(self.entries) - 1)
        return replace(spot, row=row, index=min(spot.index, len(self.entry(row).items) - 1))

    def _before(self, spot: Spot) -> Spot | None:
        """Say the same place from the item above."""
        entry = self.entry(spot.row)
        if spot.index:
            self._fit(spot.row, spot.index - 1)
            distance = entry.tops[spot.index] - entry.tops[spot.index - 1]
            return Spot(spot.row, spot.index - 1, spot.offset + distance)
        if not spot.row:
            return None
        above = self.entry(spot.row - 1)
        last = len(above.items) - 1
        self._fit(spot.row - 1, last)
        distance = above.height - above.tops[last] + entry.tops[0]
        return Spot(spot.row - 1, last, spot.offset + distance)

    def _after(self, spot: Spot) -> Spot | None:
        """Say the same place from the item below, if it lies at or above the place."""
        self._fit(spot.row, spot.index)
        entry = self.entry(spot.row)
        if spot.index + 1 < len(entry.items):
            distance = entry.tops[spot.index + 1] - entry.tops[spot.index]
            row, index = spot.row, spot.index + 1
        elif spot.row + 1 < len(self.entries):
            distance = entry.height - entry.tops[spot.index] + self.entry(spot.row + 1).tops[0]
            row, index = spot.row + 1, 0
        else:
            return None
        return Spot(row, index, spot.offset - distance) if spot.offset >= distance else None

    def _fit(self, row: int, index: int) -> None:
        self.entry(row).fit(index)
        self._note(row)

    def _note(self, row: int) -> None:
        height = self.entries[row].height
        if height != self._heights[row]:
            self._heights[row] = height
