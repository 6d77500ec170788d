"""The frame of the composer: files and input above, a row of buttons below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

SPACING = 6  # px


class ComposerFrame(QFrame):
    """Shows by its border whether one types in it."""

    def __init__(self, above: Sequence[QWidget], left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        super().__init__()
        self.setObjectName("composer")
        upper = QVBoxLayout()
        upper.setContentsMargins(6, 0, 0, 0)
        upper.setSpacing(8)
        for widget in above:
            upper.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(SPACING)
        for widget in left:
            row.addWidget(widget)
        row.addStretch(1)
        for widget in right:
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 8, 8)
        column.setSpacing(SPACING)
        column.addLayout(upper)
        column.addLayout(row)

    @Slot(bool)
    def show_focus(self, focused: bool) -> None:
        """Colour the border."""
        self.setProperty("active", focused)
        self.style().polish(self)
