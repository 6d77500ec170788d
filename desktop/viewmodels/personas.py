"""What the page about personas shows and can ask for."""

from __future__ import annotations

from PySide6.QtCore import QObject


class PersonasViewModel(QObject):
    """Lists personas, and edits one."""

    def close(self) -> None:
        """Hear no more."""
