"""The templates that are kept, and the editor."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.viewmodels.templates import TemplatesViewModel
from desktop.widgets.look import Look


class TemplateLibraryTab(QWidget):
    """Works once attached."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._viewmodel: TemplatesViewModel | None = None

    def attach(self, viewmodel: TemplatesViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
