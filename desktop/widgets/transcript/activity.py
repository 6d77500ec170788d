"""The line that says what is going on while an answer is on its way."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QFontMetrics, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QStyle, QWidget

from desktop.widgets.style import Theme

HEIGHT = 30
DISC = 13
FRAME = 50  # ms
TURN = 24  # degrees a frame


class ActivityLine(QWidget):
    """A small turning ring and a text. The ring stands still where less motion is asked for."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._text = ""
        self._angle = 0
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME)
        self._timer.timeout.connect(self._on_frame)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def text(self) -> str:
        """What is going on; empty for nothing."""
        return self._text

    def set_text(self, text: str) -> None:
        """Say what is going on."""
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Wear other colours; stand still or turn, as is wished now."""
        self.theme = theme
        if self.isVisible():
            self._move()

    def _move(self) -> None:
        duration = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self)
        if duration > 0 and not self.theme.measures.still:
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def _on_frame(self) -> None:
        self._angle = (self._angle + TURN) % 360
        self.update(QRect(0, 0, DISC + 4, self.height()))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to turn."""
        super().showEvent(event)
        self._move()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop turning."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ring and text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(1, (self.height() - DISC) / 2, DISC, DISC)
        painter.setPen(QPen(self.theme.color("border_strong"), 1.8))
        painter.drawEllipse(disc)
        pen = QPen(self.theme.color("accent"), 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(disc, -self._angle * 16, 100 * 16)
        painter.setFont(self.theme.ui)
        painter.setPen(self.theme.color("text2"))
        room = QRect(DISC + 10, 0, max(0, self.width() - DISC - 10), self.height())
        text = QFontMetrics(self.theme.ui).elidedText(self._text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()
