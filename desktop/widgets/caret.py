"""Lets the text cursor rest: after some seconds without a key nothing in the window wakes the processor.

Qt's memory of small pictures rests with it: once it has any, it forgets some every ten seconds, for minutes.
What is painted meanwhile is not remembered.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QPixmapCache
from PySide6.QtWidgets import QApplication

REST_AFTER = 10_000  # milliseconds; as GTK does


class Caret(QObject):
    """It blinks as the system wants until it has stood still for a while, and is simply there then."""

    def __init__(self, app: QApplication, rest_after: int = REST_AFTER) -> None:
        super().__init__(app)
        self._app = app
        self._hints = app.styleHints()
        self._blinks = self._hints.cursorFlashTime()
        self._pictures = 0  # KiB of them that Qt remembers, while this does not rest
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
        self._wake()

    @Slot()
    def _moved(self) -> None:
        self._clock.start()
        self._wake()

    def _wake(self) -> None:
        if self._resting:
            self._resting = False
            self._hints.setCursorFlashTime(self._blinks)
            QPixmapCache.setCacheLimit(self._pictures)

    @Slot()
    def _rest(self) -> None:
        if not self._resting:
            self._resting = True
            self._blinks = self._hints.cursorFlashTime()  # as it is now; the system may have changed it
            self._hints.setCursorFlashTime(0)
            self._pictures = QPixmapCache.cacheLimit()
            QPixmapCache.clear()
            QPixmapCache.setCacheLimit(0)
