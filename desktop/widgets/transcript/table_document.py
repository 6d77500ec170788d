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


def table_document(
    kit: Kit, leaf: Table, font: QFont, columns: Sequence[int]
) -> tuple[SafeDocument, QTextTable]:
    """Make the document, and give the table in it."""
    document = SafeDocument(font, QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    rows = leaf.shown_rows
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    table = cursor.insertTable(max(1, len(rows)), max(1, len(columns)), _table_format(columns))
    writer = Writer(kit, document, font, "text")
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells[: len(columns)]):
            place = _prepare(table.cellAt(row, column), leaf.aligns[column])
            writer.write(place, cell, bold=row == 0 and leaf.first)
    cursor.endEditBlock()
    return document, table


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


def _prepare(cell: QTextTableCell, align: Align) -> QTextCursor:
    """Set padding and alignment of a cell; gives the cursor to write with."""
    format = QTextTableCellFormat()
    format.setLeftPadding(PAD_X)
    format.setRightPadding(PAD_X)
    format.setTopPadding(PAD_Y)
    format.setBottomPadding(PAD_Y)
    cell.setFormat(format)
    cursor = cell.firstCursorPosition()
    block = line_height(PITCH)
    match align:
        case Align.LEFT:
            block.setAlignment(Qt.AlignmentFlag.AlignLeft)
        case Align.CENTER:
            block.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        case Align.RIGHT:
            block.setAlignment(Qt.AlignmentFlag.AlignRight)
    cursor.setBlockFormat(block)
    return cursor
