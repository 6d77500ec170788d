"""Tells screen readers what happens in the conversation by itself."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


class Announcer(QObject):
    """Speaks for a view."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view

    @Slot(int)
    def answer_finished(self, row: int) -> None:
        """Say that an answer has come to its end."""
        if QAccessible.isActive():
            text = QCoreApplication.translate("TranscriptView", "The answer is finished.")
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, text))
