"""What is being downloaded, and was."""

from __future__ import annotations

from PySide6.QtCore import QObject


class DownloadsViewModel(QObject):
    """What is being downloaded, and was."""

    def close(self) -> None:
        """Hear no more."""
