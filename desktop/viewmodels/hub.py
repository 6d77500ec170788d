"""The catalogue, the search on the hub, and what a repository offers."""

from __future__ import annotations

from PySide6.QtCore import QObject


class HubViewModel(QObject):
    """The catalogue, the search on the hub, and what a repository offers."""

    def close(self) -> None:
        """Hear no more."""
