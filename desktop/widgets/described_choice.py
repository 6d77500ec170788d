"""One of several, each with a sentence below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QRadioButton, QVBoxLayout, QWidget

INDENT = 24  # px, of the sentences

K = TypeVar("K")


class DescribedChoice(QWidget, Generic[K]):
    """The first is chosen at first."""

    changed = Signal()

    def __init__(self, kinds: Sequence[K], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = {each: QRadioButton() for each in kinds}
        self._hints = {each: QLabel() for each in kinds}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for each, button in self.buttons.items():
            hint = self._hints[each]
            hint.setObjectName("cardhint")
            hint.setWordWrap(True)
            hint.setContentsMargins(INDENT, 0, 0, 4)
            column.addWidget(button)
            column.addWidget(hint)
            button.toggled.connect(self.changed)
        self.buttons[kinds[0]].setChecked(True)
        self._say()

    @property
    def chosen(self) -> K:
        """The one that is chosen."""
        return next(each for each, button in self.buttons.items() if button.isChecked())

    def choose(self, kind: K) -> None:
        """Choose one."""
        self.buttons[kind].setChecked(True)

    def take_focus(self) -> None:
        """Be ready for the arrow keys, at what is chosen."""
        self.buttons[self.chosen].setFocus()

    def words(self) -> Mapping[K, tuple[str, str]]:
        """Give a name and a sentence for each."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        for each, (name, hint) in self.words().items():
            self.buttons[each].setText(name)
            self.buttons[each].setAccessibleDescription(hint)
            self._hints[each].setText(hint)
