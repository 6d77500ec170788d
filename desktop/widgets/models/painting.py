"""What delegates of the page about models paint with: lines of text, chips, the ground of a row."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop.widgets.look import Look
from desktop.widgets.row_option import rect_of, state_of
from desktop.widgets.style import RADIUS, TEXT_SIZE

CHIP_PAD, CHIP_HEIGHT = 8, 20  # px
GROUNDS = {"ok": "ok_soft", "warn": "warn_soft", "danger": "danger_soft", "link": "accent_soft"}
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class RowPainter:
    """Paints one row of a list."""

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem, look: Look) -> None:
        self._painter = painter
        self._look = look
        self.rect = rect_of(option)
        state = state_of(option)
        self.over = bool(state & QStyle.StateFlag.State_MouseOver)
        self.selected = bool(state & QStyle.StateFlag.State_Selected)
        self.focused = bool(state & QStyle.StateFlag.State_HasFocus)

    def ground(self) -> None:
        """Paint what lies behind the words."""
        if not (self.over or self.selected or self.focused):
            return
        color = self._look.theme.color
        painter = self._painter
        painter.setPen(color("accent") if self.focused else Qt.PenStyle.NoPen)
        painter.setBrush(color("selected") if self.selected else color("hover"))
        if not (self.over or self.selected):
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.rect.adjusted(4, 1, -4, -2), RADIUS.m, RADIUS.m)

    def line(self, place: QRect, words: str, color: str, font: QFont | None = None) -> int:
        """Paint words on one line, cut where they do not fit; gives the width that they took."""
        font = font or self.caption
        metrics = QFontMetrics(font)
        cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        self._painter.setFont(font)
        self._painter.setPen(self._look.theme.color(color))
        self._painter.drawText(place, LEFT | Qt.TextFlag.TextSingleLine, cut)
        return metrics.horizontalAdvance(cut)

    def sentence(self, place: QRect, words: str, color: str) -> None:
        """Paint words on as many lines as there is room for."""
        self._painter.setFont(self.caption)
        self._painter.setPen(self._look.theme.color(color))
        self._painter.drawText(place, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, words)

    def chip(self, right: int, middle: int, words: str, kind: str) -> int:
        """Paint a chip that ends at `right`; gives where it begins."""
        if not words:
            return right
        width = self.chip_width(words)
        high = self._look.theme.px(CHIP_HEIGHT)
        place = QRect(right - width, middle - high // 2, width, high)
        color = self._look.theme.color
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(color(GROUNDS.get(kind, "sunken")))
        self._painter.drawRoundedRect(place, RADIUS.s, RADIUS.s)
        self._painter.setFont(self.caption)
        self._painter.setPen(color(kind))
        self._painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        return place.left()

    def chip_width(self, words: str) -> int:
        """Give the width of a chip."""
        return QFontMetrics(self.caption).horizontalAdvance(words) + 2 * CHIP_PAD

    def icon(self, place: QRect, name: str, color: str) -> None:
        """Paint an icon."""
        ratio = self._painter.device().devicePixelRatioF()
        pixmap = self._look.icons.pixmap(name, self._look.theme.color(color), place.width(), ratio)
        self._painter.drawPixmap(place, pixmap)

    @property
    def caption(self) -> QFont:
        """The font of small words."""
        return self._look.theme.ui_font(TEXT_SIZE.caption)

    @property
    def strong(self) -> QFont:
        """The font of a name."""
        return self._look.theme.ui_font(TEXT_SIZE.ui, QFont.Weight.DemiBold)
