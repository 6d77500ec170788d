"""The system prompt of the shown chat: its chip in the composer, and the dialog that changes it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from desktop.viewmodels.chat import ChatViewModel
from desktop.widgets.chat_page import ChatPage
from desktop.widgets.look import Look
from desktop.widgets.slash_typing import SlashTyping
from desktop.widgets.system_dialog import SystemDialog


class SystemInComposer(QObject):
    """Belongs to the page of the conversation."""

    def __init__(self, look: Look, page: ChatPage, chat: ChatViewModel, typing: SlashTyping) -> None:
        super().__init__(page)
        self._look = look
        self._window: QWidget = page
        self._chat = chat
        self._button = page.composer.system
        self.dialog: SystemDialog | None = None
        self._button.edit_asked.connect(self.edit)
        self._button.template_asked.connect(typing.begin)
        self._button.removed.connect(self._remove)
        chat.prepared.changed.connect(self._show)
        chat.shown.connect(self._show)
        self._show()

    @Slot()
    def edit(self) -> None:
        """Show the text for editing; the window goes on meanwhile."""
        system, conversation = self._chat.prepared.system, self._chat.conversation
        dialog = self.dialog = SystemDialog(
            self._look, system.text if system is not None else "", self._window
        )

        def written(text: str) -> None:
            if self._chat.conversation is not conversation:
                return
            made_with = system.made_with if system is not None and text.strip() else None
            if made_with is not None and system is not None and text.strip() != system.text:
                made_with = replace(made_with, edited=True)
            self._chat.prepared.set_system(text, made_with)

        dialog.written.connect(written)
        dialog.finished.connect(self._closed)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def _remove(self) -> None:
        self._chat.prepared.set_system("")

    @Slot()
    def _closed(self) -> None:
        self.dialog = None

    @Slot()
    def _show(self) -> None:
        self._button.show_system(self._chat.prepared.system)
