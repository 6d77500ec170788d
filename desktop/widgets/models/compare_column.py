"""One model of a comparison: its answer as it comes, and its figures."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.core.comparison import Agreement
from desktop.services.comparison import Column, Step
from desktop.widgets.format_ranges import units
from desktop.widgets.look import Look
from desktop.widgets.models.compare_words import CompareWords
from desktop.widgets.models.network_card import put, sentence
from desktop.widgets.value_label import wrappable

NARROWEST = 250  # px; more columns than fit are scrolled to
LOWEST = 140  # px, of an answer
FIGURES = 6


class Answer(QPlainTextEdit):
    """An answer, plain as it came. It follows its end while the reader does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compared")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(LOWEST)
        self._text = ""

    def show_text(self, text: str) -> None:
        """Show a text; what is there already stays, and stays selected."""
        if text == self._text:
            return
        if text.startswith(self._text):
            bar = self.verticalScrollBar()
            follows = bar.value() >= bar.maximum() - 4
            cursor = QTextCursor(self.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(text[len(self._text) :])
            if follows:
                bar.setValue(bar.maximum())
        else:
            self.setPlainText(text)
        self._text = text

    def mark(self, at: int | None, look: Look) -> None:
        """Mark the word that begins at, or holds, a character; None marks nothing."""
        if at is None or at >= len(self._text):
            self.setExtraSelections([])
            return
        begin, end = _word(self._text, at)
        selection = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        form.setBackground(look.theme.color("find_current"))
        form.setForeground(look.theme.color("bg" if look.theme.dark else "text"))
        form.setFontUnderline(True)
        cursor = QTextCursor(self.document())
        cursor.setPosition(units(self._text[:begin]))
        cursor.setPosition(units(self._text[:end]), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor, selection.format = cursor, form  # type: ignore[attr-defined]  # the stub has neither
        self.setExtraSelections([selection])


class ColumnView(QFrame):
    """Stands beside the others. `used` tells that the user wants this model from now on."""

    used = Signal(object)  # Installed

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setMinimumWidth(NARROWEST)
        self._look = look
        self._words = CompareWords(self)
        self._column: Column | None = None
        self.title, self.quant = sentence("heading"), QLabel()
        self.title.show()
        self.quant.setObjectName("quant")
        self.quant.setTextFormat(Qt.TextFormat.PlainText)
        self.step = sentence("caption")
        self.agreement = sentence("agreement")
        self.fault = sentence("fault")
        self.answer = Answer()
        self.names = [QLabel() for _ in range(FIGURES)]
        self.values = [QLabel() for _ in range(FIGURES)]
        self.use = QPushButton()
        self._lay_out()
        self.use.clicked.connect(self._use)
        look.changed.connect(self._mark)

    def show_column(self, column: Column, reference: bool, running: bool) -> None:
        """Show how far it has come."""
        self._column = column
        title = self._words.title(column)
        self.setAccessibleName(title)
        self.title.setText(wrappable(column.model.name))
        put(self.quant, column.model.quant)
        put(self.step, self._words.step(column))
        put(self.fault, self._words.error(column))
        self.answer.show_text(column.text)
        self.answer.setAccessibleName(self.tr("Answer of {model}").format(model=title))
        put(self.agreement, self._words.agreement(column.parting, reference))
        for at, (name, value) in enumerate(self._words.figures(column)):
            self.names[at].setText(name)
            self.values[at].setText(value)
        self.names[-1].setToolTip(
            self.tr("The most that its process had in memory, the mapped file included; not the GPU’s.")
        )
        self.use.setText(self.tr("Use this one"))
        self.use.setAccessibleName(f"{self.use.text()}: {title}")
        self.use.setToolTip(self.tr("Chats are answered by this model from now on, also after a restart."))
        self.use.setEnabled(not running and column.step is not Step.FAILED)
        self._mark()

    @Slot()
    def _mark(self) -> None:
        parting = self._column.parting if self._column is not None else None
        parts = parting is not None and parting.agreement is Agreement.PARTS
        self.answer.mark(parting.at if parts and parting is not None else None, self._look)

    @Slot()
    def _use(self) -> None:
        if self._column is not None:
            self.used.emit(self._column.model)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.quant, 0, Qt.AlignmentFlag.AlignTop)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for at, (name, value) in enumerate(zip(self.names, self.values, strict=True)):
            name.setObjectName("caption")
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(name, at, 0)
            grid.addWidget(value, at, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 12, 12, 12)
        page.setSpacing(8)
        page.addLayout(head)
        for part in (self.step, self.fault):
            page.addWidget(part)
        page.addWidget(self.answer, 1)
        page.addWidget(self.agreement)
        page.addLayout(grid)
        page.addWidget(self.use)


def _word(text: str, at: int) -> tuple[int, int]:
    """Give the word around a character, or the character alone where a text has no spaces nearby."""
    begin, end = at, at + 1
    while begin > 0 and at - begin < 40 and text[begin - 1].isalnum() and text[begin - 1].isascii():
        begin -= 1
    while end < len(text) and end - at < 40 and text[end].isalnum() and text[end].isascii():
        end += 1
    return begin, end
