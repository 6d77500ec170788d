"""Brings the context of the shown chat to the ring, the map, the strip and the files."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from desktop.core.chat import ChatOptions
from desktop.engine.protocol import Loaded
from desktop.services.models import ModelStatus
from desktop.viewmodels.chat import ChatViewModel
from desktop.viewmodels.context import ContextViewModel
from desktop.viewmodels.models import ModelsViewModel
from desktop.widgets.composer import Composer
from desktop.widgets.context_panel import ContextPanel
from desktop.widgets.limit_strip import LimitStrip


class ContextMeter(QObject):
    """Connects what shows the context with what knows it, and the thinking switch with its chat."""

    def __init__(self, composer: Composer, panel: ContextPanel, limit: LimitStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._composer = composer
        self._panel = panel
        self._limit = limit
        self._context: ContextViewModel | None = None
        self._chat: ChatViewModel | None = None
        self._loaded: Loaded | None = None
        composer.ring.clicked.connect(panel.toggle)
        limit.show_asked.connect(panel.open_panel)

    def attach(self, chat: ChatViewModel, models: ModelsViewModel) -> None:
        """Go to work."""
        self._chat, self._context = chat, chat.context
        self._panel.attach(chat.context)
        self._limit.attach(chat.context)
        self._composer.attachments.count_with(chat.context.tokens_of)
        chat.context.changed.connect(self._changed)
        self._panel.pin_requested.connect(chat.context.pin)
        self._composer.thinking.thinking_chosen.connect(chat.choices.set_thinking)
        chat.choices.changed.connect(self._show_options)
        chat.shown.connect(self.show_chat)
        models.changed.connect(self._model_changed)
        self._model_changed(models.status)
        self.show_chat()
        self._changed()

    @Slot()
    def show_chat(self) -> None:
        """Another chat is shown."""
        assert self._chat is not None
        self._panel.close_panel()
        self._show_options(self._chat.choices.options)

    @Slot()
    def _changed(self) -> None:
        assert self._context is not None
        self._composer.ring.show_map(self._context.map)
        self._composer.attachments.recount()
        if not self._context.map.length:
            self._panel.close_panel()

    @Slot(object)
    def _show_options(self, options: ChatOptions) -> None:
        self._composer.thinking.setChecked(options.thinking)

    @Slot(object)
    def _model_changed(self, status: ModelStatus) -> None:
        loaded = status.loaded
        self._composer.thinking.offer(loaded is not None and loaded.thinking_switch)
        if loaded != self._loaded:  # not at every step of a load
            self._loaded = loaded
            self._composer.attachments.forget_counts()
