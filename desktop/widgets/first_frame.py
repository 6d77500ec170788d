"""What the window shows until the rest has been imported: its outlines, and a place for the first keys."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.widgets.style import Theme

# Where the real widgets will be; see sidebar, header, chat_page and composer.
SIDEBAR, HEADER, COMPOSER, COMPOSER_HEIGHT, BELOW, RADIUS = 264, 56, 800, 87, 36, 12
NARROW = 900  # px; below this width the list of chats gives way


class FirstFrame(QWidget):
    """Paints the window's areas without any text, so that no font is loaded; takes what is typed."""

    painted = Signal()  # for the first time, and the event loop has come round

    def __init__(self, theme: Theme, sidebar: bool) -> None:
        super().__init__()
        self._theme = theme
        self._sidebar = sidebar
        self._painted = False
        self.typed = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint grounds and lines."""
        color = self._theme.color
        left = SIDEBAR if self._sidebar and self.width() >= NARROW else 0
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("bg"))
        painter.fillRect(QRect(0, 0, left, self.height()), color("surface"))
        painter.setPen(color("border"))
        if left:
            painter.drawLine(left - 1, 0, left - 1, self.height())
        painter.drawLine(left, HEADER - 1, self.width(), HEADER - 1)
        width = min(COMPOSER, self.width() - left - 32)
        x = left + (self.width() - left - width) // 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("accent"), 1))
        y = self.height() - BELOW - COMPOSER_HEIGHT
        painter.drawRoundedRect(QRect(x, y, width - 1, COMPOSER_HEIGHT), RADIUS, RADIUS)
        painter.end()
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what is typed for the composer."""
        if event.key() == Qt.Key.Key_Backspace:
            self.typed = self.typed[:-1]
        elif event.text().isprintable():
            self.typed += event.text()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Keep what an input method commits."""
        self.typed += event.commitString()
