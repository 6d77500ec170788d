"""Questions with their answers that are shown to the model before the real one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.core.templates import Example
from desktop.widgets.look import Look
from desktop.widgets.pills import name_button
from desktop.widgets.templates.template_text import TemplateText

MOST = 20
LEAST_LINES, MOST_LINES = 2, 10


class ExampleRow(QFrame):
    """One of them."""

    typed = Signal()
    removed = Signal()
    moved = Signal(int)  # by how many places

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("declaredfield")
        self._look = look
        self.title = QLabel()
        self.title.setObjectName("fieldname")
        self.question = TemplateText(look, LEAST_LINES, MOST_LINES)
        self.answer = TemplateText(look, LEAST_LINES, MOST_LINES)
        self.up, self.down, self.remove = QToolButton(), QToolButton(), QToolButton()
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(8, 6, 8, 8)
        page.setSpacing(6)
        page.addLayout(top)
        for part in (self.question, self.answer):
            page.addWidget(part)
            part.typed.connect(self.typed)
        for button in (self.up, self.down, self.remove):
            top.addWidget(button)
            button.setIconSize(QSize(15, 15))
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(self.removed)
        self.dress()

    def value(self) -> Example:
        """Give what was typed."""
        return Example(self.question.toPlainText(), self.answer.toPlainText())

    def say(self, number: int) -> None:
        """Speak the language of the window."""
        self.title.setText(self.tr("Example {number}").format(number=number))
        self.question.setPlaceholderText(self.tr("What the user says"))
        self.answer.setPlaceholderText(self.tr("How the model is to answer"))
        names = {
            self.up: self.tr("Move example {number} up"),
            self.down: self.tr("Move example {number} down"),
            self.remove: self.tr("Remove example {number}"),
            self.question: self.tr("Question of example {number}"),
            self.answer: self.tr("Answer of example {number}"),
        }
        for part, words in names.items():
            part.setAccessibleName(words.format(number=number))
        for button in (self.up, self.down, self.remove):
            button.setToolTip(button.accessibleName())

    def dress(self) -> None:
        """Take the colours of the window."""
        self.up.setIcon(self._look.icon("arrow-up"))
        self.down.setIcon(self._look.icon("arrow-down"))
        self.remove.setIcon(self._look.icon("x"))


class ExamplesForm(QWidget):
    """All of them, in their order."""

    typed = Signal()
    entered = Signal(object)  # TemplateText that the keyboard is in
    field_made = Signal(str, str)  # name, and the text that stood there
    rearranged = Signal()  # rows came

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.rows: list[ExampleRow] = []
        self.add, self.sentence = QPushButton(), QLabel()
        self.sentence.setObjectName("caption")
        self.sentence.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.sentence)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.add.clicked.connect(self.add_one)
        look.changed.connect(self._dress)
        self.say()
        self._dress()

    def values(self) -> tuple[Example, ...]:
        """Give what was typed."""
        return tuple(row.value() for row in self.rows)

    def put(self, examples: Sequence[Example]) -> None:
        """Show these."""
        while len(self.rows) > len(examples):
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        come = len(self.rows) < len(examples)
        while len(self.rows) < len(examples):
            self._make()
        for row, example in zip(self.rows, examples, strict=True):
            row.question.put(example.question)
            row.answer.put(example.answer)
        self._arrange()
        if come:
            self.rearranged.emit()

    def say(self) -> None:
        """Speak the language of the window."""
        name_button(self.add, self.tr("Add an example"))
        words = self.tr(
            "Questions with good answers, shown to the model before the real one. They may have fields, too."
        )
        self.sentence.setText(words)
        for number, row in enumerate(self.rows, start=1):
            row.say(number)

    @Slot()
    def add_one(self) -> None:
        """Begin one more."""
        self.put((*self.values(), Example("", "")))
        self.rows[-1].question.setFocus(Qt.FocusReason.OtherFocusReason)
        self.typed.emit()

    def _make(self) -> None:
        row = ExampleRow(self._look)
        row.typed.connect(self.typed)
        row.removed.connect(lambda: self._remove(row))

        def move(by: int) -> None:
            self._move(row, by)

        row.moved.connect(move)
        for text in (row.question, row.answer):
            text.entered.connect(self.entered)
            text.insertions.field_made.connect(self.field_made)
        self.rows.append(row)
        self._column.insertWidget(len(self.rows), row)
        row.show()

    def _remove(self, row: ExampleRow) -> None:
        at = self.rows.index(row)
        values = list(self.values())
        del values[at]
        self.put(values)
        (self.rows[min(at, len(self.rows) - 1)].question if self.rows else self.add).setFocus()
        self.typed.emit()

    def _move(self, row: ExampleRow, by: int) -> None:
        at = self.rows.index(row)
        to = at + by
        values = list(self.values())
        values[at], values[to] = values[to], values[at]
        self.put(values)
        button = self.rows[to].up if by < 0 else self.rows[to].down
        (button if button.isEnabled() else self.rows[to].question).setFocus()
        self.typed.emit()

    def _arrange(self) -> None:
        for number, row in enumerate(self.rows):
            row.up.setEnabled(number > 0)
            row.down.setEnabled(number < len(self.rows) - 1)
        self.add.setEnabled(len(self.rows) < MOST)
        self.say()

    @Slot()
    def _dress(self) -> None:
        self.add.setIcon(self._look.icon("plus"))
        for row in self.rows:
            row.dress()
