"""Tables: columns as wide as they need, wrapped when there is no room, scrolled sideways when that fails."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPainterPath,
    QPen,
    QTextTable,
)

from desktop.widgets.style import TEXT_SIZE
from desktop.widgets.transcript.documents import SafeDocument, copied_text
from desktop.widgets.transcript.item import GAP, LeafItem, Part
from desktop.widgets.transcript.kit import Kit
from desktop.widgets.transcript.leaves import Cell, Leaf, Table, cell_units, plain
from desktop.widgets.transcript.marking import in_runs
from desktop.widgets.transcript.sideways import CORNER, Sideways, open_box
from desktop.widgets.transcript.sliding_item import SlidingItem
from desktop.widgets.transcript.table_document import (
    PAD_X,
    PAD_Y,
    PITCH,
    TableDocument,
    cell_span,
    cell_width,
)
from desktop.widgets.transcript.text_item import UNIT

NARROWEST = 96  # pixels of a column whose text is wrapped
SLACK = 3  # pixels, for a cell that is a little wider than the one with the longest text


class TableBlock:
    """What all parts of one table share, so that their columns agree."""

    def __init__(self) -> None:
        self.sideways = Sideways()
        self.version = 0  # changes with what is the widest cell of any column
        self._widest: list[tuple[Cell, ...]] = []  # by part: of it and of all before
        self._final: tuple[Cell, ...] = ()
        self._measured: dict[
            tuple[int, bool], tuple[Cell, int]
        ] = {}  # by column, and whether it is the label

    def set_part(self, index: int, leaf: Table) -> None:
        """Note the cells of a part. Parts are told in their order."""
        before = self._widest[index - 1] if 0 < index <= len(self._widest) else ((),) * len(leaf.widest)
        pairs = zip(before, leaf.widest, strict=True)
        self._widest[index:] = [tuple(max(a, b, key=cell_units) for a, b in pairs)]
        if leaf.last and self._widest[-1] != self._final:
            self._final = self._widest[-1]
            self.version += 1

    def natural_columns(self, kit: Kit, font: QFont, labels: tuple[Cell, ...]) -> list[int]:
        """Give the widths that the columns would like to have."""
        widest = self._final or self._widest[-1]
        return [
            max(self._width(kit, font, (n, True), label), self._width(kit, font, (n, False), cell))
            + 2 * PAD_X
            + SLACK
            for n, (label, cell) in enumerate(zip(labels, widest, strict=True))
        ]

    def _width(self, kit: Kit, font: QFont, where: tuple[int, bool], cell: Cell) -> int:
        known = self._measured.get(where)
        if known is None or known[0] != cell:
            known = self._measured[where] = cell, cell_width(kit, cell, font, bold=where[1])
        return known[1]


class TableItem(SlidingItem):
    """A table, or one part of a long one."""

    leaf: Table

    def __init__(self, kit: Kit, leaf: Table, bubble: bool) -> None:
        super().__init__(kit, leaf, bubble)
        self.leaf = leaf
        self.gap = 0 if leaf.place.joint.cut else GAP
        self.block = TableBlock()
        self._index = 0
        self._font = QFont(kit.theme.body)
        self._font.setPixelSize(kit.zoomed(TEXT_SIZE.body - 1))
        self._columns: list[int] = []
        self._made: TableDocument | None = None  # what the document was made with
        self._seen = -1  # version of the block at the last layout

    @property
    def sideways(self) -> Sideways:
        """How far the table is scrolled."""
        return self.block.sideways

    @property
    def table(self) -> QTextTable | None:
        """What is in the document, once that is made."""
        return self._made.table if self._made is not None else None

    def join(self, previous: LeafItem | None) -> None:
        """Share columns and scrolling with the part before."""
        super().join(previous)
        if not self.leaf.first and isinstance(previous, TableItem):
            self.block = previous.block
            self._index = previous._index + 1
        self.block.set_part(self._index, self.leaf)

    def update(self, leaf: Leaf) -> bool:
        """Show another state of the table: mostly one with more rows, or a longer last one."""
        if not isinstance(leaf, Table) or leaf.first != self.leaf.first:
            return False
        old, self.leaf = self.leaf, leaf
        same = (leaf.labels, leaf.aligns, leaf.place) == (old.labels, old.aligns, old.place)
        if not same or self._made is None or len(leaf.rows) < len(old.rows):
            self.rebuild()
            return True
        pairs = enumerate(zip(old.shown_rows, leaf.shown_rows, strict=False))
        start = next((n for n, (a, b) in pairs if a != b), len(old.shown_rows))
        tops = _row_tops(self._made.document, self._made.table, start)
        self._made.grow(leaf, start)
        self.width = -1
        top = math.floor(tops[0]) - 2 * PAD_Y if tops else self.height - self.kit.zoomed(PITCH)
        self.unchanged_above = max(0, top)
        return True

    def rebuild(self) -> None:
        """Forget the document and its layout."""
        super().rebuild()
        self._made = None

    def build(self) -> SafeDocument:
        """Make the document for the columns that `lay_out` has found."""
        self._made = TableDocument(self.kit, self.leaf, self._font, self._columns)
        return self._made.document

    def fit(self, width: int) -> int:
        """Lay the part out anew also when another part has made a column wider."""
        if self._seen != self.block.version:
            self.width = -1
        return super().fit(width)

    def lay_out(self, width: int) -> int:
        """Divide the width among the columns and set out the cells."""
        self._seen = self.block.version
        natural = self.block.natural_columns(self.kit, self._font, self.leaf.labels)
        columns = shared_width(natural, width - self.left)
        if columns != self._columns:
            self._columns = columns
            self.unchanged_above = 0
            if self._made is not None:
                self._made.set_columns(columns)
        self.origin = QPointF(self.left, 0)
        self.document.setTextWidth(sum(columns))
        self.forget_pills()
        self.sideways.fit(sum(columns), min(sum(columns), width - self.left))
        return math.ceil(self.document.size().height())

    def estimate(self, width: int) -> int:
        """Guess the height from the number of rows and the length of the cells."""
        rows, unit = len(self.leaf.shown_rows), UNIT * self.kit.theme.measures.zoom
        natural = sum(cell_units(cell) * unit + 2 * PAD_X for cell in self.leaf.widest)
        lines = 1 if natural <= width else 2
        return rows * (lines * self.kit.zoomed(PITCH) + 2 * PAD_Y)

    def text(self, part: Part) -> str:
        """Give the selected cells, with tabs between them."""
        end = self.end() if part.end is None else part.end
        table = self.table
        if self._document is None or table is None or (part.start <= 1 and end >= self.end()):
            return plain(self.leaf)
        rows: list[str] = []
        for row in range(table.rows()):
            spans = [cell_span(table, row, column) for column in range(table.columns())]
            texts = [
                copied_text(self.document, max(first, part.start), min(last, end))
                for first, last in spans
                if first <= end and last >= part.start
            ]
            if any(texts):
                rows.append("\t".join(texts))
        return "\n".join(rows)

    def span_of(self, start: int, end: int) -> tuple[int, int]:
        """Give a piece of a cell in positions of the document."""
        low = 0
        for row, cells in enumerate(self.leaf.shown_rows):
            for column, cell in enumerate(cells):
                high = low + sum(len(run.text) for run in cell)
                if low <= start <= high and self.table is not None and column < len(self._columns):
                    first, _ = cell_span(self.table, row, column)
                    a, b = in_runs(cell, self.kit.formulas, start - low, end - low)
                    return first + a, first + b
                low = high + 1
        return 0, 0

    def natural_width(self) -> int:
        """Give the width of the frame."""
        return min(self.width, self.left + sum(self._columns))

    def paint(self, painter: QPainter, clip: QRectF, part: Part | None) -> None:
        """Paint the frame, the lines and the cells."""
        self.paint_quote(painter)
        area = QRectF(self.left, 0, self.sideways.view, self.height)
        self._paint_frame(painter, area)
        if part is not None and not part.start:
            part = Part(1, part.end)  # position 0 is an empty line before the table
        self.paint_inside(painter, area.adjusted(1, 0, -1, 0), clip, part)
        if self.leaf.last:
            self.paint_slider(painter, area)

    def _paint_frame(self, painter: QPainter, area: QRectF) -> None:
        theme = self.kit.theme
        box = open_box(self.left, area.width(), self.height, self.leaf.first, self.leaf.last)
        path = QPainterPath()
        path.addRoundedRect(box, CORNER, CORNER)
        tops = _row_tops(self.document, self.table)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.leaf.first:
            bottom = tops[1] if len(tops) > 1 else box.bottom()
            head = QPainterPath()
            head.addRect(QRectF(box.left(), box.top(), box.width(), bottom - box.top()))
            painter.fillPath(path.intersected(head), theme.color("code_head"))
        painter.setPen(QPen(theme.color("border"), 1))
        for top in tops[1:] if self.leaf.first else tops:
            y = max(0, round(top)) + 0.5
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        painter.drawPath(path)
        painter.restore()


def _row_tops(document: SafeDocument, table: QTextTable | None, first: int = 0) -> list[float]:
    layout = document.documentLayout()
    if table is None:
        return []
    cells = (table.cellAt(row, 0) for row in range(first, table.rows()))
    blocks = (cell.firstCursorPosition().block() for cell in cells)
    return [layout.blockBoundingRect(block).top() - PAD_Y for block in blocks]


def rows_in(item: TableItem, part: Part) -> list[int]:
    """Give the shown rows of a table that is laid out of which a part holds anything."""
    table, end = item.table, item.end() if part.end is None else part.end
    if table is None:
        return []
    last = table.columns() - 1
    spans = [(cell_span(table, row, 0)[0], cell_span(table, row, last)[1]) for row in range(table.rows())]
    return [row for row, (start, stop) in enumerate(spans) if start < end and stop >= part.start]


def shared_width(natural: list[int], room: int) -> list[int]:
    """Divide room among columns: narrow ones get what they need, wide ones share the rest.

    No column gets less than `NARROWEST` or its natural width; the sum may then exceed the room.
    """
    if sum(natural) <= room:
        return list(natural)
    widths = [0] * len(natural)
    left = room
    order = sorted(range(len(natural)), key=lambda column: natural[column])
    for position, column in enumerate(order):
        share = left // (len(order) - position)
        widths[column] = max(min(natural[column], share), min(natural[column], NARROWEST))
        left -= widths[column]
    return widths
