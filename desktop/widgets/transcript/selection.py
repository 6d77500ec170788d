"""What is selected: from a position in one block to a position in another, across messages."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.widgets.transcript.contents import finish
from desktop.widgets.transcript.flow import Flow
from desktop.widgets.transcript.fold_item import FoldItem
from desktop.widgets.transcript.item import LeafItem, Part
from desktop.widgets.transcript.leaves import joined
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.notes import BACK

READ_AT_MOST = 500  # messages that a copy reads; beyond these their source is copied (1 ms a message)


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A position in the conversation; earlier is less."""

    row: int
    index: int  # of the item in its entry
    position: int


class Selection:
    """Two points. `anchor` is where the selection began, `cursor` where it is moved."""

    def __init__(self, flow: Flow, parser: Parser) -> None:
        self._flow = flow
        self._parser = parser
        self.anchor: Point | None = None
        self.cursor: Point | None = None

    def clear(self) -> None:
        """Select nothing."""
        self.anchor = self.cursor = None

    def set(self, anchor: Point, cursor: Point) -> None:
        """Select from one point to another."""
        self.anchor, self.cursor = anchor, cursor

    def forget(self, row: int) -> None:
        """Select nothing if the selection begins or ends in a message whose blocks become others."""
        if any(point is not None and point.row == row for point in (self.anchor, self.cursor)):
            self.clear()

    def set_all(self) -> None:
        """Select everything."""
        if self._flow.entries:
            last = len(self._flow.entries) - 1
            self.set(Point(0, 0, 0), Point(last, 1 << 30, 0))

    @property
    def range(self) -> tuple[Point, Point] | None:
        """The earlier and the later point; None if nothing is selected."""
        if self.anchor is None or self.cursor is None or self.anchor == self.cursor:
            return None
        return min(self.anchor, self.cursor), max(self.anchor, self.cursor)

    def part(self, row: int, index: int) -> Part | None:
        """Give the selected part of an item; None if nothing of it is selected."""
        if (selected := self.range) is None:
            return None
        start, end = selected
        if not (start.row, start.index) <= (row, index) <= (end.row, end.index):
            return None
        begins, ends = (start.row, start.index) == (row, index), (end.row, end.index) == (row, index)
        return Part(start.position if begins else 0, end.position if ends else None)

    def text(self) -> str:
        """Give what is selected as plain text, with formulas as TeX."""
        if (selected := self.range) is None:
            return ""
        start, end = selected
        rows = range(start.row, min(end.row, len(self._flow.entries) - 1) + 1)
        as_source = len(rows) > READ_AT_MOST
        texts: list[str] = []
        for row in rows:
            if row in (start.row, end.row):
                texts.append(self._partial(row))
            else:
                texts.append(self._whole(row, as_source))
        return "\n\n".join(text for text in texts if text).replace(BACK, "")

    def _whole(self, row: int, as_source: bool) -> str:
        entry = self._flow.entries[row]
        if as_source:
            return entry.said
        if not entry.items:
            return joined(finish(entry.steps(self._parser)))
        pills = {id(item.leaf) for item in entry.items if isinstance(item, FoldItem)}
        return joined([leaf for leaf in entry.leaves if id(leaf) not in pills])

    def _partial(self, row: int) -> str:
        parts: list[str] = []
        for index, item in enumerate(self._flow.entry(row).items):
            part = self.part(row, index)
            if part is None or not isinstance(item, LeafItem) or not item.selectable:
                continue
            text = item.text(part)
            marker = item.leaf.place.marker
            if marker and part.start == 0 and text:
                text = f"{marker} {text}"
            if parts:
                parts.append(item.leaf.place.joint.text)
            parts.append(text)
        return "".join(parts).strip("\n")
