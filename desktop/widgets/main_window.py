"""The window itself. It shows outlines at once, and the workplace when that has been made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Signal, Slot
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop.widgets.first_frame import FirstFrame

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

SMALLEST = QSize(720, 520)
USUAL = QSize(1180, 800)
FRAME = QSize(16, 40)  # what the system draws around a window, about


class MainWindow(QMainWindow):
    """Tells when it has been painted for the first time, and when it is closed.

    Names of `Qt` and `QGuiApplication` are imported where they are used: see `FirstFrame`.
    """

    first_painted = Signal()
    closed = Signal()

    def __init__(self, colors: Mapping[str, str], sidebar: int) -> None:
        """`sidebar` is the width of the list of chats; 0 where it is not wanted."""
        super().__init__()
        self.setWindowTitle("Fireside")  # a name, not translated
        self.make_room(1)
        self.resize(USUAL.boundedTo(self.screen().availableSize() - FRAME))
        self.stays: Callable[[], bool] = lambda: (
            False
        )  # running when it is closed, behind an icon in the tray
        self._leaving = False
        self.frame: FirstFrame | None = FirstFrame(colors, sidebar)
        self.frame.painted.connect(self.first_painted)
        self.setCentralWidget(self.frame)
        self.frame.setFocus()

    def make_room(self, scale: float) -> None:
        """Be no smaller than all of it fits into, at this size of text, as far as the screen has room."""
        room = self.screen().availableSize()  # small where everything is large
        self.setMinimumSize((SMALLEST * scale).boundedTo(room))

    def fill(self, workplace: QWidget) -> None:
        """Show the workplace."""
        self.frame = None
        self.setCentralWidget(workplace)  # deletes the first frame

    def put(self, geometry: str) -> None:
        """Take the place and size that were kept; what is not valid any more is ignored by Qt."""
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))

    def place(self) -> str:
        """Give place and size, to be kept."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def come_forward(self) -> None:
        """Stand before the windows of other programs, as far as the system lets it."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    @Slot()
    def turn_full_screen(self) -> None:
        """Fill the screen, or stand on it as before."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def leave(self) -> None:
        """Close for good."""
        self._leaving = True
        try:
            if not self.isVisible():
                self.show()  # only a window that is there can be closed, and end the program by it
            self.close()
        finally:
            self._leaving = False

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell, so that everything is kept; or only go out of sight."""
        self.closed.emit()
        if self.stays() and not self._leaving and not _session_ends():
            event.ignore()
            self.hide()
        else:
            super().closeEvent(event)


def _session_ends() -> bool:
    """Tell whether the system is logging out: then a window that stays would hold it up."""
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication.instance()
    return isinstance(application, QGuiApplication) and application.isSavingSession()
