"""What is being downloaded, and was."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.viewmodels.downloads import DownloadsViewModel
from desktop.widgets.look import Look


class DownloadsTab(QWidget):
    """What is being downloaded, and was."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def attach(self, viewmodel: DownloadsViewModel) -> None:
        """Go to work."""
