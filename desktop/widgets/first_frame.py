"""What the window shows until the rest has been imported: its outlines, and a place for the first keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPalette
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from desktop.widgets.first_parts import FirstParts

# Where the real widgets will be; see sidebar, header, chat_page and composer.
HEADER, COMPOSER, COMPOSER_HEIGHT, BELOW, RADIUS = 56, 800, 87, 36, 12
AROUND = 62  # height of the composer without its field
NARROW = 900  # px; below this width the list of chats gives way


class FirstFrame(QWidget):
    """Paints the window's areas without any text, so that no font is loaded; then `parts` come into them.

    Names of `Qt` are not touched here: the first one of them costs 25 ms, for which nobody waits then.
    """

    painted = Signal()  # for the first time, and the event loop has come round

    def __init__(self, colors: Mapping[str, str], sidebar: int) -> None:
        """`sidebar` is the width of the list of chats; 0 where it is not wanted."""
        super().__init__()
        self._colors = {name: QColor(value) for name, value in colors.items()}
        self._sidebar = sidebar
        self._painted = False
        self.typed = ""  # before there was a field
        self.parts: FirstParts | None = None

    @property
    def left(self) -> int:
        """Width of the list of chats, as far as there is room for it."""
        return self._sidebar if self.width() >= NARROW else 0

    def composer(self) -> QRect:
        """Give the place of the composer's frame."""
        left = self.left
        width = min(COMPOSER, self.width() - left - 32)
        height = COMPOSER_HEIGHT if self.parts is None else self.parts.field.height() + AROUND
        x = left + (self.width() - left - width) // 2
        return QRect(x, self.height() - BELOW - height, width, height)

    def recolor(self, colors: Mapping[str, QColor]) -> None:
        """Take other colours."""
        self._colors = dict(colors)
        self.update()

    def _fill(self, painter: QPainter, place: QRect, color: str, radius: int = 0) -> None:
        """Fill a place. Neither pen nor brush: setting the first one of them makes all names of `Qt`."""
        path = QPainterPath()
        path.addRoundedRect(place.toRectF(), radius, radius)
        ground = self._colors[color]
        painter.fillPath(path, QPalette(ground, ground).window())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint grounds and lines."""
        left, width, height = self.left, self.width(), self.height()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._fill(painter, QRect(left, 0, width - left, height), "bg")
        self._fill(painter, QRect(0, 0, left, height), "surface")
        self._fill(painter, QRect(left - 1, 0, min(1, left), height), "border")
        self._fill(painter, QRect(left, HEADER - 1, width - left, 1), "border")
        composer = self.composer()
        self._fill(painter, composer, "accent", RADIUS)
        self._fill(painter, composer.adjusted(1, 1, -1, -1), "raised", RADIUS - 1)
        painter.end()
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._tell)

    @Slot()
    def _tell(self) -> None:
        """A slot of its own, which is not called any more once the window is gone; a signal would be."""
        self.painted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what is typed for the field."""
        if event.text() == "\b":
            self.typed = self.typed[:-1]
        elif event.text().isprintable():
            self.typed += event.text()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Keep what an input method commits."""
        self.typed += event.commitString()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything is somewhere else now."""
        super().resizeEvent(event)
        if self.parts is not None:
            self.parts.place()
