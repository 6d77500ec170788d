"""Tells screen readers what happens in the conversation by itself, and which message is marked."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from desktop.core.chat import Status
from desktop.widgets.aloud import say_aloud
from desktop.widgets.transcript.parts import Parts


class Announcer(QObject):
    """Speaks for a view: once when an answer begins, once when it ends, and never at its words."""

    def __init__(self, view: QWidget, parts: Parts) -> None:
        super().__init__(view)
        self._view = view
        self._parts = parts
        parts.feed.begun.connect(self._begun)
        parts.feed.finished.connect(self._finished)
        parts.keys.row_chosen.connect(self._marked)

    @Slot(int)
    def _begun(self, row: int) -> None:
        say_aloud(self._view, QCoreApplication.translate("TranscriptView", "The answer begins."))

    @Slot(int)
    def _finished(self, row: int) -> None:
        translate = QCoreApplication.translate
        match self._parts.flow.entries[row].message.status:
            case Status.STOPPED:
                words = translate("TranscriptView", "The answer was stopped.")
            case Status.FAILED:
                words = translate("TranscriptView", "The answer has failed.")
            case _:
                words = translate("TranscriptView", "The answer is finished.")
        say_aloud(self._view, words)

    @Slot(int)
    def _marked(self, row: int) -> None:
        """Have the marked message read, as an item of a list that the keyboard has come to."""
        if row < 0 or not self._view.hasFocus() or not QAccessible.isActive():
            return
        conversation = QAccessible.queryAccessibleInterface(self._view)
        message = conversation.child(row) if conversation is not None else None
        if message is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(message, QAccessible.Event.Focus))
