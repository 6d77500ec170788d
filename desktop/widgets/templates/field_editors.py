"""What the fields of a template are typed into: texts, numbers, yes or no."""

from __future__ import annotations

import math
import re
import unicodedata

from PySide6.QtCore import QLocale, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.core.template_text import Wording, text_of
from desktop.core.templates import LONGEST_TEXT, Field, Value
from desktop.widgets.input import Input

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
FEWEST_LINES = 3  # of a long text
AROUND = 12  # px, its frame
WHOLE_DIGITS = 15  # more are not kept exactly by a number with a point

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_WHOLE = re.compile(rf"[+-]?\d{{1,{WHOLE_DIGITS}}}", re.ASCII)


class FieldEditor(QWidget):
    """Asks for the value of one field. `changed` tells of what is put, too."""

    changed = Signal()
    submitted = Signal()  # Enter, where it means no new line

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def value(self) -> Value:
        """What is filled in, "" or () where nothing is; what was typed where that is no proper value."""
        raise NotImplementedError

    def put(self, value: Value | None) -> None:
        """Show a value; None empties the editor."""
        raise NotImplementedError

    def main(self) -> QWidget:
        """The part that takes the keyboard, and that screen readers read."""
        raise NotImplementedError

    def say(self) -> None:
        """Speak the language of the window."""


class Line(QLineEdit):
    """A line whose Enter submits, but never the Enter that ends an input method's composition."""

    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("fieldline")
        self.setMaxLength(LONGEST_TEXT)
        self._composing = False
        self._end = QTimer(self)  # of a composition, see `Input`
        self._end.setSingleShot(True)
        self._end.timeout.connect(self._composed)

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        """Submit on Enter; with Ctrl it is for what lies around."""
        if arg__1.key() not in ENTER:
            super().keyPressEvent(arg__1)
        elif arg__1.modifiers() & Qt.KeyboardModifier.ControlModifier:
            arg__1.ignore()
        else:
            arg__1.accept()
            if not self._composing:
                self.submitted.emit()

    def inputMethodEvent(self, arg__1: QInputMethodEvent) -> None:
        """Note whether an input method is composing."""
        if arg__1.preeditString():
            self._composing = True
            self._end.stop()
        elif self._composing:
            self._end.start(0)
        super().inputMethodEvent(arg__1)

    @Slot()
    def _composed(self) -> None:
        self._composing = False


class LongText(Input):
    """Text of several lines, which grows; Enter breaks the line and Tab goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("fieldtext")
        self.least, self.around = FEWEST_LINES, AROUND

    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Enter is text here."""
        QPlainTextEdit.keyPressEvent(self, e)


class TextEditor(FieldEditor):
    """Asks for text of one line."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.line = Line()
        self.row = QHBoxLayout(self)  # of the line, and buttons beside it
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(6)
        self.row.addWidget(self.line, 1)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self.changed)
        self.line.submitted.connect(self.submitted)

    def value(self) -> Value:
        """The text as it was typed."""
        return self.line.text()

    def put(self, value: Value | None) -> None:
        """Show a text."""
        self.line.setText(text_of(value, Wording()))
        self.line.setCursorPosition(0)

    def main(self) -> QWidget:
        """The line."""
        return self.line


class LongEditor(FieldEditor):
    """Asks for text of several lines."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.text = LongText()
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.text)
        self.setFocusProxy(self.text)
        self.text.textChanged.connect(self.changed)

    def value(self) -> Value:
        """The text as it was typed and pasted."""
        return self.text.text()

    def put(self, value: Value | None) -> None:
        """Show a text."""
        self.text.put(text_of(value, Wording()))

    def main(self) -> QWidget:
        """The field."""
        return self.text


class NumberEditor(TextEditor):
    """Asks for a number. What is typed stays, also where it is none, or outside the limits."""

    def value(self) -> Value:
        """The number, or what was typed instead."""
        return number_of(self.line.text())

    def say(self) -> None:
        """Name the limits."""
        low, high = (None if n is None else f"{n:.10g}" for n in (self.field.low, self.field.high))
        if low is not None and high is not None:
            words = self.tr("{low} to {high}")
        elif low is not None:
            words = self.tr("{low} or more")
        else:
            words = self.tr("{high} or less") if high is not None else ""
        self.line.setPlaceholderText(words.format(low=low, high=high))


class YesNoEditor(FieldEditor):
    """Asks for yes or no."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.box = QCheckBox()
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.box)
        self.setFocusProxy(self.box)
        self.box.toggled.connect(self._toggled)

    def value(self) -> Value:
        """Whether it is checked."""
        return self.box.isChecked()

    def put(self, value: Value | None) -> None:
        """Show a choice."""
        self.box.setChecked(value is True)

    def main(self) -> QWidget:
        """The box."""
        return self.box

    @Slot(bool)
    def _toggled(self, _: bool) -> None:
        self.changed.emit()


def number_of(typed: str) -> Value:
    """Read a number as people type it, also in full-width digits; the text itself where it is none."""
    text = unicodedata.normalize("NFKC", typed).strip()
    if _WHOLE.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    number, good = QLocale().toDouble(text)
    return number if good and math.isfinite(number) else typed
