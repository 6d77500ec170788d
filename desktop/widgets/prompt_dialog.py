"""Shows the exact prompt that an answer was made from, or would be."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Slot
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.widgets.look import Look
from desktop.widgets.roomy_dialog import RoomyDialog
from desktop.widgets.style import RADIUS

LINE = 4_000  # characters of a line that are shown as one: a line is laid out as a whole
SIZE = (760, 560)  # px


class PromptDialog(RoomyDialog):
    """A prompt, its size, a button to copy it. Without a text it waits for `show_prompt` or `fail`."""

    def __init__(
        self, look: Look, text: str | None = None, tokens: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._prompt: str | None = None
        self._tokens: int | None = None
        self._failure = ""
        self._waits = False  # until another answer has ended
        self._cut = False
        self.resize(*SIZE)
        self.count = QLabel()
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.view = QPlainTextEdit()
        self.view.setReadOnly(True)
        self.view.setTabChangesFocus(True)
        self.view.setUndoRedoEnabled(False)
        self.copy, self.leave = QPushButton(), QPushButton()
        self._lay_out()
        self.copy.clicked.connect(self._copy)
        self.leave.clicked.connect(self.close)
        look.changed.connect(self._dress)
        self._dress()
        if text is None:
            self._say()
        else:
            self.show_prompt(text, tokens)

    def show_prompt(self, text: str, tokens: int | None) -> None:
        """Show a prompt; `tokens` None where nobody has counted them."""
        self._prompt, self._tokens, self._failure = text, tokens, ""
        lines = text.split("\n")
        self._cut = max(map(len, lines)) > LINE
        self.view.setPlainText("\n".join(_pieces(lines)) if self._cut else text)
        self._say()

    def wait_for_answer(self, waits: bool) -> None:
        """Say whether an answer in progress is what a prompt that is not there yet waits for."""
        self._waits = waits
        self._say()

    def fail(self, sentence: str) -> None:
        """Say why there is no prompt to be shown."""
        self._prompt, self._failure = None, sentence
        self.view.clear()
        self._say()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.copy)
        foot.addWidget(self.leave)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 16, 16, 16)
        page.setSpacing(12)
        page.addWidget(self.note)
        page.addWidget(self.view, 1)
        page.addLayout(foot)

    def _say(self) -> None:
        self.setWindowTitle(self.tr("The exact prompt"))
        self.view.setAccessibleName(self.tr("The exact prompt"))
        self.copy.setText(self.tr("Copy"))
        self.leave.setText(self.tr("Close"))
        self.copy.setEnabled(self._prompt is not None)
        words = self.tr("What the model is given, with its control tokens, exactly as it is.")
        if self._failure:
            words = self._failure
        elif self._prompt is None and self._waits:
            words = self.tr("The prompt is made when the answer in progress has ended…")
        elif self._prompt is None:
            words = self.tr("The prompt is being made…")
        elif self._cut:
            words = self.tr("Very long lines are shown in pieces. “Copy” gives the exact text.")
        self.note.setText(words)
        known = self._prompt is not None and self._tokens is not None
        self.count.setText(self.tr("%Ln token(s)", "", self._tokens or 0) if known else "")

    @Slot()
    def _dress(self) -> None:
        theme = self._look.theme
        self.view.setFont(QFont(theme.mono))
        self.view.setStyleSheet(
            f"QPlainTextEdit {{ background: {theme.color('code_bg').name()};"
            f" border: 1px solid {theme.color('border').name()}; color: {theme.color('text').name()};"
            f" border-radius: {RADIUS.m}px; padding: 4px 6px; }}"
        )
        for label in (self.count, self.note):
            label.setStyleSheet(f"color: {theme.color('text2').name()};")

    @Slot()
    def _copy(self) -> None:
        if self._prompt is not None:
            QGuiApplication.clipboard().setText(self._prompt)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setLocale(QLocale())
            self._say()
        super().changeEvent(event)


def _pieces(lines: list[str]) -> list[str]:
    """Cut lines that are too long to be laid out as a whole."""
    return [line[start : start + LINE] for line in lines for start in range(0, len(line) or 1, LINE)]
