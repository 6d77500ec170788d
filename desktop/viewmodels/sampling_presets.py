"""The user's presets of sampling."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.preset_files import NamedSampling, PresetImport
from desktop.core.preset_names import free_preset_name
from desktop.core.presets import NameTaken, Preset, folded_name, preset_name
from desktop.core.sampling import Sampling
from desktop.services.preset_files import PresetFiles
from desktop.services.presets import Presets
from desktop.viewmodels.trying import trying


class PresetShelf(QObject):
    """Lists the presets that are kept, and changes them."""

    changed = Signal()
    failed = Signal(object)  # UserError
    removed = Signal(object)  # Preset; `restore` undoes it
    imported = Signal(object, int)  # PresetImport, and how many of its presets are new
    exported = Signal(object)  # Path

    def __init__(self, presets: Presets, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._service = presets
        self._kept: list[Preset] | None = None
        self.files: PresetFiles | None = None  # reads and writes; without it there are no files
        self._disconnect = presets.changed.connect(lambda _: self._on_changed())

    @property
    def all(self) -> list[Preset]:
        """The presets by their names; none while they cannot be read."""
        if self._kept is None:
            self._kept = []  # before reading: a failure is told once
            trying(self.failed, self._read)
        return self._kept

    def get(self, number: int) -> Preset | None:
        """Find a preset; None if it is gone."""
        return next((preset for preset in self.all if preset.id == number), None)

    def named(self, name: str) -> Preset | None:
        """Find the preset whose name counts as equal."""
        folded = folded_name(preset_name(name))
        return next((preset for preset in self.all if folded_name(preset.name) == folded), None)

    def keep(self, name: str, sampling: Sampling) -> Preset | None:
        """Keep parameters under a name, in place of a preset of that name; None if that failed."""
        if preset_name(name) and trying(self.failed, lambda: self._service.keep(name, sampling)):
            return self.named(name)
        return None

    def rename(self, number: int, name: str) -> bool:
        """Give a preset another name; False if that is another preset's, or none, or it failed."""
        if not preset_name(name):
            return False
        try:
            return trying(self.failed, lambda: self._service.rename(number, name))
        except NameTaken:
            return False

    @Slot(int)
    def remove(self, number: int) -> None:
        """Delete a preset; chats keep its parameters."""
        there = self.get(number)
        if trying(self.failed, lambda: self._service.remove(number)) and there is not None:
            self.removed.emit(there)

    def restore(self, preset: Preset) -> None:
        """Undo a removal."""
        self._add([NamedSampling(preset.name, preset.sampling)])

    def duplicate(self, number: int) -> Preset | None:
        """Keep a copy under a free name; None if that failed."""
        there = self.get(number)
        if there is None:
            return None
        name = free_preset_name(there.name, {folded_name(preset.name) for preset in self.all})
        return self.keep(name, there.sampling)

    def import_file(self, path: Path) -> None:
        """Take presets from a file; `imported` or `failed` follows."""

        def take(found: PresetImport) -> None:
            added = self._add(found.presets)
            if added is not None:
                self.imported.emit(found, len(added))

        if self.files is not None:
            self.files.read(path, take, self.failed.emit)

    def export_file(self, path: Path, presets: Sequence[Preset]) -> None:
        """Write presets to a file; `exported` or `failed` follows."""
        named = [NamedSampling(preset.name, preset.sampling) for preset in presets]
        if self.files is not None:
            self.files.write(path, named, lambda: self.exported.emit(path), self.failed.emit)

    def close(self) -> None:
        """Hear no more."""
        self._disconnect()

    def _add(self, presets: Sequence[NamedSampling]) -> list[Preset] | None:
        made: list[list[Preset]] = []
        trying(self.failed, lambda: made.append(self._service.add(presets)))
        return made[0] if made else None

    def _read(self) -> None:
        self._kept = self._service.all()

    def _on_changed(self) -> None:
        self._kept = None
        self.changed.emit()
