"""A button that shows the keys of a shortcut, and takes others when it is pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.widgets.shortcuts import native, usable, written


class KeyButton(QPushButton):
    """Waits for keys once it is pressed; Escape gives up, Backspace takes the keys away."""

    taken = Signal(str)  # keys as they are stored; "" for none
    refused = Signal()  # keys that cannot be a shortcut

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keybutton")
        self.setCheckable(True)
        self._keys = ""
        self.toggled.connect(self._say)

    @property
    def waiting(self) -> bool:
        """Whether the next keys are taken."""
        return self.isChecked()

    def put(self, keys: str) -> None:
        """Show keys."""
        self._keys = keys
        self._say()

    def event(self, e: QEvent) -> bool:
        """While waiting, no shortcut of the window is to have the keys, nor Tab the focus."""
        if self.waiting and isinstance(e, QKeyEvent):
            if e.type() is QEvent.Type.ShortcutOverride:
                e.accept()
                return True
            if e.type() is QEvent.Type.KeyPress and e.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.setChecked(False)  # it leads on
            elif e.type() is QEvent.Type.KeyPress:
                self._take(e)
                return True
        return super().event(e)

    def focusOutEvent(self, e: QFocusEvent) -> None:
        """Give up."""
        self.setChecked(False)
        super().focusOutEvent(e)

    def changeEvent(self, e: QEvent) -> None:
        """Speak the new language."""
        if e.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(e)

    def _take(self, e: QKeyEvent) -> None:
        e.accept()
        combination = e.keyCombination()
        if e.isAutoRepeat() or e.key() in _HELD:
            return
        if e.key() == Qt.Key.Key_Escape and not _modified(e):
            self.setChecked(False)
        elif e.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and not _modified(e):
            self._end("")
        elif usable(combination):
            self._end(written(combination))
        else:
            self.refused.emit()

    def _end(self, keys: str) -> None:
        self.setChecked(False)
        self.taken.emit(keys)

    @Slot()
    def _say(self) -> None:
        if self.waiting:
            self.setText(self.tr("Press the keys…"))
        else:
            self.setText(native(self._keys) if self._keys else self.tr("None"))


_HELD = (
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
)


def _modified(e: QKeyEvent) -> bool:
    return bool(e.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
