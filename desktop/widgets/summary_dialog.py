"""Lets the user put their own words in the place of a summary's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.widgets.look import Look

SIZE = (560, 420)  # px


class SummaryDialog(QDialog):
    """Shows the text of a summary for editing; `written` gives what it became."""

    written = Signal(str)

    def __init__(self, look: Look, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.resize(*SIZE)
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self.editor = QPlainTextEdit(text)
        self.editor.setFont(look.theme.body)
        self.editor.setTabChangesFocus(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        column = QVBoxLayout(self)
        column.addWidget(self._hint)
        column.addWidget(self.editor, 1)
        column.addWidget(self.buttons)
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        self.editor.textChanged.connect(self._able)
        self._say()
        self._able()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        self.setWindowTitle(self.tr("Edit the summary"))
        self._hint.setText(
            self.tr("The model reads this from now on. The messages themselves stay as they are.")
        )
        self.editor.setAccessibleName(self.tr("Summary"))
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setText(self.tr("Save"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))

    @Slot()
    def _able(self) -> None:
        text = self.editor.toPlainText().strip()
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(bool(text))

    @Slot()
    def _save(self) -> None:
        self.written.emit(self.editor.toPlainText())
        self.accept()
