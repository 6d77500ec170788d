"""System prompt, model and parameters under a name."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.viewmodels.personas import PersonasViewModel
from desktop.widgets.look import Look


class PersonasTab(QWidget):
    """Works once attached."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._viewmodel: PersonasViewModel | None = None

    def attach(self, viewmodel: PersonasViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
