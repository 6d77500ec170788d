"""A template with saved inputs, answered by several models."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.viewmodels.tryout import TryoutViewModel
from desktop.widgets.look import Look


class TryoutTab(QWidget):
    """Works once attached."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._viewmodel: TryoutViewModel | None = None

    def attach(self, viewmodel: TryoutViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
