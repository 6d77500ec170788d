"""The line below the composer that says which keys do what."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget

from desktop.core.setting_kinds import SendKey
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.input import Input


class SendHint(ElidedLabel):
    """Tells the field which keys send, and says so."""

    def __init__(self, field: Input, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hint")
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._field = field
        self._say()

    def set_send_key(self, key: SendKey) -> None:
        """Send with Enter, or with Ctrl+Enter."""
        self._field.send_key = key
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        if self._field.send_key is SendKey.ENTER:
            words = self.tr(
                "Enter to send · Shift+Enter for a new line · / for templates · "
                "Answers are made on this computer"
            )
        else:
            words = self.tr(
                "Ctrl+Enter to send · Enter for a new line · / for templates · "
                "Answers are made on this computer"
            )
        self.setText(words)
