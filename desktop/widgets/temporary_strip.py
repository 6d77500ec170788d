"""The line over a conversation that says that nothing of it is stored."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.widgets.look import Look


class TemporaryStrip(QFrame):
    """Shown with temporary chats only; keeps and exports them."""

    keep_asked = Signal()
    export_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("temporarystrip")
        self._look = look
        self._icon, self.words = QLabel(), QLabel()
        self.words.setObjectName("temporarywords")
        self.words.setWordWrap(True)
        self.export, self.keep = QPushButton(), QPushButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 16, 6)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self.words, 1)
        row.addWidget(self.export)
        row.addWidget(self.keep)
        self.keep.clicked.connect(self.keep_asked)
        self.export.clicked.connect(self.export_asked)
        look.changed.connect(self._dress)
        self._say()
        self._dress()
        self.hide()

    def show_state(self, active: bool, ready: bool) -> None:
        """Show it or not, and whether there is something to be kept."""
        for button in (self.keep, self.export):
            button.setEnabled(ready)
        self.setVisible(active)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        self.words.setText(self.tr("Temporary chat: nothing of it is stored. It is gone when you leave it."))
        self.words.setAccessibleName(self.words.text())
        self.export.setText(self.tr("Export…"))
        self.export.setToolTip(self.tr("Write it into a file"))
        self.keep.setText(self.tr("Keep this chat"))
        self.keep.setToolTip(self.tr("Store it as a chat like others, with all its branches"))

    @Slot()
    def _dress(self) -> None:
        color = self._look.theme.color("link")
        icon = self._look.icons.pixmap("message-circle-dashed", color, 18, self.devicePixelRatioF())
        self._icon.setPixmap(icon)
