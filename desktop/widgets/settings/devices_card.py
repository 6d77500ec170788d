"""What the engine can compute on, and the way to the settings of single models."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.core.setting_kinds import QT_TRANSLATE_NOOP
from desktop.services.models import ModelStatus
from desktop.widgets.devices import DeviceWords
from desktop.widgets.models.network_card import Card, put, sentence
from desktop.widgets.settings.desk import SettingsDesk

WORDS = (
    QT_TRANSLATE_NOOP("Setting", "This computer"),
    QT_TRANSLATE_NOOP("Setting", "GPU, layers, context length, threads, KV cache"),
    "CUDA, Vulkan, Metal",
)


class DevicesCard(Card):
    """Follows the engine."""

    def __init__(self, desk: SettingsDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._models = desk.models
        self._words = DeviceWords(self)
        self.text = sentence("caption")
        self.settings, self.network = QPushButton(), QPushButton()
        self.column.addWidget(self.text)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.settings)
        foot.addWidget(self.network)
        foot.addStretch(1)
        self.column.addLayout(foot)
        self.settings.clicked.connect(lambda: desk.show_model_settings())
        self.network.clicked.connect(lambda: desk.show_network())
        desk.models.changed.connect(self._changed)
        self.setFocusProxy(self.settings)
        self.refresh()

    def refresh(self) -> None:
        """Say what is known now."""
        status = self._models.status
        self.say(
            self.tr("This computer"),
            self.tr("Layers on the GPU, context length, threads and KV cache are set for each model."),
        )
        put(self.text, "\n".join(self._words.lines(status.engine, status.loaded)))
        self.settings.setText(self.tr("Settings of the model…"))
        self.settings.setEnabled(status.model is not None)
        self.network.setText(self.tr("Where models come from…"))

    @Slot(object)
    def _changed(self, _: ModelStatus) -> None:
        self.refresh()
