"""An answer of a try-out: painted as conversations are, or plain with what only it says marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.core.template_diff import Piece
from desktop.widgets.look import Look
from desktop.widgets.models.model_card import ModelCard
from desktop.widgets.templates.tryout_text import LOWEST, MarkedText


class AnswerCard(ModelCard):
    """Shows the Markdown of an answer and nothing to do with it; grows as the answer does."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setObjectName("answercard")
        self.setMinimumHeight(LOWEST)
        self._text = ""

    def show_answer(self, text: str) -> None:
        """Show a text; what is in sight of it already stays where it is."""
        if text == self._text:
            return
        if self._text and text.startswith(self._text):
            self.grow_card(text)
        else:
            self.show_card("", text)
        self._text = text


class AnswerView(QStackedWidget):
    """Shows an answer in one of two ways; what it says is the same."""

    link_activated = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.card, self.marked = AnswerCard(look), MarkedText()
        self.addWidget(self.card)
        self.addWidget(self.marked)
        self.setFocusProxy(self.card)
        self.card.link_activated.connect(self.link_activated)

    def show_answer(self, text: str) -> None:
        """Show it as Markdown."""
        self.card.show_answer(text)
        self._turn_to(self.card)

    def show_marked(self, text: str, lines: Sequence[Sequence[Piece]], gone: bool) -> None:
        """Show it as it was written, with the pieces marked that only it has."""
        self.marked.show_text(text)
        self.marked.mark_pieces(lines, gone, self._look)
        self._turn_to(self.marked)

    def say(self, name: str) -> None:
        """Name it to screen readers."""
        for part in (self.card, self.marked):
            part.setAccessibleName(name)

    def _turn_to(self, part: QWidget) -> None:
        before = self.currentWidget()
        if part is not before:
            had = before is not None and before.hasFocus()
            self.setCurrentWidget(part)
            self.setFocusProxy(part)
            if had:
                part.setFocus()
