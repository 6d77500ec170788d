"""The magnifying glass in a field that searches."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from desktop.widgets.look import Look


class Glass(QAction):
    """Stands at the beginning of a field; a click goes into it."""

    def __init__(self, field: QLineEdit, look: Look) -> None:
        super().__init__(field)
        self._look = look
        field.addAction(self, QLineEdit.ActionPosition.LeadingPosition)
        self.triggered.connect(field.setFocus)
        look.changed.connect(self._dress)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        self.setIcon(self._look.icon("search"))
