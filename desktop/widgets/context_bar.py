"""One bar for the whole context: how much of it is what."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Slot
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.core.context import Fate, Map
from desktop.widgets.context_map import COLORS, Kind, kind_of
from desktop.widgets.look import Look

HEIGHT = 10  # px
SMALLEST = 3  # px of a share that is there at all
BETWEEN = 1  # px; two colours side by side are not told apart by everybody


class ShareBar(QWidget):
    """Paints the shares of what is sent, and of the room for the answer; what is free stays empty."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._shares: dict[Kind, int] = {}
        self._length = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    @Slot(object)
    def show_map(self, seen: Map) -> None:
        """Show this state."""
        self._shares = shares(seen)
        self._length = seen.length
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(120, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shares side by side."""
        color = self._look.theme.color
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), HEIGHT / 2, HEIGHT / 2)
        painter.setClipPath(outline)
        painter.fillRect(self.rect(), color("sunken"))
        whole = max(self._length, sum(self._shares.values()), 1)
        x = 0.0
        for kind, tokens in self._shares.items():
            width = max(SMALLEST, tokens * self.width() / whole)
            painter.fillRect(QRectF(x, 0, width, self.height()), color(COLORS[kind]))
            x += width
            painter.fillRect(QRectF(x - BETWEEN, 0, BETWEEN, self.height()), color("sunken"))
        painter.end()


def shares(seen: Map) -> dict[Kind, int]:
    """Add up what is sent, in the order of the prompt, and the room for the answer; no empty shares."""
    counted = dict.fromkeys(Kind, 0)
    counted[Kind.LAYOUT] = seen.layout
    counted[Kind.ROOM] = seen.room
    for part, fate in zip(seen.parts, seen.fates, strict=True):
        if fate is Fate.SENT:
            counted[kind_of(part)] += part.tokens
    return {kind: tokens for kind, tokens in counted.items() if tokens}
