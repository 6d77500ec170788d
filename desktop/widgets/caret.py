"""Lets the text cursor rest: after some seconds without a key nothing in the window wakes the processor."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

REST_AFTER = 10_000  # milliseconds; as GTK does


class Caret(QObject):
    """It blinks as the system wants until it has stood still for a while, and is simply there then."""

    def __init__(self, app: QApplication, rest_after: int = REST_AFTER) -> None:
        super().__init__(app)
        self._app = app
        self._hints = app.styleHints()
        self._blinks = self._hints.cursorFlashTime()
        self._resting = False
        self._closed = False
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(rest_after)
        self._clock.timeout.connect(self._rest)
        app.focusChanged.connect(self._moved)
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self._moved)
        self._moved()

    def close(self) -> None:
        """Leave it as it was found, and do nothing any more."""
        if self._closed:
            return
        self._closed = True
        self._app.focusChanged.disconnect(self._moved)  # it lives as long as the application
        QGuiApplication.inputMethod().cursorRectangleChanged.disconnect(self._moved)
        self._clock.stop()
        if self._resting:
            self._hints.setCursorFlashTime(self._blinks)

    @Slot()
    def _moved(self) -> None:
        self._clock.start()
        if self._resting:
            self._resting = False
            self._hints.setCursorFlashTime(self._blinks)

    @Slot()
    def _rest(self) -> None:
        if not self._resting:
            self._blinks = self._hints.cursorFlashTime()  # as it is now; the system may have changed it
            self._hints.setCursorFlashTime(0)
            self._resting = True
