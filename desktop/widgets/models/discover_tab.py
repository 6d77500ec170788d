"""The catalogue, the search on the hub, and what a repository offers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.viewmodels.hub import HubViewModel
from desktop.widgets.look import Look


class DiscoverTab(QWidget):
    """The catalogue, the search on the hub, and what a repository offers."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def attach(self, viewmodel: HubViewModel) -> None:
        """Go to work."""
