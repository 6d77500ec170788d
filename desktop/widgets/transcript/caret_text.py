"""The text of a painted block, character by character, for screen readers that read by caret.

`selection` of Qt's interface cannot be written in Python (PySide6 leaves out functions with results by
reference), so none is told; what a reader selects is selected.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleTextInterface

from desktop.widgets.transcript.code_item import CodeItem
from desktop.widgets.transcript.findable import WALL, findable
from desktop.widgets.transcript.flow import Placed
from desktop.widgets.transcript.item import LeafItem
from desktop.widgets.transcript.leaves import MathBlock
from desktop.widgets.transcript.marking import cut16, runs_between, utf16
from desktop.widgets.transcript.parts import Parts
from desktop.widgets.transcript.selection import Point
from desktop.widgets.transcript.text_item import DocumentItem, TextItem

_SHOWN = str.maketrans({"\u2028": "\n", WALL: "\t"})


class Block(Protocol):
    """What is needed of the interface of a block."""

    def placed(self) -> Placed | None:
        """Give where the block is, if it is in sight."""
        ...

    def text(self, text: QAccessible.Text) -> str:
        """Give what is said of the block as a whole."""
        ...

    def rect(self) -> QRect:
        """Give the block's place on the screen."""
        ...


class CaretText(QAccessibleTextInterface):
    """Offsets are characters of `findable.findable` where the block shows a text, else of what is spoken.

    They count as Qt does: one beyond the 16 bits of most, such as an emoji, counts as two.
    """

    def __init__(self, parts: Parts, block: Block) -> None:
        super().__init__()
        self._parts = parts
        self._block = block

    def _item(self) -> DocumentItem | None:
        """Give the block if it shows a text."""
        place = self._block.placed()
        return place.item if place is not None and isinstance(place.item, DocumentItem) else None

    def _all(self) -> str:
        place = self._block.placed()
        item = place.item if place is not None else None
        if isinstance(item, LeafItem) and not isinstance(item.leaf, MathBlock):
            return findable(item.leaf).translate(_SHOWN)
        return self._block.text(QAccessible.Text.Name)

    def _select(self, start: int, end: int) -> None:
        place, item = self._block.placed(), self._item()
        if place is not None and item is not None:
            anchor, cursor = (Point(place.row, place.index, _position(item, n)) for n in (start, end))
            self._parts.selection.set(anchor, cursor)
            self._parts.show()

    def characterCount(self) -> int:
        """Count the characters."""
        return utf16(self._all())

    def text(self, startOffset: int, endOffset: int) -> str:
        """Give a part of the text; −1 is its end."""
        text = self._all()
        return cut16(text, max(0, startOffset), utf16(text) if endOffset < 0 else endOffset)

    def characterRect(self, offset: int) -> QRect:
        """Give the place of a character on the screen."""
        item, block = self._item(), self._block.rect()
        if item is None or block.isNull():
            return block
        start = _character(item, offset)
        room = item.rect_of(start, start + 1).toAlignedRect()
        return room.translated(block.topLeft()).intersected(block)

    def offsetAtPoint(self, point: QPoint) -> int:
        """Give the character at a point of the screen; −1 where that is not known."""
        item, block = self._item(), self._block.rect()
        if item is None or not block.contains(point):
            return -1
        inside = point - block.topLeft()
        return _offset(item, item.hit(inside.x(), inside.y()))

    def cursorPosition(self) -> int:
        """Give the end of the selection that is moved, if it is in this block."""
        place, item, cursor = self._block.placed(), self._item(), self._parts.selection.cursor
        if place is None or item is None or cursor is None:
            return 0
        here = (cursor.row, cursor.index) == (place.row, place.index)
        return max(0, _offset(item, cursor.position)) if here else 0

    def setCursorPosition(self, position: int) -> None:
        """Begin a selection here."""
        self._select(position, position)

    def selectionCount(self) -> int:
        """Tell of none; see above."""
        return 0

    def addSelection(self, startOffset: int, endOffset: int) -> None:
        """Select a part; there is one selection only."""
        self._select(startOffset, endOffset)

    def setSelection(self, selectionIndex: int, startOffset: int, endOffset: int) -> None:
        """Select a part."""
        self._select(startOffset, endOffset)

    def removeSelection(self, selectionIndex: int) -> None:
        """Select nothing."""
        self._parts.selection.clear()
        self._parts.show()

    def scrollToSubstring(self, startIndex: int, endIndex: int) -> None:
        """Bring a part into sight."""
        place, item = self._block.placed(), self._item()
        if place is not None and item is not None:
            rect = item.rect_of(_character(item, startIndex), _character(item, endIndex))
            stripe = (int(rect.top()), int(rect.bottom()) + 1)
            self._parts.scrolling.reveal(place.row, place.index, stripe)


def _position(item: DocumentItem, offset: int) -> int:
    """Give the position of the document before a character."""
    if offset <= 0:
        return 0
    if offset < utf16(findable(item.leaf)):
        start = _character(item, offset)
        return item.span_of(start, start + 1)[0]
    return item.end()


def _character(item: DocumentItem, offset: int) -> int:
    """Give the character that stands at an offset."""
    before = findable(item.leaf).encode("utf-16-le", "surrogatepass")[: 2 * max(0, offset)]
    return len(before.decode("utf-16-le", "ignore"))  # without half of one


def _offset(item: DocumentItem, position: int) -> int:
    """Give the offset at a position of the document; −1 where that is not known, as in a table."""
    match item:
        case TextItem():
            runs = runs_between(item.leaf.runs, item.kit.formulas, 0, position)
            return sum(utf16(run.text) for run in runs)
        case CodeItem():
            return utf16(cut16(findable(item.leaf), 0, position))
        case _:
            return -1
