"""The choice of what is done when a chat is longer than the context."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from desktop.core.chat import Policy
from desktop.widgets.context_words import ContextWords

INDENT = 26  # px, under the words of a radio button


class PolicyChoice(QWidget):
    """Four radio buttons, each with a sentence; only the user's choice is told."""

    chosen = Signal(object)  # Policy

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ContextWords(self)
        self._narrow = False
        self._title = QLabel()
        self._title.setObjectName("heading")
        self._group = QButtonGroup(self)
        self.buttons = {policy: QRadioButton() for policy in Policy}
        self._sentences = {policy: QLabel() for policy in Policy}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addSpacing(4)
        for number, policy in enumerate(Policy):
            sentence = self._sentences[policy]
            sentence.setObjectName("caption")
            sentence.setWordWrap(True)
            sentence.setContentsMargins(INDENT, 0, 0, 5)
            self._group.addButton(self.buttons[policy], number)
            column.addWidget(self.buttons[policy])
            column.addWidget(sentence)
        self._group.idClicked.connect(self._clicked)
        self._say()

    def show_policy(self, policy: Policy) -> None:
        """Mark the policy that is in force."""
        self.buttons[policy].setChecked(True)
        self._fit()

    def set_narrow(self, narrow: bool) -> None:
        """Where there is little room, show the sentence of the chosen policy alone."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        self._title.setText(self.tr("When the chat is longer than that"))
        for policy in Policy:
            name, sentence = self._words.policy(policy)
            self.buttons[policy].setText(name)
            self.buttons[policy].setAccessibleDescription(sentence)
            self.buttons[policy].setToolTip(sentence)
            self._sentences[policy].setText(sentence)

    @Slot(int)
    def _clicked(self, number: int) -> None:
        self.chosen.emit(tuple(Policy)[number])

    def _fit(self) -> None:
        for policy, sentence in self._sentences.items():
            sentence.setVisible(not self._narrow or self.buttons[policy].isChecked())
