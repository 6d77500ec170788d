"""Keeps Enter back on what may call a template, until templates are there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent

from desktop.widgets.input import Input
from desktop.widgets.slash_typing import may_call

TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class SlashHold(QObject):
    """Holds from the first moment of the window until `release`."""

    def __init__(self, field: Input) -> None:
        super().__init__(field)
        self._field = field
        self._held: Qt.Key | None = None
        field.installEventFilter(self)
        field.textChanged.connect(self._forget)

    def release(self) -> Qt.Key | None:
        """Hold nothing any more; gives the key that was pressed, if the text is still as it was then."""
        self._field.removeEventFilter(self)
        self._field.textChanged.disconnect(self._forget)
        return self._held

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what would send the name of a template."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and not self._field.composing
        ):
            key = Qt.Key(event.key())
            if key in TAKES and event.modifiers() in PLAIN and may_call(self._field.toPlainText()):
                self._held = key
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _forget(self) -> None:
        self._held = None


def press(field: QObject, key: Qt.Key) -> None:
    """Let a field take a key that was kept back."""
    text = "\t" if key == Qt.Key.Key_Tab else "\r"
    pressed = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
    QCoreApplication.sendEvent(field, pressed)
