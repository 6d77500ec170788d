"""What models are on this computer."""

from __future__ import annotations

from PySide6.QtCore import QObject


class LibraryViewModel(QObject):
    """What models are on this computer."""

    def close(self) -> None:
        """Hear no more."""
