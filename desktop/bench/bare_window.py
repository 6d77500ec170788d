"""The reference of the start-up benchmark: the smallest PySide6 program with a window. A script of its own.

Imports nothing of Fireside, so that nothing of it makes the reference slower.
"""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class Window(QMainWindow):
    """An empty window that ends the program when it has been painted, unless it is told to stay."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell the time of the first frame."""
        super().paintEvent(event)
        QTimer.singleShot(0, self._painted)

    def _painted(self) -> None:
        sys.stdout.write(f"{time.monotonic()}\n")
        sys.stdout.flush()
        if "stay" not in sys.argv:
            QApplication.quit()


if __name__ == "__main__":
    application = QApplication(sys.argv)
    window = Window()
    window.resize(1180, 800)
    window.show()
    sys.exit(application.exec())
