"""Parts above the composer that come and go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget


class HeldParts:
    """Takes parts into the column above a widget; Escape closes them."""

    def __init__(self, column: QVBoxLayout, below: QWidget) -> None:
        self._column = column
        self._below = below
        self.all: list[tuple[QWidget, Callable[[], None]]] = []  # each with what closes it

    def take(self, part: QWidget, close: Callable[[], None]) -> None:
        """Let a part stand there; it shows and hides itself."""
        self._column.insertWidget(self._column.indexOf(self._below), part)
        self.all.append((part, close))
