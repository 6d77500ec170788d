"""Where everything stands: from any place, exact steps up and down, laid out on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.core.chat import Message
from desktop.widgets.transcript.item import Item
from desktop.widgets.transcript.rows import Rows


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


@dataclass(frozen=True, slots=True)
class Held:
    """The part of a message that was in sight: what is needed to find it again when rows are others."""

    message: Message
    row: int
    index: int  # of its first item in sight
    left: int  # items from that one to the message's end
    whole: bool  # its items were those of the whole text
    inside: int  # pixels from the message's top down to the top of the view
    y: int  # of that item
    end: int  # y of the message's last item; 0 if it was not in sight


class Flow(Rows):
    """The messages, and ways through them."""

    def top(self, row: int) -> int:
        """Give the distance of a message from the very top."""
        return self._heights.above(row)

    def row_at(self, y: int) -> int:
        """Give the message at a distance from the very top."""
        return self._heights.row_at(max(0, y))

    def top_of(self, spot: Spot) -> int:
        """Give the distance of a place from the very top."""
        entry = self.entry(spot.row)
        return self.top(spot.row) + entry.tops[min(spot.index, len(entry.tops) - 1)] + spot.offset

    def spot_at(self, top: int) -> Spot:
        """Give the place at a distance from the very top, by what is known of the heights."""
        row = self.row_at(top)
        entry = self.entry(row)
        inside = top - self.top(row)
        index = max(0, sum(1 for y in entry.tops if y <= inside) - 1)
        return Spot(row, index, inside - entry.tops[index])

    def end_spot(self, view: int) -> Spot:
        """Give the place that is at the top of a view of this height when its end is in sight."""
        row = len(self.entries) - 1
        index = len(self.entry(row).items) - 1
        self.fit(row, index)
        entry = self.entries[row]
        below = entry.height - entry.tops[index] + self.tail
        return self.moved(Spot(row, index, below - view), 0)

    def moved(self, spot: Spot, by: int) -> Spot:
        """Go down, or up, by exactly so many pixels, laying out what lies between. Stops at the top."""
        spot = self._bounded(spot)
        self.fit(spot.row, spot.index)
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
                self.fit(row, index)
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

    def anchored(self, spot: Spot, placed: Sequence[Placed]) -> Spot:
        """Say a place anew after blocks have come or gone: by the first that was in sight, if it is left."""
        for number, place in enumerate(placed):
            index = self._index_of(place)
            if index is not None:
                same = not number and index == place.index
                return spot if same else Spot(place.row, index, -place.y)
        return spot

    def held(self, placed: Sequence[Placed]) -> list[Held]:
        """Note of every message in sight where it stands, from top to bottom."""
        visible = [place for place in placed if place.y + place.item.height > 0] or placed
        firsts = {place.row: place for place in reversed(visible)}
        lasts = {place.row: place for place in placed}
        found: list[Held] = []
        for row, first in reversed(firsts.items()):
            entry, last = self.entries[row], lasts[row]
            left = len(entry.items) - first.index
            above = entry.tops[first.index] - first.y
            end = last.y if last.index == len(entry.items) - 1 else 0
            found.append(Held(entry.message, row, first.index, left, not entry.unread, above, first.y, end))
        return found

    def again(self, held: Held, row: int) -> Spot:
        """Give the place at which a message, now in this row, stands as it stood."""
        entry = self.entry(row)
        if held.index and held.whole:
            self.finish(row)
        index = max(0, len(entry.items) - held.left) if held.index else 0
        return Spot(row, index, -held.y)

    def _index_of(self, place: Placed) -> int | None:
        items = self.entries[place.row].items if place.row < len(self.entries) else []
        if place.index < len(items) and items[place.index] is place.item:
            return place.index
        return next((index for index, item in enumerate(items) if item is place.item), None)

    def _bounded(self, spot: Spot) -> Spot:
        row = min(spot.row, len(self.entries) - 1)
        return replace(spot, row=row, index=min(spot.index, len(self.entry(row).items) - 1))

    def _before(self, spot: Spot) -> Spot | None:
        """Say the same place from the item above."""
        entry = self.entry(spot.row)
        if spot.index:
            index = self._above(spot.row, spot.index)
            distance = entry.tops[index] - entry.tops[index - 1]
            return Spot(spot.row, index - 1, spot.offset + distance)
        if not spot.row:
            return None
        above = self.entry(spot.row - 1)
        last = len(above.items) - 1
        self.fit(spot.row - 1, last)
        distance = above.height - above.tops[last] + entry.tops[0]
        return Spot(spot.row - 1, last, spot.offset + distance)

    def _above(self, row: int, index: int) -> int:
        """Lay out the item above another one; gives the index that the other one has then."""
        entry = self.entry(row)
        below = len(entry.items) - index
        while True:
            self.fit(row, index - 1)
            if len(entry.items) - below == index:
                return index
            index = len(entry.items) - below  # blocks were made of what only kept their room

    def _after(self, spot: Spot) -> Spot | None:
        """Say the same place from the item below, if it lies at or above the place."""
        self.fit(spot.row, spot.index)
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
