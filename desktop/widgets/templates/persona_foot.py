"""The row below the editor of a persona: what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from desktop.widgets.look import Look

ICONS = ("copy", "arrow-up", "arrow-down", "trash-2")


class PersonaFoot(QWidget):
    """Buttons that speak the window's language; the editor hears them."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.use, self.save, self.revert = QPushButton(), QPushButton(), QPushButton()
        self.use.setProperty("primary", True)
        self.copy, self.up, self.down, self.remove = self.tools = tuple(QToolButton() for _ in ICONS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(4)
        for tool in self.tools:
            tool.setIconSize(QSize(16, 16))
            row.addWidget(tool)
        row.addStretch(1)
        row.addWidget(self.revert)
        row.addSpacing(4)
        row.addWidget(self.save)
        row.addSpacing(4)
        row.addWidget(self.use)
        look.changed.connect(self._dress)
        self._say()
        self._dress()

    def show_state(self, changed: bool, kept: bool) -> None:
        """Offer what is possible: with something that is not saved, and with a persona that is."""
        self.save.setEnabled(changed)
        self.revert.setEnabled(changed)
        for tool in self.tools:
            tool.setVisible(kept)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        self.use.setText(self.tr("Begin a chat"))
        self.save.setText(self.tr("Save"))
        self.save.setToolTip(self.tr("Save (Ctrl+S)"))
        self.revert.setText(self.tr("Discard"))
        self.revert.setToolTip(self.tr("Back to what is saved"))
        names = (self.tr("Duplicate"), self.tr("Move up"), self.tr("Move down"), self.tr("Remove"))
        keys = ("", "Alt+↑", "Alt+↓", "")
        for tool, name, key in zip(self.tools, names, keys, strict=True):
            tool.setAccessibleName(name)
            tool.setToolTip(f"{name} ({key})" if key else name)

    @Slot()
    def _dress(self) -> None:
        for tool, icon in zip(self.tools, ICONS, strict=True):
            tool.setIcon(self._look.icon(icon))
