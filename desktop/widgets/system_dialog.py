"""Lets the user read and write the system prompt of a chat."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox

from desktop.widgets.text_dialog import TextDialog


class SystemDialog(TextDialog):
    """An empty text is no system prompt."""

    def say(self) -> None:
        """Name everything."""
        self.setWindowTitle(self.tr("System prompt of this chat"))
        self.hint.setText(
            self.tr("The model is told this before everything, from your next message on. Answers stay.")
        )
        self.editor.setAccessibleName(self.tr("System prompt"))
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setText(self.tr("Save"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
