"""Has a screen reader say something that happens by itself, once and when it has ended its sentence."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent


def say_aloud(speaker: QObject, *words: str) -> None:
    """Say some sentences for a widget; nothing happens where nobody listens."""
    said = " ".join(text for text in words if text)
    if said and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(speaker, said))
