"""Where models come from: hub, mirrors, token, proxy, and every request that went out."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.viewmodels.network import NetworkViewModel
from desktop.widgets.look import Look


class NetworkTab(QWidget):
    """Where models come from: hub, mirrors, token, proxy, and every request that went out."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def attach(self, viewmodel: NetworkViewModel) -> None:
        """Go to work."""
