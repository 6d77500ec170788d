"""The document of a table, for columns of known widths."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QTextCursor,
    QTextLength,
    QTextOption,
    QTextTable,
    QTextTableCell,
    QTextTableCellFormat,
    QTextTableFormat,
)

from desktop.widgets.transcript.documents import SafeDocument, Writer, line_height
from desktop.widgets.transcript.kit import Kit
from desktop.widgets.transcript.leaves import Align, Cell, Table

PITCH = 20
PAD_X = 14
PAD_Y = 8


class TableDocument:
    """A document with one table in it, whose last rows may change and to which rows may be added."""

    def __init__(self, kit: Kit, leaf: Table, font: QFont, columns: Sequence[int]) -> None:
        self.document = SafeDocument(font, QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._writer = Writer(kit, self.document, font, "text")
        self._pitch = kit.zoomed(PITCH)
        self._cursor = QTextCursor(self.document)
        self._cursor.beginEditBlock()
        rows = max(1, len(leaf.shown_rows))
        self.table = self._cursor.insertTable(rows, max(1, len(columns)), _table_format(columns))
        self._write(leaf, 0)
        self._cursor.endEditBlock()

    def set_columns(self, columns: Sequence[int]) -> None:
        """Make the columns wider or narrower."""
        self.table.setFormat(_table_format(columns))

    def grow(self, leaf: Table, start: int) -> None:
        """Write the shown rows from one on; none of the rows before has changed, and none has gone."""
        self._cursor.beginEditBlock()
        missing = len(leaf.shown_rows) - self.table.rows()
        if missing > 0:
            self.table.appendRows(missing)
        self._write(leaf, start)
        self._cursor.endEditBlock()

    def _write(self, leaf: Table, start: int) -> None:
        count = self.table.columns()
        for row, cells in enumerate(leaf.shown_rows[start:], start):
            for column, cell in enumerate(cells[:count]):
                place = _prepare(self.table.cellAt(row, column), leaf.aligns[column], self._pitch)
                self._writer.write(place, cell, bold=row == 0 and leaf.first)


def cell_width(kit: Kit, cell: Cell, font: QFont, bold: bool) -> int:
    """Give the width of a cell's text on one line."""
    document = SafeDocument(font, QTextOption.WrapMode.NoWrap)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    Writer(kit, document, font, "text").write(cursor, cell, bold)
    cursor.endEditBlock()
    return math.ceil(document.idealWidth())


def cell_span(table: QTextTable, row: int, column: int) -> tuple[int, int]:
    """Give the first and the last position in a cell."""
    cell = table.cellAt(row, column)
    return cell.firstCursorPosition().position(), cell.lastCursorPosition().position()


def _table_format(columns: Sequence[int]) -> QTextTableFormat:
    format = QTextTableFormat()
    format.setCellPadding(PAD_Y)
    format.setCellSpacing(0)
    format.setBorder(0)
    format.setMargin(0)
    format.setBorderCollapse(True)
    fixed = QTextLength.Type.FixedLength
    format.setColumnWidthConstraints([QTextLength(fixed, width) for width in columns])
    format.setWidth(QTextLength(fixed, sum(columns)))
    return format


def _prepare(cell: QTextTableCell, align: Align, pitch: int) -> QTextCursor:
    """Empty a cell, set its padding and its alignment; gives the cursor to write with."""
    format = QTextTableCellFormat()
    format.setLeftPadding(PAD_X)
    format.setRightPadding(PAD_X)
    format.setTopPadding(PAD_Y)
    format.setBottomPadding(PAD_Y)
    cell.setFormat(format)
    cursor = cell.firstCursorPosition()
    cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    block = line_height(pitch)
    match align:
        case Align.LEFT:
            block.setAlignment(Qt.AlignmentFlag.AlignLeft)
        case Align.CENTER:
            block.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        case Align.RIGHT:
            block.setAlignment(Qt.AlignmentFlag.AlignRight)
    cursor.setBlockFormat(block)
    return cursor
