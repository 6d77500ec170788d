"""What the settings page works with."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.places import Places
from desktop.viewmodels.library import LibraryViewModel
from desktop.viewmodels.models import ModelsViewModel
from desktop.viewmodels.network import NetworkViewModel
from desktop.viewmodels.settings import SettingsViewModel


@dataclass(frozen=True, slots=True)
class SettingsDesk:
    """The settings themselves, and what the sections show beside them."""

    settings: SettingsViewModel
    network: NetworkViewModel
    models: ModelsViewModel
    library: LibraryViewModel
    places: Places
