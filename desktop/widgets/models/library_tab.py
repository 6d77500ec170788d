"""What models are on this computer."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.viewmodels.library import LibraryViewModel
from desktop.widgets.look import Look


class LibraryTab(QWidget):
    """What models are on this computer."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def attach(self, viewmodel: LibraryViewModel) -> None:
        """Go to work."""
