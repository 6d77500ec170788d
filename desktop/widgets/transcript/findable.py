"""What can be found in a message: the text of its blocks, and where a hit stands in them. No Qt."""

from __future__ import annotations

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

    def hits(self, needle: str, folding: Folding) -> list[Hit]:
        """Give the hits in their order."""
        if needle not in self.folded:
            return []
        bounds = self._bounds()
        found: list[Hit] = []
        for start, end in folding.spans(self._text(), self.folded, needle):
            spans = [
                Span(self.first + number, max(start, low) - low, min(end, high) - low)
                for number, (low, high) in enumerate(bounds)
                if max(start, low) < min(end, high)
            ]
            found.append(tuple(spans) or self._between(bounds, end))
        return found

    def _between(self, bounds: Sequence[tuple[int, int]], end: int) -> Hit:
        """Give the place of a hit that is nothing but the distance between two parts."""
        number = next(n for n, (low, _) in enumerate(bounds) if low >= end)
        return (Span(self.first + number, 0, 0),)

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
