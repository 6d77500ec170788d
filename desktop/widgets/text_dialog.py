"""A dialog to read and write one text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.widgets.look import Look
from desktop.widgets.roomy_dialog import RoomyDialog

SIZE = (560, 420)  # px


class TextDialog(RoomyDialog):
    """`written` gives what the text became. What kind of text it is says `say`."""

    written = Signal(str)

    def __init__(self, look: Look, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.resize(*SIZE)
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        self.editor = QPlainTextEdit(text)
        self.editor.setObjectName("dialogtext")
        self.editor.setFont(look.theme.body)
        self.editor.setTabChangesFocus(True)
        buttons = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(buttons.Save | buttons.Cancel)
        self.buttons.button(buttons.Save).setProperty("primary", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.hint)
        column.addWidget(self.editor, 1)
        column.addWidget(self.buttons)
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        self.say()

    def say(self) -> None:
        """Name everything, in the language of the window."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.say()
        super().changeEvent(event)

    @Slot()
    def _save(self) -> None:
        self.written.emit(self.editor.toPlainText())
        self.accept()
