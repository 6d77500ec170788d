"""Paints the rows of the command palette: quiet headings, and texts with the typed letters emphasised."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.viewmodels.palette_rows import Command, Kind, PaletteRole, PaletteRow
from desktop.widgets.format_ranges import format_range
from desktop.widgets.look import Look
from desktop.widgets.palette_words import PaletteWords
from desktop.widgets.row_option import rect_of, state_of
from desktop.widgets.style import RADIUS, TEXT_SIZE

ROW, HEADING, SIDE, GAP, ICON = 34, 28, 12, 10, 16  # px
MIDDLE = Qt.AlignmentFlag.AlignVCenter
ICONS = {
    Kind.CHAT: "message-square",
    Kind.TEMPLATE: "layout-template",
    Kind.MODEL: "box",
    Kind.SEARCH: "search",
}

Index = QModelIndex | QPersistentModelIndex


class PaletteDelegate(QStyledItemDelegate):
    """Is told in words what a row is called and what stands at its right."""

    def __init__(self, look: Look, words: PaletteWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Headings are a little lower."""
        row: PaletteRow | None = index.data(PaletteRole.ROW)
        return QSize(0, self._look.theme.px(HEADING if row is not None and row.choice is None else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a heading or a row."""
        row: PaletteRow | None = index.data(PaletteRole.ROW)
        if row is None:
            return
        rect = rect_of(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = rect.adjusted(SIDE, 0, -SIDE, 0)
        if row.choice is None:
            painter.setFont(self._look.theme.ui_font(TEXT_SIZE.caption, QFont.Weight.DemiBold))
            painter.setPen(self._look.theme.color("text3"))
            painter.drawText(place.adjusted(0, 4, 0, 0), MIDDLE, self._words.called(row))
        else:
            self._paint_ground(painter, option, rect)
            self._paint_row(painter, place, row)
        painter.restore()

    def _paint_row(self, painter: QPainter, place: QRect, row: PaletteRow) -> None:
        theme = self._look.theme
        name = row.choice.icon if isinstance(row.choice, Command) else ICONS[row.kind]
        pixmap = self._look.icons.pixmap(
            name, theme.color("text2"), ICON, painter.device().devicePixelRatioF()
        )
        painter.drawPixmap(QRect(place.left(), place.center().y() - ICON // 2 + 1, ICON, ICON), pixmap)
        room = place.adjusted(ICON + GAP, 0, 0, 0)
        caption = theme.ui_font(TEXT_SIZE.caption)
        right = QFontMetrics(caption).elidedText(
            self._words.beside(row), Qt.TextElideMode.ElideRight, room.width() // 2
        )
        painter.setFont(caption)
        painter.setPen(theme.color("text2"))
        painter.drawText(room, MIDDLE | Qt.AlignmentFlag.AlignRight, right)
        taken = QFontMetrics(caption).horizontalAdvance(right) + GAP if right else 0
        painter.setPen(theme.color("text"))
        self._write(painter, room.adjusted(0, 0, -taken, 0), row)

    def _write(self, painter: QPainter, room: QRect, row: PaletteRow) -> None:
        """Write one line with its marks, and an ellipsis where there is more."""
        font = self._look.theme.ui
        text = self._words.called(row)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width() - GAP)
        options = QTextOption()
        options.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout = QTextLayout(shown, font)
        layout.setTextOption(options)
        layout.setFormats([self._mark(text, start, end) for start, end in row.marks if end <= len(shown)])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(room.width())
        layout.endLayout()
        layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2))

    def _mark(self, text: str, start: int, end: int) -> QTextLayout.FormatRange:
        style = QTextCharFormat()
        style.setFontWeight(QFont.Weight.Bold)
        style.setForeground(self._look.theme.color("link"))
        return format_range(text, start, end, style)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        state = state_of(option)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.theme.color("selected" if selected else "hover"))
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), RADIUS.m, RADIUS.m)
