"""Lets the user read and write the system prompt of a chat."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.widgets.look import Look

SIZE = (560, 420)  # px


class SystemDialog(QDialog):
    """`written` gives what the text became; "" is none."""

    written = Signal(str)

    def __init__(self, look: Look, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.resize(*SIZE)
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self.editor = QPlainTextEdit(text)
        self.editor.setFont(look.theme.body)
        self.editor.setTabChangesFocus(True)
        buttons = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(buttons.Save | buttons.Cancel)
        column = QVBoxLayout(self)
        column.addWidget(self._hint)
        column.addWidget(self.editor, 1)
        column.addWidget(self.buttons)
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        self.setWindowTitle(self.tr("System prompt of this chat"))
        self._hint.setText(
            self.tr("The model is told this before everything, from your next message on. Answers stay.")
        )
        self.editor.setAccessibleName(self.tr("System prompt"))
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setText(self.tr("Save"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))

    @Slot()
    def _save(self) -> None:
        self.written.emit(self.editor.toPlainText())
        self.accept()
