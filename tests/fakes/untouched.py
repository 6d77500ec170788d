"""The application as no test has touched it: else one would find what another has left behind."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.widgets.look import EFFECTS


class Untouched:
    """Knows what the application was like at first, and makes it so again."""

    def __init__(self, app):
        self._app = app
        self._font, self._locale = app.font(), QLocale()
        self._blinks = app.styleHints().cursorFlashTime()
        self._effects = {effect: app.isEffectEnabled(effect) for effect in EFFECTS}

    def restore(self):
        """Let nothing be left: windows that are closed, colours, sizes, languages, keys that are held."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self._undress()
        if QLocale() != self._locale:
            QLocale.setDefault(self._locale)
        if QGuiApplication.clipboard().text():
            QGuiApplication.clipboard().clear()
        while QApplication.overrideCursor() is not None:
            QApplication.restoreOverrideCursor()
        self._let_go()

    def _undress(self):
        app, hints = self._app, self._app.styleHints()
        if app.styleSheet():
            app.setStyleSheet("")
        if app.palette() != QPalette():
            app.setPalette(QPalette())
        if app.font() != self._font:
            app.setFont(self._font)
        hints.setColorScheme(Qt.ColorScheme.Unknown)
        if hints.cursorFlashTime() != self._blinks:
            hints.setCursorFlashTime(self._blinks)
        for effect, enabled in self._effects.items():
            app.setEffectEnabled(effect, enabled)

    def _let_go(self):
        """After Ctrl+S, Ctrl is held by the last event that Qt has seen: what is chosen then is added."""
        if QGuiApplication.keyboardModifiers() or QGuiApplication.mouseButtons():
            place = QWidget()
            QTest.mouseRelease(place, Qt.MouseButton.LeftButton)
            QTest.keyRelease(place, Qt.Key.Key_Control)
