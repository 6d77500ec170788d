"""Pages as they will be printed, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPageLayout, QPainter, QPaintEvent, QPicture, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.widgets.look import Look
from desktop.widgets.paper.sheet import POINTS

GAP = 16  # px between pages


class PageView(QWidget):
    """Paints those of the pages that are in sight. For a scroll area that gives it its width."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._layout = QPageLayout()
        self.pages: Sequence[QPicture] = ()

    def show_pages(self, layout: QPageLayout, pages: Sequence[QPicture]) -> None:
        """Show the pages that are whole; more may come."""
        self._layout, self.pages = layout, pages
        self.setMinimumHeight(self.heightForWidth(self.width()))
        self.update()

    def heightForWidth(self, width: int) -> int:
        """Give the height of all pages."""
        return round(len(self.pages) * (self._page(width).height() + GAP) + GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pages as wide as there is room."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def sizeHint(self) -> QSize:
        """Be as high as all pages."""
        return QSize(self.width(), self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in sight."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.theme.color("sunken"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        page, seen = self._page(self.width()), QRectF(event.rect())
        for number, picture in enumerate(self.pages):
            place = page.translated(0, GAP + number * (page.height() + GAP))
            if place.intersects(seen):
                self._paint(painter, place, picture)

    def _paint(self, painter: QPainter, place: QRectF, picture: QPicture) -> None:
        full = self._layout.fullRect(QPageLayout.Unit.Point)
        inside = self._layout.paintRect(QPageLayout.Unit.Point)
        painter.fillRect(place, QColor(Qt.GlobalColor.white))
        painter.setPen(self._look.theme.color("border_strong"))
        painter.drawRect(place)
        painter.save()
        painter.setClipRect(place)
        scale = place.width() / full.width()
        painter.translate(place.left() + inside.left() * scale, place.top() + inside.top() * scale)
        painter.scale(scale * POINTS, scale * POINTS)
        picture.play(painter)
        painter.restore()

    def _page(self, width: int) -> QRectF:
        full = self._layout.fullRect(QPageLayout.Unit.Point)
        if full.isEmpty():
            return QRectF(0, 0, 1, 1)
        wide = min(max(1.0, width - 2 * GAP), full.width() * 1.4)
        return QRectF((width - wide) / 2, 0, wide, wide * full.height() / full.width())
