"""What the library of templates shows and can ask for."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.services.templates import Templates


class TemplatesViewModel(QObject):
    """Lists templates, and edits one."""

    def __init__(self, templates: Templates, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._templates = templates

    def close(self) -> None:
        """Hear no more."""
