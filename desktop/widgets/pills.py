"""Buttons that are an icon alone, or an icon with words beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QPushButton


def set_bare(button: QPushButton, bare: bool) -> None:
    """Take the border from a pill that names nothing, as the other icons beside it have none."""
    if button.property("bare") is not bare:
        button.setProperty("bare", bare)
        button.style().polish(button)


def name_button(button: QAbstractButton, name: str) -> None:
    """Write a name beside the icon of a button, a little apart, which style sheets cannot do."""
    button.setText(f" {name}")
    button.setAccessibleName(name)
