"""Formulas on their own and horizontal lines; and the one place that chooses an item for a leaf."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from desktop.widgets.transcript.code_item import CodeItem
from desktop.widgets.transcript.formulas import Formula
from desktop.widgets.transcript.item import GAP, Item, LeafItem, Part
from desktop.widgets.transcript.kit import Kit
from desktop.widgets.transcript.leaves import QUOTE, Code, Leaf, MathBlock, Paragraph, Rule, Table
from desktop.widgets.transcript.picture_item import PictureItem
from desktop.widgets.transcript.sideways import Sideways
from desktop.widgets.transcript.sliding_item import SlidingItem
from desktop.widgets.transcript.table_item import TableItem
from desktop.widgets.transcript.text_item import TextItem

MATH_SIZE = 1.22  # of the body's size
SMALLEST = 9  # pixels of 1 em; a wider formula is cut off rather than made unreadable
MATH_PAD = 6
SOURCE_LINE = 20


class MathItem(LeafItem):
    """A formula on its own; its source where it is not understood."""

    leaf: MathBlock

    def __init__(self, kit: Kit, leaf: MathBlock) -> None:
        super().__init__(kit, leaf)
        self.leaf = leaf
        self.gap = GAP
        self._scale = 1.0

    @property
    def formula(self) -> Formula | None:
        """The formula, if it is understood."""
        return self.kit.formulas.formula(self.leaf.tex, display=True)

    def lay_out(self, width: int) -> int:
        """Find the scale at which the formula fits."""
        formula = self.formula
        if formula is None:
            return self.kit.zoomed(SOURCE_LINE) * (self.leaf.tex.count("\n") + 1) + 2 * MATH_PAD
        self._scale = self.kit.theme.body.pixelSize() * MATH_SIZE / 1000
        room = max(1, width - self.left)
        if formula.width * self._scale > room:
            self._scale = max(SMALLEST / 1000, room / formula.width)
        return math.ceil((formula.ascent + formula.descent) * self._scale) + 2 * MATH_PAD

    def estimate(self, width: int) -> int:
        """Guess: a fraction's height."""
        return 60

    def text(self, part: Part) -> str:
        """Give the formula as TeX, if any of it is selected."""
        return f"$${self.leaf.tex}$$" if part.end is None or part.end > part.start else ""

    def paint(self, painter: QPainter, clip: QRectF, part: Part | None) -> None:
        """Paint the formula in the middle of the column."""
        theme = self.kit.theme
        self.paint_quote(painter)
        area = QRect(self.left, 0, self.width - self.left, self.height)
        if part is not None and (part.end is None or part.end > part.start):
            painter.fillRect(area, theme.color("selection"))
        if self.marks:
            current = any(mark.current for mark in self.marks)
            painter.fillRect(area, theme.color("find_current" if current else "find"))
        formula = self.formula
        painter.save()
        if formula is None:
            painter.setFont(theme.mono)
            painter.setPen(theme.color("text2"))
            painter.drawText(QRectF(area), Qt.AlignmentFlag.AlignCenter, self.leaf.tex)
        else:
            x = self.left + max(0.0, (area.width() - formula.width * self._scale) / 2)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(QPointF(x, MATH_PAD + formula.ascent * self._scale))
            painter.scale(self._scale, self._scale)
            painter.fillPath(formula.path, theme.color("text2" if QUOTE in self.leaf.place.nest else "text"))
        painter.restore()


class RuleItem(LeafItem):
    """A horizontal line."""

    gap = 18
    selectable = False

    def lay_out(self, width: int) -> int:
        """Give the fixed height."""
        return 9

    def estimate(self, width: int) -> int:
        """Give the fixed height."""
        return 9

    def paint(self, painter: QPainter, clip: QRectF, part: Part | None) -> None:
        """Paint the line."""
        self.paint_quote(painter)
        painter.fillRect(QRect(self.left, 4, self.width - self.left, 1), self.kit.theme.color("border"))


def sideways_of(item: Item) -> Sideways | None:
    """Give how far an item is scrolled sideways, if it can be."""
    return item.sideways if isinstance(item, SlidingItem) else None


def make_item(kit: Kit, leaf: Leaf, bubble: bool) -> LeafItem:
    """Make the item that shows a leaf."""
    match leaf:
        case Paragraph() if (picture := kit.picture_of(leaf)) is not None:
            return PictureItem(kit, leaf, picture)
        case Paragraph():
            return TextItem(kit, leaf, bubble)
        case Code():
            return CodeItem(kit, leaf, bubble)
        case Table():
            return TableItem(kit, leaf, bubble)
        case MathBlock():
            return MathItem(kit, leaf)
        case Rule():
            return RuleItem(kit, leaf)
