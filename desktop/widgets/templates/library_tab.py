"""The templates that are kept, and the editor."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.core.templates import Draft
from desktop.viewmodels.templates import TemplatesViewModel
from desktop.widgets.look import Look


class TemplateLibraryTab(QWidget):
    """Works once attached."""

    use_asked = Signal(object)  # TemplateId: the user wants to send it
    tryout_asked = Signal(object)  # TemplateId
    import_asked = Signal()
    export_asked = Signal(object)  # tuple of TemplateId; empty: all
    starters_asked = Signal()  # the templates that come along are wanted

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._viewmodel: TemplatesViewModel | None = None

    def attach(self, viewmodel: TemplatesViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel

    def begin(self, draft: Draft) -> None:
        """Open the editor with a new template that is not saved yet."""
