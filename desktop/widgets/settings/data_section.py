"""What is kept on this computer, how large it is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.setting_kinds import QT_TRANSLATE_NOOP
from desktop.widgets.look import Look


class DataSection(QWidget):
    """Stands in the settings; made when they are first shown, then `attach` is called once."""

    WORDS: Sequence[str] = (QT_TRANSLATE_NOOP("Setting", "Data"),)  # what the search field finds it by

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    def attach(self) -> None:
        """Go to work."""
