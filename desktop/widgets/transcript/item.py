"""The base of everything that is laid out and painted in the conversation: no widget, an object."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from desktop.widgets.transcript.kit import Kit
from desktop.widgets.transcript.leaves import LIST, QUOTE, Leaf, Place

GAP = 14
GAP_TIGHT = 6
INDENT = 26
QUOTE_INDENT = 16
QUOTE_BAR = 3
MAX_NEST = 8  # deeper levels are not indented further


@dataclass(frozen=True, slots=True)
class Part:
    """A selected part of an item, in its own positions. `end` None reaches to the item's end."""

    start: int
    end: int | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A hit of a search, in characters of `findable.findable` of the item's leaf."""

    start: int
    end: int
    current: bool


class Item:
    """A block as it is shown. Heights and positions are whole pixels, so that scrolling can move pixels.

    `height` is an estimate until `fit` was called for the width. `version` changes with everything
    that makes the item look different, `changed_from` is the y from which the last of these changes
    reaches down.
    """

    gap = GAP  # to the item above
    selectable = True
    left = 0  # where the block begins, after its indentation
    overhang = 0  # how far above its top the item paints

    def __init__(self, kit: Kit) -> None:
        self.kit = kit
        self.version = 0
        self.changed_from = 0
        self.unchanged_above = 0  # set before `fit` by an item that only grows at its end
        self.height: int = 0
        self.width: int = -1  # for which it is laid out

    def fit(self, width: int) -> int:
        """Lay the block out, if that has not been done for this width; gives the height."""
        if width != self.width:
            self.width = width
            self.height = self.lay_out(width)
            self.touch()
            self.changed_from, self.unchanged_above = self.unchanged_above, 0
        return self.height

    def touch(self) -> None:
        """Note that the item looks different from now on."""
        self.version += 1
        self.changed_from = 0

    @property
    def look(self) -> tuple[int, int]:
        """Tell one appearance of the item from another."""
        return self.version, 0

    def lay_out(self, width: int) -> int:
        """Give the exact height for a width."""
        raise NotImplementedError

    def estimate(self, width: int) -> int:
        """Guess the height for a width without laying out."""
        return 24

    def natural_width(self) -> int:
        """Give the width that the content takes where it is not wrapped, up to the width given to `fit`."""
        return self.width

    def paint(self, painter: QPainter, clip: QRectF, part: Part | None) -> None:
        """Paint the item, with its top left corner at the origin."""

    def end(self) -> int:
        """Give the position after the last character."""
        return 1

    def hit(self, x: float, y: float) -> int:
        """Give the position nearest to a point."""
        return 0 if x < self.width / 2 else 1

    def text(self, part: Part) -> str:
        """Give the selected text."""
        return ""

    def word_at(self, position: int) -> Part:
        """Give the word around a position."""
        return Part(0, None)

    def link_at(self, x: float, y: float) -> str:
        """Give the address of the link under a point, or nothing."""
        return ""


class LeafItem(Item):
    """An item that shows one leaf."""

    def __init__(self, kit: Kit, leaf: Leaf) -> None:
        super().__init__(kit)
        self.leaf = leaf
        self.left = indent_of(leaf.place)
        self.marks: tuple[Mark, ...] = ()
        self._common = 0  # levels of quotes and lists that the item above stands in, too

    def update(self, leaf: Leaf) -> bool:
        """Show another state of the same block. False if this item cannot become that."""
        return False

    def join(self, previous: LeafItem | None) -> None:
        """Learn which item comes before this one; parts of one block share what they must."""
        nest = self.leaf.place.nest
        before = previous.leaf.place.nest if previous is not None else ""
        pairs = enumerate(zip(nest, before, strict=False))
        common = next((depth for depth, (one, other) in pairs if one != other), min(len(nest), len(before)))
        overhang = self.gap if QUOTE in nest[:common] else 0
        if (overhang, common) != (self.overhang, self._common):
            self.overhang, self._common = overhang, common
            self.touch()

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Mark the hits of a search."""
        if marks != self.marks:
            self.marks = marks
            self.touch()

    def rect_of(self, start: int, end: int) -> QRectF:
        """Give the room of a piece of the text in the item, which is laid out and not scrolled sideways."""
        return QRectF(self.left, 0, self.width - self.left, self.height)

    def paint_quote(self, painter: QPainter) -> None:
        """Paint the bars of the quotes that the block stands in."""
        x = 0
        for depth, level in enumerate(self.leaf.place.nest[:MAX_NEST]):
            if level == LIST:
                x += INDENT
            else:
                above = self.overhang if depth < self._common else 0
                bar = QRect(x, -above, QUOTE_BAR, self.height + above)
                painter.fillRect(bar, self.kit.theme.color("quote"))
                x += QUOTE_INDENT


def indent_of(place: Place) -> int:
    """Give the indentation of a place in pixels."""
    return sum(INDENT if level == LIST else QUOTE_INDENT for level in place.nest[:MAX_NEST])
