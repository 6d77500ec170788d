"""A picture that comes along with Fireside. No other picture is ever shown, whatever a text asks for."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from desktop.widgets.transcript.item import LeafItem, Part
from desktop.widgets.transcript.kit import Kit
from desktop.widgets.transcript.leaves import Leaf

FRAME = 1  # pixels


class PictureItem(LeafItem):
    """Shows it as wide as the column at most. The leaf is its description, which is found and read aloud."""

    selectable = False

    def __init__(self, kit: Kit, leaf: Leaf, picture: QPixmap) -> None:
        super().__init__(kit, leaf)
        self._picture = picture

    def lay_out(self, width: int) -> int:
        """Give the height at which nothing is distorted."""
        across = self._across(width)
        return round(self._picture.height() * across / self._picture.width()) + 2 * FRAME

    def estimate(self, width: int) -> int:
        """Give the exact height, which is quickly known."""
        return self.lay_out(width)

    def paint(self, painter: QPainter, clip: QRectF, part: Part | None) -> None:
        """Paint the picture in a frame, which tells of a hit in the description."""
        area = QRect(self.left, 0, self._across(self.width) + 2 * FRAME, self.height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(area.adjusted(FRAME, FRAME, -FRAME, -FRAME), self._picture)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self.kit.theme.color("find_current" if self.marks else "border"))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.restore()

    def _across(self, width: int) -> int:
        return max(1, min(self._picture.width(), width - self.left - 2 * FRAME))
