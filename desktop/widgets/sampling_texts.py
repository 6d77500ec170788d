"""Parts of the sampling panel that are typed as text: rows of lines, and the form of the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.core.advice import describe
from desktop.core.errors import GrammarInvalid, SchemaInvalid
from desktop.core.sampling import Sampling
from desktop.viewmodels.sampling_text import TextProblem, check_schema
from desktop.widgets.aloud import show_aloud
from desktop.widgets.look import Look
from desktop.widgets.sampling_rows import Row
from desktop.widgets.sampling_style import Choice
from desktop.widgets.sampling_words import SamplingWords
from desktop.widgets.speech import QtSpeaker

LINES, FORM_LINES = 3, 9  # that are seen at a time


class Editor(QPlainTextEdit):
    """Plain text in the code font. Tab leaves it; the wheel turns it only while it has the focus."""

    def __init__(self, look: Look, lines: int) -> None:
        super().__init__()
        self._look = look
        self._lines = lines
        self.setTabChangesFocus(True)
        look.changed.connect(self._dress)
        self._dress()

    def wheelEvent(self, e: QWheelEvent) -> None:
        """Leave the wheel to the scroll area."""
        super().wheelEvent(e) if self.hasFocus() else e.ignore()

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._look.theme.mono)
        self.setFixedHeight(self._lines * self.fontMetrics().lineSpacing() + 14)


@dataclass(frozen=True, slots=True)
class Notation:
    """How a value is typed."""

    read: Callable[[str], Any]  # raises TextProblem
    write: Callable[[Any], str]


class TextRow(Row):
    """A parameter that is typed as lines. What cannot be read is told below, and not taken."""

    def __init__(self, look: Look, name: str, notation: Notation) -> None:
        super().__init__(look, name)
        self._notation = notation
        self._words = SamplingWords(self)
        self._wrong: TextProblem | None = None
        self._last: object = None  # shown or taken; None is no value of such a parameter
        self._showing = False
        self.field = Editor(look, LINES)
        self.problem = _problem_label()
        self.label.setBuddy(self.field)
        self.column.addWidget(self.field)
        self.column.addWidget(self.problem)
        self.column.addWidget(self.sentence)
        self.field.textChanged.connect(self._on_text)

    def put(self, value: object) -> None:
        """Show a value; what is being typed stays while the value is the one that it was typed over."""
        if value == self._last:
            return
        self._last = value
        self._showing = True
        self.field.setPlainText(self._notation.write(value))
        self._showing = False
        self._tell(None)

    def fields(self) -> tuple[QWidget, ...]:
        """Give the field."""
        return (self.field,)

    def forget(self) -> None:
        """Let the next value replace what is typed."""
        self._last = None

    def say_problem(self) -> None:
        """Say in the window's language what is wrong."""
        self._tell(self._wrong)

    @Slot()
    def _on_text(self) -> None:
        if self._showing:
            return
        try:
            value = self._notation.read(self.field.toPlainText())
        except TextProblem as wrong:
            self._tell(wrong)
            return
        self._tell(None)
        if value != self._last:
            self._last = value
            self.edited.emit(self.name, value)

    def _tell(self, wrong: TextProblem | None) -> None:
        self._wrong = wrong
        _show_problem(self.problem, "" if wrong is None else self._words.problem(wrong))


class Form(StrEnum):
    """What an answer must look like; in the order of the choice."""

    FREE = "free"
    JSON_SCHEMA = "json_schema"
    GRAMMAR = "grammar"


