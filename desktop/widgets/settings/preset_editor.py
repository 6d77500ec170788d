"""The choice of the preset that holds where a model has none of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.core.built_in_presets import BuiltIn
from desktop.core.presets import Preset
from desktop.widgets.look import Look
from desktop.widgets.model_settings_fields import ChoiceField
from desktop.widgets.sampling_words import SamplingWords
from desktop.widgets.settings.editors import Editor


class PresetEditor(Editor):
    """What a model's file recommends, a preset that comes along, or one of the user's."""

    def __init__(
        self, look: Look, presets: Callable[[], list[Preset]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presets = presets
        self._words = SamplingWords(self)
        self._value = ""
        self.field = ChoiceField(look)
        self.row.addWidget(self.field)
        self.setFocusProxy(self.field)
        self.field.chosen.connect(lambda: self.edited.emit(self.field.value))

    def put(self, value: Any) -> None:
        """Show which one is chosen; one that has gone is what the file recommends."""
        self._value = value
        choices: list[tuple[str, object]] = [(self.tr("As the model’s file recommends"), "")]
        choices += [(self._words.built_in(each), each.value) for each in BuiltIn]
        choices += [(preset.name[:60], str(preset.id)) for preset in self._presets()]
        self.field.put(choices, value)

    def say(self, name: str, help_: str) -> None:
        """Name it."""
        self.field.setAccessibleName(name)
        self.field.setAccessibleDescription(help_)

    def showEvent(self, event: QShowEvent) -> None:
        """Know the presets that have come since."""
        self.put(self._value)
        super().showEvent(event)
