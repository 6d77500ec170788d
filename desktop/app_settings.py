"""The part of the composition root that is about the settings page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.errors import DataError
from desktop.core.presets import Preset
from desktop.services.data_care import CareMeans, DataCare
from desktop.services.indexing import Indexing
from desktop.services.model_assembly import Basis
from desktop.viewmodels.about import AboutViewModel
from desktop.viewmodels.crashes import CrashesViewModel
from desktop.viewmodels.data import DataViewModel
from desktop.viewmodels.model_page import ModelPageViewModels
from desktop.viewmodels.models import ModelsViewModel
from desktop.viewmodels.settings import SettingsViewModel
from desktop.widgets.look import Look
from desktop.widgets.models.page import Tab
from desktop.widgets.system.hotkey import Hotkey
from desktop.widgets.tray import tray_available
from desktop.widgets.workplace import Workplace

if TYPE_CHECKING:
    from desktop.widgets.settings.page import SettingsPage


@dataclass(frozen=True, slots=True)
class SettingsParts:
    """What the page about settings stands on; the page itself is made when it is first shown."""

    basis: Basis
    settings: SettingsViewModel
    about: AboutViewModel
    data: DataViewModel
    pages: ModelPageViewModels
    models: ModelsViewModel
    hotkey: Hotkey

    def show_in(self, workplace: Workplace, look: Look) -> None:
        """Let the window show the page."""
        workplace.pages.offer_settings(lambda: self._page(workplace, look))

    def close(self) -> None:
        """Hear no more."""
        self.data.close()
        self.settings.close()

    def _page(self, workplace: Workplace, look: Look) -> SettingsPage:
        from desktop.widgets.settings.desk import SettingsDesk  # here: it takes time, and may not be wanted
        from desktop.widgets.settings.page import SettingsPage

        desk = SettingsDesk(
            self.settings,
            self.about,
            self.pages.network,
            self.models,
            self.pages.library,
            self.data,
            CrashesViewModel(self.basis.working.tasks, self.basis.places),
            self.basis.places,
            workplace.keys,
            self.hotkey,
            self._presets,
            lambda: workplace.pages.show_tab(Tab.NETWORK),
            workplace.header.show_settings,
            tray_available,
        )
        return SettingsPage(look, desk)

    def _presets(self) -> list[Preset]:
        try:
            return self.basis.presets.all() if self.basis.presets is not None else []
        except DataError:
            return []


def make_settings(
    basis: Basis, indexing: Indexing, pages: ModelPageViewModels, models: ModelsViewModel, hotkey: Hotkey
) -> SettingsParts:
    """Make what the settings are shown and changed with."""
    working = basis.working
    about = AboutViewModel(working.tasks, basis.settings, lambda: working.models.status)
    folders = working.models.library.folders
    means = CareMeans(basis.places, basis.store, working.tasks, working.states, indexing, lambda: folders.own)
    data = DataViewModel(DataCare(means))
    return SettingsParts(basis, SettingsViewModel(basis.settings), about, data, pages, models, hotkey)
