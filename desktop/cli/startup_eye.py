"""Somebody who types at once: a key right after the first frame, and when its letter is painted."""

from __future__ import annotations

import logging
import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from desktop.app_opening import Opening
from desktop.core.places import Places
from desktop.widgets.main_window import USUAL

log = logging.getLogger("desktop.cli.startup_eye")
LETTER = "a"


class Watched(Opening):
    """The first two steps of the start, and a key."""

    def __init__(self, qt: QApplication, places: Places, scaled: int = 100) -> None:
        super().__init__(qt, places, scaled)
        self._eye: Eye | None = None
        self.window.resize(USUAL)  # whatever the screen: else the list may be hidden, and never seen
        self.window.first_painted.connect(self._press)

    @Slot()
    def _press(self) -> None:
        """Press a key as the system would: the window gives it to whatever has the focus."""
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QKeyEvent

        self._eye = Eye(self)
        pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, LETTER)
        QCoreApplication.postEvent(self.window.windowHandle(), pressed)


class Eye(QObject):
    """Sees when the letter is painted."""

    def __init__(self, opening: Watched) -> None:
        super().__init__(opening)
        self._opening = opening
        assert opening.window.frame is not None
        opening.window.frame.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The frame is painted together with the field, whenever that changes."""
        parts = self._opening.window.frame.parts if self._opening.window.frame is not None else None
        if event.type() is QEvent.Type.Paint and parts is not None and LETTER in parts.field.text():
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._seen)
        return super().eventFilter(watched, event)

    def _seen(self) -> None:
        log.info("letter seen", extra={"monotonic": time.monotonic()})
