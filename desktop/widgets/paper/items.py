"""Blocks as they are laid out on paper: nothing scrolls sideways, all know where they may be cut."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLine, QTextOption

from desktop.widgets.style import TEXT_SIZE
from desktop.widgets.transcript.code_item import PAD, CodeItem
from desktop.widgets.transcript.documents import SafeDocument
from desktop.widgets.transcript.item import Item, LeafItem, Part
from desktop.widgets.transcript.kit import Kit
from desktop.widgets.transcript.leaves import Code, Leaf, MathBlock, Paragraph, Table
from desktop.widgets.transcript.other_items import make_item
from desktop.widgets.transcript.sideways import Sideways
from desktop.widgets.transcript.table_document import PAD_Y
from desktop.widgets.transcript.table_item import TableItem
from desktop.widgets.transcript.text_item import DocumentItem, TextItem

FEWEST = 4  # lines of a paragraph that is cut; two of them stay together at either end
SMALLEST_TABLE = 0.5  # a wide table is drawn smaller, down to this; then its columns get narrower


class ByLines(DocumentItem):
    """Paints exactly those lines that belong to a part of the page.

    A document's own layout always paints the line above as well: it is clipped, but a PDF file has its
    text twice then.
    """

    def paint_document(self, painter: QPainter, clip: QRectF, part: Part | None) -> None:
        """Paint pills and lines."""
        self._paint_pills(painter)
        painter.save()
        painter.translate(self.origin)
        painter.setPen(self.kit.theme.color("text"))
        for line, corner, top in lines_of(self.document):
            if clip.top() <= top + line.height() / 2 + self.origin.y() <= clip.bottom():
                line.draw(painter, corner)
        painter.restore()


class PaperText(ByLines, TextItem):
    """A paragraph or a heading."""

    def build(self) -> SafeDocument:
        """Make the document, with the widths that the letters have on paper."""
        document = super().build()
        document.setUseDesignMetrics(True)
        return document


class PaperCode(ByLines, CodeItem):
    """A code block whose long lines are broken."""

    def build(self) -> SafeDocument:
        """Make the document."""
        document = super().build()
        document.setUseDesignMetrics(True)
        option = document.defaultTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        return document

    def lay_out(self, width: int) -> int:
        """Break the lines."""
        self.document.setTextWidth(max(1, width - self.left - 2 * PAD - 4))
        return super().lay_out(width)


class PaperTable(ByLines, TableItem):
    """A table whose columns get as narrow as they must."""

    def build(self) -> SafeDocument:
        """Make the document."""
        document = super().build()
        document.setUseDesignMetrics(True)
        return document

    def lay_out(self, width: int) -> int:
        """Divide the width among the columns; what is still too wide is drawn smaller."""
        height = super().lay_out(width)
        room = round((width - self.left) / SMALLEST_TABLE)
        total = sum(self._columns)
        if total <= room or self._made is None:
            return height
        self._columns = [max(1, column * room // total) for column in self._columns]
        self._made.set_columns(self._columns)
        self.block.sideways = Sideways()
        self.sideways.fit(sum(self._columns), sum(self._columns))
        self.document.setTextWidth(sum(self._columns))
        return math.ceil(self.document.size().height())

    @property
    def scale(self) -> float:
        """How much smaller it is drawn, so that it fits."""
        wide = self.left + sum(self._columns)
        self.sideways.view = self.sideways.content  # all of it is painted
        return min(1.0, self.width / wide)

    @property
    def row_tops(self) -> list[float]:
        """Where the rows begin."""
        layout, table = self.document.documentLayout(), self.table
        if table is None:
            return []
        cells = (table.cellAt(row, 0) for row in range(table.rows()))
        return [layout.blockBoundingRect(c.firstCursorPosition().block()).top() - PAD_Y for c in cells]


class Heading(Item):
    """Who speaks, and when."""

    selectable = False
    HEIGHT = 24

    def __init__(self, kit: Kit, who: str, when: str) -> None:
        super().__init__(kit)
        self._who, self._when = who, when

    def lay_out(self, width: int) -> int:
        """Give the fixed height."""
        return self.HEIGHT

    def paint(self, painter: QPainter, clip: QRectF, part: Part | None) -> None:
        """Paint the name, and the time at the right."""
        theme = self.kit.theme
        small, bold = theme.ui_font(TEXT_SIZE.caption), theme.ui_font(TEXT_SIZE.ui, QFont.Weight.DemiBold)
        middle = Qt.AlignmentFlag.AlignVCenter
        room = QRectF(0, 0, self.width, self.HEIGHT)
        left = room.adjusted(0, 0, -QFontMetricsF(small).horizontalAdvance(self._when) - 16, 0)
        name = QFontMetricsF(bold).elidedText(self._who, Qt.TextElideMode.ElideRight, left.width())
        painter.setFont(bold)
        painter.setPen(theme.color("text"))
        painter.drawText(left, middle | Qt.AlignmentFlag.AlignLeft, name)
        painter.setFont(small)
        painter.setPen(theme.color("text3"))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, self._when)


def paper_item(kit: Kit, leaf: Leaf) -> LeafItem:
    """Make the item that shows a leaf on paper."""
    match leaf:
        case Paragraph():
            return PaperText(kit, leaf, bubble=False)
        case Code():
            return PaperCode(kit, leaf, bubble=False)
        case Table():
            return PaperTable(kit, leaf, bubble=False)
        case MathBlock() if kit.formulas.formula(leaf.tex, display=True) is None:
            return PaperCode(kit, Code(leaf.place, leaf.tex, "latex"), bubble=False)
        case _:
            return make_item(kit, leaf, bubble=False)


def cuts(item: Item) -> list[float]:
    """Give the heights at which a block that is laid out may be cut, its end among them."""
    if isinstance(item, PaperTable):
        return [*(top for top in item.row_tops[1:] if top < item.height), item.height]
    if not isinstance(item, DocumentItem):
        return [item.height]
    found = finest_cuts(item)
    if isinstance(item, TextItem):
        found = found[1:-2] if len(found) >= FEWEST else []
    return [*(cut for cut in found if cut < item.height - 1), item.height]


def finest_cuts(item: Item) -> list[float]:
    """Give the heights between two lines, wherever no line would be cut through."""
    if not isinstance(item, DocumentItem):
        return []
    shift = item.origin.y()
    found = ((top + shift, top + shift + line.height()) for line, _, top in lines_of(item.document))
    return list(_between(sorted(found)))


def _between(lines: Sequence[tuple[float, float]]) -> Iterator[float]:
    low = 0.0
    for number, (_, bottom) in enumerate(lines):
        low = max(low, bottom)
        if number + 1 == len(lines) or lines[number + 1][0] >= low - 0.5:
            yield low


def lines_of(document: SafeDocument) -> Iterator[tuple[QTextLine, QPointF, float]]:
    """Give the lines of a document, with the corner from which each is drawn and the height of its top."""
    layout = document.documentLayout()
    block = document.begin()
    while block.isValid():
        lines = block.layout()
        corner = layout.blockBoundingRect(block).topLeft()  # of the layout, wherever its first line is
        for number in range(lines.lineCount()):
            line = lines.lineAt(number)
            yield line, corner, corner.y() + line.y()
        block = block.next()
