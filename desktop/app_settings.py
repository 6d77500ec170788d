"""The part of the composition root that is about the settings page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.services.model_assembly import Basis
from desktop.viewmodels.model_page import ModelPageViewModels
from desktop.viewmodels.models import ModelsViewModel
from desktop.viewmodels.settings import SettingsViewModel
from desktop.widgets.look import Look

if TYPE_CHECKING:
    from desktop.widgets.settings.page import SettingsPage


def make_settings(basis: Basis) -> SettingsViewModel:
    """Make what the settings are shown and changed with."""
    return SettingsViewModel(basis.settings)


def settings_maker(
    look: Look, settings: SettingsViewModel, pages: ModelPageViewModels, models: ModelsViewModel, basis: Basis
) -> Callable[[], SettingsPage]:
    """Give what makes the page, when it is first shown."""

    def make() -> SettingsPage:
        from desktop.widgets.settings.desk import SettingsDesk  # here: it takes time, and may never be wanted
        from desktop.widgets.settings.page import SettingsPage

        desk = SettingsDesk(settings, pages.network, models, pages.library, basis.places)
        return SettingsPage(look, desk)

    return make
