"""Parameters of answers under names: those that come along, and the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.core.events import Event
from desktop.core.presets import Preset
from desktop.core.sampling import Sampling

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.presets import PresetStore


class Presets:
    """The presets of this data folder. Lives on the owner thread. Methods raise `DataError`s."""

    def __init__(self, store: PresetStore) -> None:
        self._store = store
        self.changed: Event[None] = Event()

    def all(self) -> list[Preset]:
        """List the user's presets by their names."""
        return self._store.all()

    def keep(self, name: str, sampling: Sampling) -> None:
        """Keep parameters under a name, in place of those that were kept under it; a name is needed."""
        self._store.keep(name, sampling)
        self.changed.emit(None)

    def rename(self, preset: int, name: str) -> None:
        """Give a preset another name. Raises `core.presets.NameTaken`."""
        self._store.rename(preset, name)
        self.changed.emit(None)

    def remove(self, preset: int) -> None:
        """Delete a preset."""
        self._store.remove(preset)
        self.changed.emit(None)
