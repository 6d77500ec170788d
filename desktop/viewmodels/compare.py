"""One prompt, answered by several models."""

from __future__ import annotations

from PySide6.QtCore import QObject


class CompareViewModel(QObject):
    """One prompt, answered by several models."""

    def close(self) -> None:
        """Hear no more."""
