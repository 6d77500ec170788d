"""The window itself. It shows outlines at once, and the workplace when that has been made."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop.widgets.first_frame import FirstFrame
from desktop.widgets.style import Theme

SMALLEST = QSize(720, 520)
USUAL = QSize(1180, 800)


class MainWindow(QMainWindow):
    """Tells when it has been painted for the first time, and when it is closed."""

    first_painted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, sidebar: bool) -> None:
        super().__init__()
        self.setWindowTitle("Fireside")  # a name, not translated
        room = self.screen().availableSize()  # small where everything is large
        self.setMinimumSize(SMALLEST.boundedTo(room))
        self.resize(USUAL)
        self._frame: FirstFrame | None = FirstFrame(theme, sidebar)
        self._frame.painted.connect(self.first_painted)
        self.setCentralWidget(self._frame)
        self._frame.setFocus()

    def fill(self, workplace: QWidget) -> str:
        """Show the workplace; gives what has been typed meanwhile."""
        typed = self._frame.typed if self._frame is not None else ""
        self._frame = None
        self.setCentralWidget(workplace)  # deletes the first frame
        return typed

    def put(self, geometry: str) -> None:
        """Take the place and size that were kept; what is not valid any more is ignored by Qt."""
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))

    def place(self) -> str:
        """Give place and size, to be kept."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def come_forward(self) -> None:
        """Stand before the windows of other programs, as far as the system lets it."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell, so that everything is kept."""
        self.closed.emit()
        super().closeEvent(event)
