"""One prompt, answered by several models."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.viewmodels.compare import CompareViewModel
from desktop.widgets.look import Look


class CompareTab(QWidget):
    """One prompt, answered by several models."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def attach(self, viewmodel: CompareViewModel) -> None:
        """Go to work."""
