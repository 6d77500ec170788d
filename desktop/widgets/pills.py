"""Buttons of the composer that are an icon alone, or a chip where they name something."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton


def set_bare(button: QPushButton, bare: bool) -> None:
    """Take the border from a pill that names nothing, as the other icons beside it have none."""
    if button.property("bare") is not bare:
        button.setProperty("bare", bare)
        button.style().polish(button)
