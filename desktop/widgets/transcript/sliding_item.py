"""The base of blocks that scroll sideways where they are wider than the column: code and tables."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from desktop.widgets.transcript.item import Part
from desktop.widgets.transcript.sideways import Sideways, paint_bar
from desktop.widgets.transcript.text_item import DocumentItem


class SlidingItem(DocumentItem):
    """A part of a block whose parts are all scrolled sideways together."""

    @property
    def sideways(self) -> Sideways:
        """How far the block is scrolled."""
        raise NotImplementedError

    @property
    def look(self) -> tuple[int, int]:
        """Tell one appearance of the item from another."""
        return self.version, self.sideways.version

    def hit(self, x: float, y: float) -> int:
        """Give the position nearest to a point."""
        return super().hit(x + self.sideways.offset, y)

    def link_at(self, x: float, y: float) -> str:
        """Give the address of the link under a point, or nothing."""
        return super().link_at(x + self.sideways.offset, y)

    def paint_inside(self, painter: QPainter, area: QRectF, clip: QRectF, part: Part | None) -> None:
        """Paint what of the document is in sight in an area of the item."""
        offset = self.sideways.offset
        painter.save()
        painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        painter.translate(-offset, 0)
        self.paint_document(painter, clip.translated(offset, 0), part)
        painter.restore()

    def paint_slider(self, painter: QPainter, area: QRectF) -> None:
        """Paint the bar that shows how far the block is scrolled, at the bottom of an area."""
        paint_bar(painter, area, self.sideways, self.kit.theme)
