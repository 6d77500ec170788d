"""What new chats begin with that one model answers, until it is applied."""

from __future__ import annotations

from pathlib import Path

from desktop.core.built_in_presets import BuiltIn
from desktop.core.chat_defaults import LONGEST_SYSTEM, ChatDefaults
from desktop.core.presets import Preset
from desktop.services.model_defaults import ModelDefaults


class ModelChats:
    """Belongs to the settings of one model. Lives on the owner thread."""

    def __init__(self, model: Path, defaults: ModelDefaults) -> None:
        self._model = model
        self._defaults = defaults
        self.chosen = defaults.of(model)

    @property
    def presets(self) -> list[Preset]:
        """The user's presets to choose from."""
        return self._defaults.presets()

    def choose(self, preset: int | BuiltIn | None, system: str) -> None:
        """Take other values, without storing them."""
        self.chosen = ChatDefaults(preset, system[:LONGEST_SYSTEM] if system.strip() else "")

    def apply(self) -> None:
        """Store the values. Raises OSError when they cannot be stored; they hold all the same."""
        if self.chosen != self._defaults.of(self._model):
            self._defaults.set(self._model, self.chosen)
