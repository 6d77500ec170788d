"""Where models come from: hub, mirrors, token, proxy, and every request that went out."""

from __future__ import annotations

from PySide6.QtCore import QObject


class NetworkViewModel(QObject):
    """Where models come from: hub, mirrors, token, proxy, and every request that went out."""

    def close(self) -> None:
        """Hear no more."""
