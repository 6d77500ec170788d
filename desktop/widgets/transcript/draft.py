"""A long text that has ended and is yet to be read: shown at once, read in slices of time."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

from desktop.widgets.transcript.item import LeafItem
from desktop.widgets.transcript.kit import Kit
from desktop.widgets.transcript.leaves import Leaf, Paragraph, plain_cell, units
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.reading import Landmarks, normalized
from desktop.widgets.transcript.source import Source
from desktop.widgets.transcript.stretches import Stretch, stretches

UNIT = 7.6  # pixels of a Latin character of the body, on average
PITCH = 25
ITEMS = 20  # that are made in one step


class DraftItem(LeafItem):
    """Keeps the room of a stretch that nobody has seen. It is replaced before it would be painted."""

    def __init__(self, kit: Kit, leaf: Leaf, stretch: Stretch) -> None:
        super().__init__(kit, leaf)
        self.stretch = stretch

    def lay_out(self, width: int) -> int:
        """Give the guess."""
        return self.estimate(width)

    def estimate(self, width: int) -> int:
        """Guess the height from the length of the text."""
        breaks = self.stretch.text.count("\n")
        zoom = self.kit.theme.measures.zoom
        lines = units(self.stretch.text) * UNIT * zoom / max(80, width - self.left) + breaks * 0.6
        return int(lines * PITCH * zoom)

    def text(self, part: object) -> str:
        """Give the text as it is written."""
        return plain_cell(self.leaf.runs) if isinstance(self.leaf, Paragraph) else ""


@dataclass(slots=True)
class _Part:
    stretch: Stretch
    size: int = 1  # items that show it


@dataclass(frozen=True, slots=True)
class _Range:
    """What shows the same lines before and after the whole is read, as indices of items."""

    old: int
    old_end: int
    new: int
    new_end: int


class Draft:
    """Knows which items show which lines of a text, until all of it is read.

    Each stretch is read on its own when it comes into sight. When the whole has been read, the items
    stay whose blocks are the same, so that nothing moves under the reader.
    """

    def __init__(self, source: Source, parser: Parser, make: Callable[[Leaf], LeafItem]) -> None:
        self._source = source
        self._parser = parser
        self._make = make
        self._parts = [_Part(stretch) for stretch in stretches(normalized(source.text))]
        self._marks = Landmarks(part.stretch.line for part in self._parts)
        self._leaves: list[Leaf] = []  # of the whole
        self._items: list[LeafItem] = []
        self._width = 0
        self._work = self._steps()

    def begin(self, kit: Kit) -> list[LeafItem]:
        """Give the items to begin with."""
        source = self._source
        return [DraftItem(kit, source.unread(part.stretch), part.stretch) for part in self._parts]

    def open(self, items: list[LeafItem], index: int) -> bool:
        """Put what it says in the place of an item that only keeps the room. False if it does not."""
        item = items[index]
        if not isinstance(item, DraftItem):
            return False
        made = [self._make(leaf) for leaf in self._source.draft(item.stretch, self._parser)]
        items[index : index + 1] = made
        for part in self._parts:
            if part.stretch is item.stretch:
                part.size = len(made)
        return True

    def work(self, until: float, width: int) -> bool:
        """Read until the clock (perf_counter) says `until`. True when the whole is read.

        `width` is what the new items will most likely have.
        """
        self._width = width
        return all(time.perf_counter() < until for _ in self._work)

    def result(self, shown: list[LeafItem]) -> list[LeafItem]:
        """Give the items of the whole; those of the shown ones that say the same are among them."""
        for found in self._ranges():
            count = min(found.old_end - found.old, found.new_end - found.new)
            kept = 0
            while kept < count and self._keep(shown[found.old + kept], found.new + kept):
                kept += 1
            for n in range(1, count - kept + 1):  # from the end: what differs is between
                if not self._keep(shown[found.old_end - n], found.new_end - n):
                    break
            if count == found.old_end - found.old == found.new_end - found.new:
                self._change(shown[found.old : found.old_end], found.new)
        return self._items

    def _keep(self, item: LeafItem, index: int) -> bool:
        same = item.leaf == self._leaves[index]
        if same:
            self._items[index] = item
        return same

    def _change(self, items: list[LeafItem], start: int) -> None:
        """Let items show what they differ in, such as the number of a footnote, where they can."""
        for index, item in enumerate(items, start):
            if self._items[index] is not item and item.update(self._leaves[index]):
                self._items[index] = item

    def _steps(self) -> Generator[None]:
        self._leaves = yield from self._source.steps(self._parser, self._marks)
        for number, leaf in enumerate(self._leaves):
            item = self._make(leaf)
            item.height = item.estimate(self._width)
            self._items.append(item)
            if not number % ITEMS:
                yield

    def _ranges(self) -> Iterator[_Range]:
        old = new = end = 0
        for number, part in enumerate(self._parts):
            begins = self._marks.leaves.get(part.stretch.line)
            if number and begins is not None:
                yield _Range(old, end, new, begins)
                old, new = end, begins
            end += part.size
        yield _Range(old, end, new, len(self._leaves))
