"""What stands right of the list of chats: the conversation, or the page about models."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.errors import NotGguf
from desktop.viewmodels.model_page import ModelPageViewModels
from desktop.widgets.attachments_drop import DropHint
from desktop.widgets.look import Look
from desktop.widgets.models.page import ModelsPage, Tab


class Pages(QWidget):
    """Holds the conversation and, once it was asked for, the page about models."""

    chat_shown = Signal()  # after the page about models
    models_shown = Signal(bool)  # whether the page about models stands there now
    link_activated = Signal(str)  # an address on the page about models

    def __init__(self, look: Look, chat: QWidget) -> None:
        super().__init__()
        self._look = look
        self._chat = chat
        self._viewmodels: ModelPageViewModels | None = None
        self.models: ModelsPage | None = None
        self.drop: DropHint | None = None  # of the page about models
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(chat, 1)

    @property
    def on_models(self) -> bool:
        """Whether the page about models is shown."""
        return self.models is not None and not self.models.isHidden()

    def attach(self, viewmodels: ModelPageViewModels) -> None:
        """Have what the page about models works with."""
        self._viewmodels = viewmodels
        viewmodels.library.loading.connect(self.show_chat)

    @Slot()
    def show_models(self) -> None:
        """Show the page about models as it was left."""
        page = self._made()
        if page is not None:
            self._chat.hide()
            page.show()
            page.take_focus()
            self.models_shown.emit(True)

    def show_tab(self, tab: Tab) -> None:
        """Show one part of the page about models."""
        page = self._made()
        if page is not None:
            page.open_tab(tab)
            self.show_models()

    @Slot()
    def show_library(self) -> None:
        """Show the models on this computer."""
        self.show_tab(Tab.LIBRARY)

    @Slot(object)
    def take_folder(self, folder: Path) -> None:
        """Look for models in a folder that was dropped, and show what comes of it."""
        if self._viewmodels is not None:
            self._viewmodels.library.take(folder)
            self.show_library()

    @Slot()
    def show_requests(self) -> None:
        """Show every request that went out."""
        self.show_tab(Tab.NETWORK)
        if self.models is not None:
            self.models.network.show_log()

    @Slot()
    def show_chat(self) -> None:
        """Go back to the conversation."""
        if self.models is not None and self.on_models:
            self.models.hide()
            self._chat.show()
            self.models_shown.emit(False)
            self.chat_shown.emit()

    @Slot(object)
    def _refuse(self, files: list[Path]) -> None:
        """Say that what was dropped on the page about models is no model."""
        if self.models is not None:
            self.models.open_tab(Tab.LIBRARY)
            self.models.library.tell(NotGguf(files[0]))

    def _made(self) -> ModelsPage | None:
        if self.models is None and self._viewmodels is not None:
            self.models = ModelsPage(self._look, self._viewmodels)
            self.models.closed.connect(self.show_chat)
            self.drop = DropHint(self._look, self.models, attaches=False)
            self.drop.model_dropped.connect(self._viewmodels.library.take)
            self.drop.folder_dropped.connect(self.take_folder)
            self.drop.dropped.connect(self._refuse)
            self.models.link_activated.connect(self.link_activated)
            self._column.addWidget(self.models, 1)
        return self.models