class AnswerForm(QWidget):
    """The choice of a form, and its text. The engine looks closer at it when an answer is asked."""

    edited = Signal(str, str)  # JSON schema, grammar

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._words = SamplingWords(self)
        self._texts = dict.fromkeys(Form, "")  # the other form's stays while one looks at this one's
        self._last: tuple[str, str] | None = None
        self._wrong: TextProblem | GrammarInvalid | SchemaInvalid | None = None
        self._showing = False
        self.title, self.sentence = QLabel(), QLabel()
        self.title.setObjectName("heading")
        self.sentence.setObjectName("caption")
        self.sentence.setWordWrap(True)
        self.kind = Choice(look)
        self.kind.addItems([""] * len(Form))
        self.field = Editor(look, FORM_LINES)
        self.problem = _problem_label()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.title, self.kind, self.field, self.problem, self.sentence):
            column.addWidget(part)
        self.kind.activated.connect(self._on_kind)
        self.field.textChanged.connect(self._on_text)
        self.say()

    @property
    def form(self) -> Form:
        """The form whose text is shown."""
        return tuple(Form)[self.kind.currentIndex()]

    def show_value(self, sampling: Sampling) -> None:
        """Show what applies; what is being typed stays while that is what it was typed over."""
        pair = (sampling.json_schema, sampling.grammar)
        if pair == self._last:
            return
        self._last = pair
        schema, grammar = pair
        self._texts = {Form.FREE: "", Form.JSON_SCHEMA: schema, Form.GRAMMAR: grammar}
        form = Form.JSON_SCHEMA if schema.strip() else Form.GRAMMAR if grammar.strip() else Form.FREE
        self.kind.setCurrentIndex(tuple(Form).index(form))
        self._show_form()

    def forget(self) -> None:
        """Let the next value replace what is typed."""
        self._last = None

    def tell(self, error: GrammarInvalid | SchemaInvalid) -> None:
        """Say what the engine found wrong, until something else is typed."""
        self._tell(error)

    def say(self) -> None:
        """Speak the window's language."""
        self.title.setText(self.tr("Form of the answer"))
        names = (self.tr("Free text"), self.tr("JSON that follows a schema"), self.tr("Grammar (GBNF)"))
        for number, name in enumerate(names):
            self.kind.setItemText(number, name)
        self.kind.setAccessibleName(self.title.text())
        self.field.setAccessibleName(names[self.kind.currentIndex()])
        self.sentence.setText(self._sentence())
        self.field.setAccessibleDescription(self.sentence.text())
        self._tell(self._wrong)

    def _sentence(self) -> str:
        match self.form:
            case Form.FREE:
                return self.tr("The model answers as it likes.")
            case Form.JSON_SCHEMA:
                return self.tr("The answer is JSON that this JSON schema allows, and nothing else.")
            case Form.GRAMMAR:
                return self.tr("The answer follows this grammar of llama.cpp; its first rule is named root.")

    def _show_form(self) -> None:
        self._showing = True
        self.field.setVisible(self.form is not Form.FREE)
        self.field.setPlainText(self._texts[self.form])
        self._showing = False
        self._wrong = None
        self.say()

    @Slot()
    def _on_kind(self) -> None:
        self._show_form()
        if not self._take():
            self._apply("", "")  # the form before is given up in any case

    @Slot()
    def _on_text(self) -> None:
        if not self._showing:
            self._texts[self.form] = self.field.toPlainText()
            self._take()

    def _take(self) -> bool:
        """Take what is typed; False where it cannot be used."""
        text = self._texts[self.form]
        try:
            if self.form is Form.JSON_SCHEMA and text.strip():
                check_schema(text)
        except TextProblem as wrong:
            self._tell(wrong)
            return False
        self._tell(None)
        self._apply(text if self.form is Form.JSON_SCHEMA else "", text if self.form is Form.GRAMMAR else "")
        return True

    def _apply(self, schema: str, grammar: str) -> None:
        if (schema, grammar) != self._last:
            self._last = (schema, grammar)
            self.edited.emit(schema, grammar)

    def _tell(self, wrong: TextProblem | GrammarInvalid | SchemaInvalid | None) -> None:
        self._wrong = wrong
        match wrong:
            case None:
                words = ""
            case TextProblem():
                words = self._words.problem(wrong)
            case _:
                words = describe(wrong, QtSpeaker()).what
        _show_problem(self.problem, words)


def _problem_label() -> QLabel:
    label = QLabel()
    label.setObjectName("problem")
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.hide()
    return label


def _show_problem(label: QLabel, words: str) -> None:
    show_aloud(label, words)
