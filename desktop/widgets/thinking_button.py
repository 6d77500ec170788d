"""The switch that lets a model think before it answers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.widgets.look import Look


class ThinkingButton(QPushButton):
    """A pill that is on or off. Hidden where the model's template has no such switch."""

    thinking_chosen = Signal(bool)  # by the user

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pill")
        self.setCheckable(True)
        self.setChecked(True)
        self.setIconSize(QSize(16, 16))
        self._look = look
        look.changed.connect(self._dress)
        self.toggled.connect(self._dress)
        self.clicked.connect(self.thinking_chosen)
        self._dress()
        self.hide()

    def offer(self, offered: bool) -> None:
        """Show it where the loaded model can be told whether to think."""
        self.setVisible(offered)

    def changeEvent(self, e: QEvent) -> None:
        """Speak the new language."""
        if e.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(e)

    def _say(self) -> None:
        self.setText(" " + self.tr("Thinking"))  # apart from the icon
        self.setAccessibleName(self.tr("Thinking"))
        if self.isChecked():
            words = self.tr("The model thinks before it answers. Click to switch that off for this chat.")
        else:
            words = self.tr("The model answers at once. Click to let it think first in this chat.")
        self.setToolTip(words)
        self.setAccessibleDescription(words)

    @Slot()
    def _dress(self) -> None:
        self.setIcon(self._look.icon("brain", "link" if self.isChecked() else "text2"))
        self._say()
