"""Lets the user put their own words in the place of a summary's."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from desktop.widgets.look import Look
from desktop.widgets.text_dialog import TextDialog


class SummaryDialog(TextDialog):
    """Shows the text of a summary for editing, which cannot become empty."""

    def __init__(self, look: Look, text: str, parent: QWidget | None = None) -> None:
        super().__init__(look, text, parent)
        self.editor.textChanged.connect(self._able)
        self._able()

    def say(self) -> None:
        """Name everything."""
        self.setWindowTitle(self.tr("Edit the summary"))
        self.hint.setText(
            self.tr("The model reads this from now on. The messages themselves stay as they are.")
        )
        self.editor.setAccessibleName(self.tr("Summary"))
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setText(self.tr("Save"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))

    @Slot()
    def _able(self) -> None:
        text = self.editor.toPlainText().strip()
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(bool(text))
