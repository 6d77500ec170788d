"""What is selected: from a position in one block to a position in another, across messages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.widgets.transcript.flow import Flow
from desktop.widgets.transcript.fold_item import FoldItem
from desktop.widgets.transcript.item import Item, LeafItem, Part
from desktop.widgets.transcript.leaves import joined
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.notes import BACK
from desktop.widgets.transcript.reading import finish

READ_AT_MOST = 500  # messages that a copy reads; beyond these their source is copied (1 ms a message)


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A position in the conversation; earlier is less."""

    row: int
    index: int  # of the item in its entry
    position: int


@dataclass(frozen=True, slots=True)
class _Held:
    """A point, and the item that it stands in; None for one that keeps to its place, whatever is there."""

    point: Point
    item: Item | None = None


class Selection:
    """Two points. `anchor` is where the selection began, `cursor` where it is moved."""

    def __init__(self, flow: Flow, parser: Parser) -> None:
        self._flow = flow
        self._parser = parser
        self._anchor: _Held | None = None
        self._cursor: _Held | None = None

    @property
    def anchor(self) -> Point | None:
        """Where the selection began."""
        self._follow()
        return self._anchor.point if self._anchor is not None else None

    @property
    def cursor(self) -> Point | None:
        """Where the selection was moved to."""
        self._follow()
        return self._cursor.point if self._cursor is not None else None

    def clear(self) -> None:
        """Select nothing."""
        self._anchor = self._cursor = None

    def set(self, anchor: Point, cursor: Point) -> None:
        """Select from one point to another."""
        self._anchor, self._cursor = _held(self._flow, anchor), _held(self._flow, cursor)

    def shift(self, rows: int) -> None:
        """Keep to the messages, before which so many others have come."""
        if self._anchor is not None and self._cursor is not None:
            self._anchor, self._cursor = _shifted(self._anchor, rows), _shifted(self._cursor, rows)

    def forget(self, row: int) -> None:
        """Select nothing if the selection begins or ends in a message whose blocks become others."""
        if any(held is not None and held.point.row == row for held in (self._anchor, self._cursor)):
            self.clear()

    def set_all(self) -> None:
        """Select everything."""
        if self._flow.entries:
            last = len(self._flow.entries) - 1
            self._anchor, self._cursor = _Held(Point(0, 0, 0)), _Held(Point(last, 1 << 30, 0))

    @property
    def range(self) -> tuple[Point, Point] | None:
        """The earlier and the later point; None if nothing is selected."""
        anchor, cursor = self.anchor, self.cursor
        if anchor is None or cursor is None or anchor == cursor:
            return None
        return min(anchor, cursor), max(anchor, cursor)

    def part(self, row: int, index: int) -> Part | None:
        """Give the selected part of an item; None if nothing of it is selected."""
        if (selected := self.range) is None:
            return None
        start, end = selected
        if not (start.row, start.index) <= (row, index) <= (end.row, end.index):
            return None
        begins, ends = (start.row, start.index) == (row, index), (end.row, end.index) == (row, index)
        return Part(start.position if begins else 0, end.position if ends else None)

    def read(self) -> None:
        """Read the messages that the selection begins and ends in to their ends.

        Both stay where they are, unless they stand in what is not read at all yet: then nothing is
        selected any more.
        """
        for held in (self._anchor, self._cursor):
            if held is not None and held.point.row < len(self._flow.entries):
                self._flow.finish(held.point.row)

    def text(self) -> str:
        """Give what is selected as plain text, with formulas as TeX."""
        self.read()
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

    def _follow(self) -> None:
        """Keep to the blocks that the selection begins and ends in, when others come or go above them."""
        if self._anchor is None or self._cursor is None:
            return
        anchor, cursor = _followed(self._flow, self._anchor), _followed(self._flow, self._cursor)
        if anchor is None or cursor is None:
            self.clear()
        else:
            self._anchor, self._cursor = anchor, cursor

    def _whole(self, row: int, as_source: bool) -> str:
        entry = self._flow.entries[row]
        if as_source:
            return entry.said
        if not entry.items or entry.unread:
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


def _shifted(held: _Held, rows: int) -> _Held:
    return replace(held, point=replace(held.point, row=held.point.row + rows))


def _held(flow: Flow, point: Point) -> _Held:
    items = flow.entries[point.row].items if point.row < len(flow.entries) else []
    return _Held(point, items[point.index] if point.index < len(items) else None)


def _followed(flow: Flow, held: _Held) -> _Held | None:
    """Say a point anew after its message may have got other items; None if its block is gone."""
    point, item = held.point, held.item
    if item is None or point.row >= len(flow.entries):
        return held
    entry = flow.entries[point.row]
    here = entry.items[point.index] if point.index < len(entry.items) else None
    if here is item or not entry.items:
        return held
    index = next((index for index, other in enumerate(entry.items) if other is item), None)
    if index is not None:
        return _Held(replace(point, index=index), item)
    if isinstance(item, LeafItem) and isinstance(here, LeafItem) and here.leaf == item.leaf:
        return _Held(point, here)  # made anew, as in another theme
    return held if entry.unread or not isinstance(item, LeafItem) else None
