"""Keys that work everywhere on Windows: registered with the system, which sends a message for them.

Written after the documentation of `RegisterHotKey`, and not run on Windows yet.
"""

from __future__ import annotations

import ctypes
import ctypes.wintypes
import sys

from PySide6.QtCore import (
    QAbstractNativeEventFilter,
    QByteArray,
    QCoreApplication,
    QKeyCombination,
    QObject,
    Qt,
)

from desktop.widgets.system.hotkey_way import HotkeyWay, State

NUMBER = 0x0F15  # of our keys; a program may choose any below 0xC000
WM_HOTKEY = 0x0312
ALT, CONTROL, SHIFT, WIN, NO_REPEAT = 1, 2, 4, 8, 0x4000
ALREADY_REGISTERED = 1409
NAMED = {
    Qt.Key.Key_Space: 0x20, Qt.Key.Key_PageUp: 0x21, Qt.Key.Key_PageDown: 0x22, Qt.Key.Key_End: 0x23,
    Qt.Key.Key_Home: 0x24, Qt.Key.Key_Left: 0x25, Qt.Key.Key_Up: 0x26, Qt.Key.Key_Right: 0x27,
    Qt.Key.Key_Down: 0x28, Qt.Key.Key_Print: 0x2C, Qt.Key.Key_Insert: 0x2D, Qt.Key.Key_Delete: 0x2E,
    Qt.Key.Key_Backspace: 0x08, Qt.Key.Key_Return: 0x0D, Qt.Key.Key_Pause: 0x13,
}  # fmt: skip


class _Filter(QAbstractNativeEventFilter):
    """Sees every message of the program's windows, and only while keys are held."""

    def __init__(self, owner: HotkeyWay) -> None:
        super().__init__()
        self._owner = owner

    def nativeEventFilter(
        self, eventType: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        """Take the message of our keys."""
        told = ctypes.wintypes.MSG.from_address(int(message))
        if told.message == WM_HOTKEY and told.wParam == NUMBER:
            self._owner.pressed.emit()
            return True, 0
        return False, 0


class WindowsHotkey(HotkeyWay):
    """Held for the thread that made it, which has to be the main one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filter: _Filter | None = None

    def take(self, keys: QKeyCombination) -> None:
        """Hold keys, and no others any more."""
        self._let_go()
        code = virtual_key(keys.key())
        if code is None:
            self.changed.emit(State.NOT_ON_KEYBOARD)
        elif sys.platform == "win32":
            user = ctypes.WinDLL("user32", use_last_error=True)
            if user.RegisterHotKey(None, NUMBER, modifier_bits(keys) | NO_REPEAT, code):
                self._filter = _Filter(self)
                _application().installNativeEventFilter(self._filter)
                self.changed.emit(State.ON)
            else:
                taken = ctypes.get_last_error() == ALREADY_REGISTERED
                self.changed.emit(State.TAKEN if taken else State.BROKEN)

    def release(self) -> None:
        """Hold none."""
        self._let_go()
        self.changed.emit(State.OFF)

    def _let_go(self) -> None:
        held, self._filter = self._filter, None
        if held is not None:
            _application().removeNativeEventFilter(held)
            if sys.platform == "win32":
                ctypes.WinDLL("user32").UnregisterHotKey(None, NUMBER)


def virtual_key(key: Qt.Key) -> int | None:
    """Give the number that Windows has for a key; None for those that differ between keyboards."""
    if key in NAMED:
        return NAMED[key]
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z or Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return int(key.value)
    if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F24:
        return 0x70 + key.value - Qt.Key.Key_F1.value
    return None


def modifier_bits(keys: QKeyCombination) -> int:
    """Give the modifiers as Windows wants them."""
    held = keys.keyboardModifiers()
    bits = (
        (Qt.KeyboardModifier.AltModifier, ALT),
        (Qt.KeyboardModifier.ControlModifier, CONTROL),
        (Qt.KeyboardModifier.ShiftModifier, SHIFT),
        (Qt.KeyboardModifier.MetaModifier, WIN),
    )
    return sum(bit for modifier, bit in bits if held & modifier)


def _application() -> QCoreApplication:
    application = QCoreApplication.instance()
    assert application is not None
    return application
