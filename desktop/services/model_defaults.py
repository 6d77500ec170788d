"""What a chat has where nothing was chosen for it: what was chosen for the model that answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.core.built_in_presets import BUILT_IN, BuiltIn
from desktop.core.chat import clean
from desktop.core.chat_defaults import ChatDefaults
from desktop.core.errors import DataError
from desktop.core.events import Event
from desktop.core.presets import Preset
from desktop.core.sampling import Sampling
from desktop.services.model_options import ModelOptions
from desktop.services.models import Models
from desktop.services.presets import Presets


class ModelDefaults:
    """Speaks of the chosen model. Lives on the owner thread."""

    def __init__(
        self,
        models: Models,
        options: ModelOptions,
        presets: Presets,
        usual: Callable[[], int | BuiltIn | None] = lambda: None,
    ) -> None:
        """`usual` gives the preset for models that have none of their own."""
        self._models = models
        self._options = options
        self._service = presets
        self._usual = usual
        self._presets: list[Preset] | None = None  # read when one is first asked for
        self.changed: Event[None] = Event()
        presets.changed.connect(self._reread)

    @property
    def sampling(self) -> Sampling | None:
        """The preset of the chosen model, else the usual one; None without any, or where it has gone."""
        preset = self._chosen.preset
        if preset is None:
            preset = self._usual()
        if preset is None:
            return None
        if isinstance(preset, BuiltIn):
            return BUILT_IN[preset]
        return next((kept.sampling for kept in self.presets() if kept.id == preset), None)

    @property
    def system(self) -> str:
        """The system prompt of new chats; "" is none."""
        return clean(self._chosen.system).strip()

    def presets(self) -> list[Preset]:
        """List the user's presets by their names; none while they cannot be read."""
        if self._presets is None:
            try:
                self._presets = self._service.all()
            except DataError:
                return []
        return self._presets

    def of(self, model: Path) -> ChatDefaults:
        """Give what was chosen for a model."""
        return self._options.chats_of(model)

    def set(self, model: Path, defaults: ChatDefaults) -> None:
        """Choose for a model, and store. Raises OSError when it cannot be stored."""
        try:
            self._options.set_chats(model, defaults)
        finally:
            self.changed.emit(None)

    @property
    def _chosen(self) -> ChatDefaults:
        model = self._models.status.model
        return ChatDefaults() if model is None else self._options.chats_of(model.path)

    def _reread(self, _: None) -> None:
        self._presets = None
        self.changed.emit(None)
