"""The button that sends, or stops the answer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.widgets.look import Look

BUTTON = 36  # px


class SendButton(QPushButton):
    """An arrow, or a filled square while an answer is on its way."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("send")
        self.setFixedSize(BUTTON, BUTTON)
        self.setIconSize(QSize(18, 18))
        self._look = look
        self.busy = False
        look.changed.connect(self._dress)
        self._dress()

    def set_busy(self, busy: bool) -> None:
        """Be a button that stops, or one that sends."""
        self.busy = busy
        self._dress()

    def changeEvent(self, e: QEvent) -> None:
        """Speak the new language."""
        if e.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(e)

    def _say(self) -> None:
        self.setAccessibleName(self.tr("Stop") if self.busy else self.tr("Send"))
        self.setToolTip(self.tr("Stop (Esc)") if self.busy else self.tr("Send (Enter)"))

    @Slot()
    def _dress(self) -> None:
        stop = _stop_icon(self._look.theme.color("bg"))
        self.setIcon(stop if self.busy else self._look.icon("arrow-up", "on_accent", 18))
        self.setProperty("stop", self.busy)
        self.style().polish(self)
        self._say()


def _stop_icon(color: QColor) -> QIcon:
    """Draw a filled square; Lucide has outlines only."""
    picture = QPixmap(72, 72)  # sharp up to four pixels for one
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(12, 12, 48, 48, 10, 10)
    painter.end()
    return QIcon(picture)
