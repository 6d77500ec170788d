"""The edge of the sidebar that it is made wider or narrower by."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.core.setting_list import options
from desktop.widgets.look import Look

THICK, LINE = 4, 2  # px: what can be taken hold of, and what is painted of it
STEP = 16  # px of a key


class Grip(QWidget):
    """Lies over the right edge of its parent. Drawn with the mouse, or moved by the arrow keys."""

    width_asked = Signal(int)
    width_chosen = Signal(int)  # it is let go

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._parent = parent
        option = next(each for each in options() if each.name == "sidebar_width")
        self._usual = int(option.default)
        self.limits = int(option.help.low or 0), int(option.help.high or 0)
        self._held: int | None = None  # how far right of the edge it is held
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Width of the list of chats"))

    def place(self) -> None:
        """Lie at the edge."""
        self.setGeometry(self._parent.width() - THICK, 0, THICK, self._parent.height())
        self.raise_()

    def choose(self, width: int) -> None:
        """Go to a width, as far as the limits let it."""
        self.width_chosen.emit(self._go(width))

    def _go(self, width: int) -> int:
        width = min(max(width, self.limits[0]), self.limits[1])
        self.width_asked.emit(width)
        return width

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of it."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._held = event.globalPosition().toPoint().x() - self._parent.width()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw it."""
        if self._held is not None:
            self._go(event.globalPosition().toPoint().x() - self._held)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        if self._held is not None:
            self._held = None
            self.width_chosen.emit(self._parent.width())
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go back to the usual width."""
        self.choose(self._usual)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right move it, Home goes back to the usual width."""
        width = self._parent.width()
        steps = {
            Qt.Key.Key_Left: width - STEP,
            Qt.Key.Key_Right: width + STEP,
            Qt.Key.Key_Home: self._usual,
        }
        if (wanted := steps.get(Qt.Key(event.key()))) is None:
            super().keyPressEvent(event)
        else:
            self.choose(wanted)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be taken."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show no more that it can be taken."""
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are about it."""
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys are about something else."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a line where it is of interest."""
        if self._held is not None or self.underMouse() or self.hasFocus():
            painter = QPainter(self)
            color = self._look.theme.color("accent")
            painter.fillRect(self.width() - LINE, 0, LINE, self.height(), color)
            painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(self.tr("Width of the list of chats"))
        super().changeEvent(event)
