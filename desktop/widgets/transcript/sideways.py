"""Blocks that are wider than the column scroll sideways."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from desktop.widgets.style import RADIUS, Theme

BAR = 4
BAR_MARGIN = 8
REVEAL_MARGIN = 32  # pixels
OVERHANG = 20  # more than a corner's radius


class Sideways:
    """How far a wide block is scrolled; common to all parts of a long block."""

    def __init__(self) -> None:
        self.offset = 0
        self.content = 0  # width of what is inside, the widest part that was laid out
        self.view = 0  # width of what can be seen of it
        self.version = 0

    @property
    def range(self) -> int:
        """The largest offset."""
        return max(0, self.content - self.view)

    def fit(self, content: int, view: int) -> None:
        """Note the widths of a part."""
        self.content = max(self.content, content)
        self.view = view
        self.offset = min(self.offset, self.range)

    def scroll(self, by: int) -> bool:
        """Scroll by some pixels. False if there is nothing more that way."""
        offset = min(max(0, self.offset + by), self.range)
        if offset == self.offset:
            return False
        self.offset = offset
        self.version += 1
        return True

    def reveal(self, left: float, right: float) -> bool:
        """Scroll as little as is needed to bring a stripe of the content into sight, at least its left."""
        margin = min(REVEAL_MARGIN, self.view // 4)
        offset = self.offset
        if right + margin > offset + self.view:
            offset = round(right) + margin - self.view
        offset = min(offset, round(left) - margin)
        return self.scroll(offset - self.offset)


def open_box(left: float, width: float, height: float, first: bool, last: bool) -> QRectF:
    """Give the frame of a part of a block: its open ends lie outside of the part, and are clipped."""
    top = 0.5 if first else -OVERHANG
    bottom = height - 0.5 if last else height + OVERHANG
    return QRectF(left + 0.5, top, width - 1, bottom - top)


def paint_bar(painter: QPainter, area: QRectF, sideways: Sideways, theme: Theme) -> None:
    """Paint the bar that shows how far a block is scrolled, at the bottom of the area."""
    if not sideways.range:
        return
    width = area.width() - 2 * BAR_MARGIN
    length = max(30.0, width * sideways.view / max(1, sideways.content))
    x = area.left() + BAR_MARGIN + (width - length) * sideways.offset / sideways.range
    color = QColor(theme.color("text3"))
    color.setAlpha(110)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(QRectF(x, area.bottom() - BAR - 4, length, BAR), BAR / 2, BAR / 2)
    painter.restore()


CORNER = RADIUS.m
