"""What templates are to be written as, each way with a sentence."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QRadioButton, QVBoxLayout, QWidget

from desktop.core.template_exchange import Format

INDENT = 24  # px, of the sentences


class FormatChoice(QWidget):
    """JSON at first, since it holds everything."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = {each: QRadioButton() for each in Format}
        self._hints = {each: QLabel() for each in Format}
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
        self.buttons[Format.JSON].setChecked(True)
        self._say()

    @property
    def chosen(self) -> Format:
        """The format that is chosen."""
        return next(each for each, button in self.buttons.items() if button.isChecked())

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        csv = self.tr("Columns “act” and “prompt”, as prompt collections have them")
        llm = self.tr("For the command line program llm; without conditions and kinds of fields")
        names = {  # three are proper names, the same in every language
            Format.JSON: ("JSON", self.tr("Everything, for Fireside on another computer")),
            Format.MARKDOWN: ("Markdown", self.tr("Texts with front matter, to read and edit")),
            Format.CSV: ("CSV", csv),
            Format.YAML: (self.tr("YAML for llm"), llm),
        }
        for each, (name, hint) in names.items():
            self.buttons[each].setText(name)
            self.buttons[each].setAccessibleDescription(hint)
            self._hints[each].setText(hint)
