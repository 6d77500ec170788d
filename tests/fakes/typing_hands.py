"""Keys that go the way of real ones: to the window, which knows who gets them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

ACTIONS = (QTest.KeyAction.Press, QTest.KeyAction.Release)
NONE = Qt.KeyboardModifier.NoModifier


def _window():
    """Give the window that the system would give keys to; Qt itself leads them to an open popup."""
    window = QGuiApplication.focusWindow()
    try:
        if window is not None and window.isVisible():
            return window
    except RuntimeError:  # PySide6 confuses a new window with one that was at the same address
        pass
    found = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert found is not None, "nothing has the keyboard"
    return found


def strike(key, *modifiers):
    """Strike a key, with others held down."""
    held = NONE
    for each in modifiers:
        held |= each
    QTest.keyEvent(QTest.KeyAction.Press, _window(), key, held)
    if QGuiApplication.focusWindow() is not None:  # the press may have closed the only one
        QTest.keyEvent(QTest.KeyAction.Release, _window(), key, held)


def strike_text(text):
    """Type a text, letter by letter."""
    for letter in text:
        for action in ACTIONS:
            QTest.sendKeyEvent(action, _window(), _key(letter), letter, NONE)


def _key(letter):
    return Qt.Key(ord(letter.upper())) if ord(letter) < 128 else Qt.Key.Key_unknown
