"""Has a screen reader say something that happens by itself, once and when it has ended its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel


def say_aloud(speaker: QObject, *words: str) -> None:
    """Say some sentences for a widget; nothing happens where nobody listens."""
    said = " ".join(text for text in words if text)
    if said and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(speaker, said))


def show_aloud(label: QLabel, words: str) -> None:
    """Show a line that says what is wrong, or none; it is said once, if it is in sight."""
    new = words != label.text() or label.isHidden()
    label.setText(words)
    label.setVisible(bool(words))
    if new and label.isVisible():
        say_aloud(label, words)


def read_part(widget: QObject, number: int) -> None:
    """Have a painted part of a widget read as what the keyboard has come to."""
    part = _part(widget, number) if QAccessible.isActive() else None
    if part is not None:
        QAccessible.updateAccessibility(QAccessibleEvent(part, QAccessible.Event.Focus))


def _part(widget: QObject, number: int) -> QAccessibleInterface | None:
    """Give a part; Qt's stub does not know that there may be none."""
    return QAccessible.queryAccessibleInterface(widget).child(number)
