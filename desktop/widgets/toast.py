"""A short word at the bottom of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget
from shiboken6 import isValid

from desktop.widgets.aloud import say_aloud

MARGIN = 16  # px
TOAST_SHOWN = 8000  # ms; long enough to read, find the mouse and undo


class Toast(QFrame):
    """A short word at the bottom with something that can be done now, as undoing it.

    It goes by itself, but not from under the mouse or the keyboard.
    """

    def __init__(self, parent: QWidget, below: QWidget | None) -> None:
        """Stand above `below`, a widget somewhere inside `parent`, or at its bottom."""
        super().__init__(parent)
        self.setObjectName("toast")
        self._parent = parent
        self._below: QWidget | None = None
        self._all = ""
        self._call: Callable[[], None] | None = None  # what the button does
        self._before: QWidget | None = None  # who had the keyboard
        self.keys: Callable[[], str] = lambda: ""  # that lead here
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)  # it quotes a title
        self.undo = QPushButton()
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(TOAST_SHOWN)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.addWidget(self._words)
        row.addWidget(self.undo)
        self.undo.clicked.connect(self._undo)
        self._clock.timeout.connect(self._go)
        self.undo.installEventFilter(self)
        if below is not None:
            self.stand_above(below)
        self.hide()

    def offer(self, words: str, button: str, call: Callable[[], None]) -> None:
        """Show it for a while."""
        self._all = words
        self._call = call
        self.undo.setText(button)
        self.place()
        self.show()
        self.raise_()
        self._clock.start()
        key = self.keys()
        say_aloud(self, words, f"{button}: {key}" if key else button)

    @Slot()
    def take_keyboard(self) -> None:
        """Go to the button, if there is one now."""
        if self.isVisible() and not self.undo.hasFocus():
            self._before = QApplication.focusWidget()
            self.undo.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def stand_above(self, below: QWidget) -> None:
        """Stand above another widget from now on, wherever it moves."""
        if self._below is not None and isValid(self._below):
            self._below.removeEventFilter(self)
        self._below = below
        below.installEventFilter(self)

    def place(self) -> None:
        """Stand in the middle, as wide as the words and the window allow."""
        below = QRect(0, self._parent.height(), self._parent.width(), 0)
        if self._below is not None and self._below.isVisible():  # no other page is shown
            below = QRect(self._below.mapTo(self._parent, QPoint()), self._below.size())
        room = below.width() - self.undo.sizeHint().width() - 3 * MARGIN
        self._words.setText(
            self._words.fontMetrics().elidedText(self._all, Qt.TextElideMode.ElideMiddle, room)
        )
        self.adjustSize()
        self.move(below.center().x() - self.width() // 2, below.top() - self.height() - MARGIN)

    def withdraw(self, call: Callable[[], None]) -> None:
        """Take an offer back, unless it is another one by now."""
        if self._call is call:
            self._call = None
            self._go()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what is below. Stay while the button has the keyboard; Escape lets it go."""
        if watched is self._below:
            if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
                self.place()
            return False
        if event.type() is QEvent.Type.FocusIn:
            self._clock.stop()
        elif event.type() is QEvent.Type.FocusOut and self.isVisible():
            self._clock.start()
        elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() is QEvent.Type.KeyPress:
                self._go()
            event.accept()  # else it would close a page, or end the answer
            return True
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay under the mouse."""
        self._clock.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Go some time after the mouse has."""
        if self.isVisible() and not self.undo.hasFocus():
            self._clock.start()

    @Slot()
    def _go(self) -> None:
        """Give the keyboard back, and go."""
        before, self._before = self._before, None
        had = self.undo.hasFocus()
        self.hide()
        if had and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _undo(self) -> None:
        self._go()
        call, self._call = self._call, None
        if call is not None:
            call()
