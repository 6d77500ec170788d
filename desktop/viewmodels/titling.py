"""Titles that the user wants the model to find."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.chat import ChatId
from desktop.services.titling import Titling


class TitlingViewModel(QObject):
    """Passes wishes on; the list of chats shows what comes of them."""

    not_found = Signal()
    failed = Signal(object)  # UserError

    def __init__(self, titling: Titling, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titling = titling
        titling.not_found.connect(lambda _: self.not_found.emit())
        titling.failed.connect(self.failed.emit)

    @Slot(object)
    def suggest(self, chat: ChatId) -> None:
        """Have a chat named."""
        self._titling.suggest(chat)
