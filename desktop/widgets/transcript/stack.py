"""The blocks of one message, one below the other: where they stand, and how wide they may be."""

from __future__ import annotations

import math
from enum import Enum
from typing import Any

from desktop.widgets.transcript.item import Item

MESSAGE_GAP = 28
BUBBLE_PAD = 14
PANEL_PAD = 16
BUBBLE_INSET = 90  # by how much the widest bubble is narrower than the column
HEADER_GAP = 10
NOTHING: list[Any] = []  # of all stacks without items; their lists are replaced, never changed
SHRINK_WRAPPED = 12  # blocks; a bubble with more of them is as wide as it may be


class Shape(Enum):
    """What all items but the last stand in; the value is the distance to its edge."""

    OPEN = 0  # nothing
    BUBBLE = BUBBLE_PAD  # as wide as the contents, on the right
    PANEL = PANEL_PAD  # as wide as the column


class Stack:
    """Items from the header, which a bubble has not, down to the actions. There may be very many stacks."""

    __slots__ = ("_width", "bubble_width", "first", "height", "items", "pad", "shape", "tops")

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.pad: int = shape.value
        self.first = 0 if shape is Shape.BUBBLE else 1  # index of the first item that shows contents
        self.items: list[Item] = NOTHING
        self.tops: list[int] = NOTHING  # of the items, from the stack's top
        self.height = 0
        self.bubble_width = 0  # of a user's message
        self._width = -1

    def fit(self, index: int) -> None:
        """Lay out an item exactly, and move those below it if its height was guessed wrongly."""
        item = self.items[index]
        before = item.height
        if item.fit(self._width_of(index)) != before:
            self.stack(index)

    def x_of(self, index: int) -> int:
        """Give the x of an item in the column."""
        if index == len(self.items) - 1:
            return 0
        if self.shape is Shape.BUBBLE:
            return self._width - self.bubble_width + BUBBLE_PAD
        return self.pad

    def arrange(self, start: int) -> None:
        """Find places for the items from one on, some of which are new."""
        self._estimate_new(start)
        self._wrap_bubble()
        self.stack(start - 1)

    def stack(self, start: int = 0) -> None:
        """Set the items one below the other, from one on."""
        kept = start if 0 < start < len(self.tops) else 0
        y = self.tops[kept] if kept else MESSAGE_GAP + self.pad
        self.tops = self.tops[:kept]
        for index in range(kept, len(self.items)):
            item = self.items[index]
            if index > kept:
                y += self._gap_above(index)
            self.tops.append(y)
            y += item.height
        self.height = y

    @property
    def shape_width(self) -> int:
        """The width of the bubble or the panel."""
        return self.bubble_width if self.shape is Shape.BUBBLE else self._width

    def shape_bottom(self) -> int:
        """Give the lower edge of the bubble or the panel, from the stack's top."""
        return self.tops[-2] + self.items[-2].height + self.pad if len(self.items) > 1 else 0

    def _gap_above(self, index: int) -> int:
        """Give the distance of an item from the one above; the last one stands outside of the shape."""
        if index == len(self.items) - 1:
            return self.items[index].gap + self.pad
        return HEADER_GAP if index == self.first else self.items[index].gap

    def _width_of(self, index: int) -> int:
        if index == len(self.items) - 1:
            return self._width
        inset = BUBBLE_INSET if self.shape is Shape.BUBBLE else 0
        return self._width - inset - 2 * self.pad

    def _estimate_new(self, start: int) -> None:
        for index in range(start, len(self.items)):
            item = self.items[index]
            if not item.height:
                item.height = item.estimate(self._width_of(index))

    def _wrap_bubble(self) -> None:
        """Make the bubble as wide as its contents."""
        if self.shape is not Shape.BUBBLE:
            return
        contents = range(len(self.items) - 1)
        self.bubble_width = self._width - BUBBLE_INSET
        if len(contents) > SHRINK_WRAPPED:
            return
        widest = 20
        for index in contents:
            self.items[index].fit(self._width_of(index))
            widest = max(widest, self.items[index].natural_width())
        self.bubble_width = min(self.bubble_width, math.ceil(widest) + 2 * BUBBLE_PAD)
