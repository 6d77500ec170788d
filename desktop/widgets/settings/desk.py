"""What the settings page works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.core.places import Places
from desktop.core.presets import Preset
from desktop.viewmodels.about import AboutViewModel
from desktop.viewmodels.crashes import CrashesViewModel
from desktop.viewmodels.data import DataViewModel
from desktop.viewmodels.library import LibraryViewModel
from desktop.viewmodels.models import ModelsViewModel
from desktop.viewmodels.network import NetworkViewModel
from desktop.viewmodels.settings import SettingsViewModel
from desktop.widgets.shortcuts import Shortcuts
from desktop.widgets.system.hotkey import Hotkey


@dataclass(frozen=True, slots=True)
class SettingsDesk:
    """The settings themselves, and what the sections show beside them."""

    settings: SettingsViewModel
    about: AboutViewModel
    network: NetworkViewModel
    models: ModelsViewModel
    library: LibraryViewModel
    data: DataViewModel
    crashes: CrashesViewModel
    places: Places
    keys: Shortcuts
    hotkey: Hotkey
    presets: Callable[[], list[Preset]]  # the user's
    show_network: Callable[[], object]  # the tab about sources, account and proxy
    show_model_settings: Callable[[], object]
    tray: Callable[[], bool] = lambda: True  # whether the system has one
