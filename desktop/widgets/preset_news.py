"""What the rest of the window learns of presets: one that was removed can be brought back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from desktop.core.presets import Preset
from desktop.viewmodels.sampling_presets import PresetShelf
from desktop.widgets.workplace import Workplace


class PresetNews(QObject):
    """Connects the presets with the window; belongs to the workplace."""

    def __init__(self, workplace: Workplace, shelf: PresetShelf) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._shelf = shelf
        shelf.removed.connect(self._removed)

    @Slot(object)
    def _removed(self, preset: Preset) -> None:
        words = self.tr("The preset “{name}” was removed.").format(name=preset.name)
        self._workplace.toast.offer(words, self.tr("Undo"), lambda: self._shelf.restore(preset))
