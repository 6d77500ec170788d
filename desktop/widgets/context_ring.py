"""The ring that shows how much of the model's context is used."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.core.context import Map, Verdict
from desktop.widgets.context_words import ContextWords
from desktop.widgets.look import Look
from desktop.widgets.speech import together
from desktop.widgets.style import RADIUS, TEXT_SIZE

RING, LINE, GAP, SIDE, HEIGHT = 16, 3, 7, 8, 32  # px
WARN, DANGER = 0.8, 0.95  # of the context
FULL = 360 * 16  # Qt counts sixteenths of a degree
TOP = 90 * 16


class ContextRing(QAbstractButton):
    """Shows the share that is used; a click opens the context map. Hidden while no model is loaded."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = ContextWords(self)
        self.map = Map()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        look.changed.connect(self.update)
        self.hide()

    @Slot(object)
    def show_map(self, seen: Map) -> None:
        """Show this state."""
        self.map = seen
        self.setVisible(seen.length > 0)
        self._say()
        self.updateGeometry()
        self.update()

    @property
    def level(self) -> str:
        """Name the colour of the theme that says how full it is."""
        fraction = self.map.fraction
        if fraction > DANGER or self.map.verdict in (Verdict.ASK, Verdict.TOO_LONG):
            return "danger"
        return "warn" if fraction > WARN else "accent"

    def sizeHint(self) -> QSize:
        """Ring and percentage."""
        width = (
            QFontMetrics(self._font()).horizontalAdvance(self._words.share(self.map)) + RING + GAP + 2 * SIDE
        )
        return QSize(width, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """It does not shrink."""
        return self.sizeHint()

    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Enter does what Space does."""
        if e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(e)

    def changeEvent(self, e: QEvent) -> None:
        """Speak the new language."""
        if e.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(e)

    def paintEvent(self, e: QPaintEvent) -> None:
        """Paint the ring, and the percentage beside it."""
        color = self._look.theme.color
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        half = LINE / 2
        ring = QRectF(SIDE + half, (self.height() - RING) / 2 + half, RING - LINE, RING - LINE)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color("border_strong"), LINE))
        painter.drawEllipse(ring)
        painter.setPen(self._pen(color(self.level)))
        painter.drawArc(ring, TOP, -round(FULL * min(1.0, self.map.fraction)))
        painter.setFont(self._font())
        painter.setPen(color("text2" if self.level == "accent" else self.level))
        text = self._words.share(self.map)
        words = self.rect().adjusted(SIDE + RING + GAP, 0, -SIDE, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        color = self._look.theme.color
        ground = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(color("accent"), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
        lit = self.isDown() or self.underMouse()
        painter.setBrush(color("pressed" if self.isDown() else "hover") if lit else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ground, RADIUS.m, RADIUS.m)

    def _pen(self, color: QColor) -> QPen:
        """Draw an estimate hatched."""
        brush = QBrush(color) if self.map.exact else QBrush(color, Qt.BrushStyle.Dense3Pattern)
        pen = QPen(brush, LINE)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

    def _font(self) -> QFont:
        return self._look.theme.ui_font(TEXT_SIZE.caption)

    def _say(self) -> None:
        words = together(self._words.usage(self.map), self._words.cut(self.map))
        self.setAccessibleName(self.tr("Context"))
        self.setAccessibleDescription(words)
        self.setToolTip(words + "\n" + self.tr("Open the context map (Ctrl+Shift+M)"))
