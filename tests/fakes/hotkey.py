"""A way to hold keys everywhere that keeps what it was asked."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from desktop.widgets.system.hotkey_way import HotkeyWay, State


class FakeWay(HotkeyWay):
    """Answers with `answer` at once."""

    def __init__(self):
        super().__init__()
        self.answer = State.ON
        self.held = ""
        self.brought = []

    def take(self, keys):
        self.held = QKeySequence(keys).toString()
        self.changed.emit(self.answer)

    def release(self):
        self.held = ""
        self.changed.emit(State.OFF)

    def bring_forward(self, window):
        self.brought.append(window)
