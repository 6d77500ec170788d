"""Parameters of answers under names: those that come along, and the user's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.events import Event
from desktop.core.preset_files import NamedSampling
from desktop.core.preset_names import free_preset_name
from desktop.core.presets import Preset, folded_name, preset_name
from desktop.core.sampling import Sampling

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.presets import PresetStore


@dataclass(frozen=True, slots=True)
class Renamed:
    """A preset that has another name now."""

    before: str
    name: str


class Presets:
    """The presets of this data folder. Lives on the owner thread. Methods raise `DataError`s."""

    def __init__(self, store: PresetStore) -> None:
        self._store = store
        self.changed: Event[None] = Event()
        self.renamed: Event[Renamed] = Event()  # after `changed`

    def all(self) -> list[Preset]:
        """List the user's presets by their names."""
        return self._store.all()

    def keep(self, name: str, sampling: Sampling) -> None:
        """Keep parameters under a name, in place of those that were kept under it; a name is needed."""
        self._store.keep(name, sampling)
        self.changed.emit(None)

    def rename(self, preset: int, name: str) -> None:
        """Give a preset another name. Raises `core.presets.NameTaken`."""
        before = next((kept.name for kept in self._store.all() if kept.id == preset), "")
        self._store.rename(preset, name)
        self.changed.emit(None)
        self.renamed.emit(Renamed(before, preset_name(name)))

    def remove(self, preset: int) -> None:
        """Delete a preset."""
        self._store.remove(preset)
        self.changed.emit(None)

    def add(self, presets: Iterable[NamedSampling]) -> list[Preset]:
        """Keep presets beside those that are there, under free names.

        What is there with the same name and values is not kept twice.
        """
        there = self._store.all()
        taken = {folded_name(kept.name): kept.sampling for kept in there}
        made: list[Preset] = []
        for new in presets:
            if taken.get(folded_name(new.name)) == new.sampling:
                continue
            name = free_preset_name(new.name, taken)
            taken[folded_name(name)] = new.sampling
            made.append(self._store.keep(name, new.sampling))
        if made:
            self.changed.emit(None)
        return made
