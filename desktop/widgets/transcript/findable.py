"""What can be found in a message: the text of its blocks, and where a hit stands in them. No Qt."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from desktop.widgets.transcript.folding import Folding
from desktop.widgets.transcript.leaves import Code, Joint, Leaf, MathBlock, Paragraph, Rule, Table

WALL = "\x1f"  # stands between two cells, so that nothing is found across them


class Span(NamedTuple):
    """A piece of a hit, in characters of `findable(leaf)`. A hit across a cut has more than one."""

    leaf: int  # its index in the message
    start: int
    end: int


Hit = tuple[Span, ...]


def findable(leaf: Leaf) -> str:
    """Give the text of a leaf in which is searched; formulas are their TeX."""
    match leaf:
        case Paragraph():
            return "".join(run.text for run in leaf.runs)
        case Code():
            return leaf.text
        case Table():
            rows = (WALL.join("".join(run.text for run in cell) for cell in row) for row in leaf.shown_rows)
            return WALL.join(rows)
        case MathBlock():
            return leaf.tex
        case Rule():
            return ""


def needle_of(text: str, folding: Folding) -> str:
    """Give what is searched for when a person types this."""
    return folding.fold(text).replace(WALL, "")


class Block:
    """A block of a message, all of its parts together if it was cut."""

    def __init__(self, first: int, leaves: Sequence[Leaf], folding: Folding) -> None:
        self.first = first
        self.leaves = leaves
        self.folded = folding.fold(self._text())
        self._count = "", 0  # of one needle, like the hits
        self._hits: tuple[str, list[Hit]] = "", []

    def count(self, needle: str) -> int:
        """Count the hits."""
        if self._count[0] != needle:
            self._count = needle, self.folded.count(needle)
        return self._count[1]

    def hits(self, needle: str, folding: Folding) -> list[Hit]:
        """Give the hits in their order."""
        if not self.count(needle):
            return []
        if self._hits[0] != needle:
            bounds = self._bounds()
            places = folding.spans(self._text(), self.folded, needle)
            self._hits = needle, [self._hit(bounds, start, end) for start, end in places]
        return self._hits[1]

    def _hit(self, bounds: Sequence[tuple[int, int]], start: int, end: int) -> Hit:
        """Cut a hit into its pieces. One that is only the distance between two parts has an empty piece."""
        spans: list[Span] = []
        number = bisect_right(bounds, start, key=lambda bound: bound[1])
        while number < len(bounds) and (bounds[number][0] < end or not spans):
            low, high = bounds[number]
            if not (low == high and low < start):
                spans.append(Span(self.first + number, max(start, low) - low, max(low, min(end, high)) - low))
            number += 1
        return tuple(spans)

    def _text(self) -> str:
        return "".join(_joint(leaf, number) + findable(leaf) for number, leaf in enumerate(self.leaves))

    def _bounds(self) -> list[tuple[int, int]]:
        bounds: list[tuple[int, int]] = []
        end = 0
        for number, leaf in enumerate(self.leaves):
            start = end + len(_joint(leaf, number))
            end = start + len(findable(leaf))
            bounds.append((start, end))
        return bounds


def _joint(leaf: Leaf, number: int) -> str:
    """Give what stands between a part of a block and the one before."""
    if not number or leaf.place.joint is Joint.SAME_LINE:
        return ""
    return WALL if isinstance(leaf, Table) else "\n"


def blocks_of(leaves: Sequence[Leaf], old: Sequence[Block], folding: Folding) -> list[Block]:
    """Give the blocks of a message; those of `old` that hold the very same leaves are taken over."""
    known = {block.first: block for block in old}
    made: list[Block] = []
    start = 0
    while start < len(leaves):
        end = start + 1
        while end < len(leaves) and leaves[end].place.joint.cut:
            end += 1
        before = known.get(start)
        if before is not None and _same(before.leaves, leaves, start, end):
            made.append(before)
        else:
            made.append(Block(start, leaves[start:end], folding))
        start = end
    return made


def _same(old: Sequence[Leaf], leaves: Sequence[Leaf], start: int, end: int) -> bool:
    return len(old) == end - start and all(one is leaves[start + n] for n, one in enumerate(old))
