"""Keys that go the way of real ones: to the window, which knows who gets them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

NONE = Qt.KeyboardModifier.NoModifier


def _window():
    """Give the window that the system would give keys to; Qt itself leads them to an open popup."""
    window = QGuiApplication.focusWindow()
    try:
        if window is not None and window.isVisible():
            return window
    except RuntimeError:  # PySide6 confuses a new window with one that was at the same address
        pass
    return QApplication.activePopupWidget() or QApplication.focusWidget()


def _hit(send):
    """Press and release; the press may close the only window that has the keyboard."""
    window = _window()
    assert window is not None, "nothing has the keyboard"
    send(QTest.KeyAction.Press, window)
    window = _window()
    if window is not None:
        send(QTest.KeyAction.Release, window)


def strike(key, *modifiers):
    """Strike a key, with others held down."""
    held = NONE
    for each in modifiers:
        held |= each
    _hit(lambda action, window: QTest.keyEvent(action, window, key, held))


def strike_text(text):
    """Type a text, letter by letter."""
    for letter in text:
        key = _key(letter)
        _hit(lambda action, at, key=key, text=letter: QTest.sendKeyEvent(action, at, key, text, NONE))


def _key(letter):
    return Qt.Key(ord(letter.upper())) if ord(letter) < 128 else Qt.Key.Key_unknown
