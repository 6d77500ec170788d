"""As what chats are exported: each way with a sentence."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QRadioButton, QVBoxLayout, QWidget

from desktop.services.exporting import Format

INDENT = 24  # px, of the sentences


class ExportChoice(QWidget):
    """Markdown at first: everything can read it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = {each: QRadioButton() for each in _ORDER}
        self._hints = {each: QLabel() for each in _ORDER}
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
        self.buttons[Format.MARKDOWN].setChecked(True)
        self._say()

    @property
    def chosen(self) -> Format:
        """The format that is chosen."""
        return next(each for each, button in self.buttons.items() if button.isChecked())

    def choose(self, format_: Format) -> None:
        """Choose a format."""
        self.buttons[format_].setChecked(True)

    def take_focus(self) -> None:
        """Be ready for the arrow keys, at what is chosen."""
        self.buttons[self.chosen].setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        names = {  # three are proper names, the same in every language
            Format.MARKDOWN: ("Markdown", self.tr("As it was written, for editors and notes")),
            Format.HTML: (self.tr("Web page"), self.tr("One file with everything in it, for any browser")),
            Format.PDF: ("PDF", self.tr("Pages to read, to send and to print")),
            Format.JSON: ("JSON", self.tr("Complete with all branches; Fireside can import it again")),
        }
        for each, (name, hint) in names.items():
            self.buttons[each].setText(name)
            self.buttons[each].setAccessibleDescription(hint)
            self._hints[each].setText(hint)


_ORDER = (Format.MARKDOWN, Format.HTML, Format.PDF, Format.JSON)
