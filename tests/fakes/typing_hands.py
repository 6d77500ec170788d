"""Keys that go the way of real ones: to the window, which gives them to shortcuts, popups or whoever has the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

NONE = Qt.KeyboardModifier.NoModifier


def _window():
    popup = QApplication.activePopupWidget()
    window = popup.windowHandle() if popup is not None else QGuiApplication.focusWindow()
    assert window is not None, "no window has the keyboard"
    return window


def strike(key, *modifiers):
    """Strike a key, with others held down."""
    held = NONE
    for each in modifiers:
        held |= each
    QTest.keyClick(_window(), key, held)


def strike_text(text):
    """Type a text, letter by letter."""
    for letter in text:
        window = _window()
        for action in (QTest.KeyAction.Press, QTest.KeyAction.Release):
            QTest.sendKeyEvent(action, window, _key(letter), letter, NONE)


def _key(letter):
    return Qt.Key(ord(letter.upper())) if ord(letter) < 128 else Qt.Key.Key_unknown
