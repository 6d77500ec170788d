"""The page about models: a row of tabs, and what they show."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from functools import cached_property

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.viewmodels.model_page import ModelPageViewModels
from desktop.widgets.look import Look
from desktop.widgets.models.compare_tab import CompareTab
from desktop.widgets.models.discover_tab import DiscoverTab
from desktop.widgets.models.downloads_tab import DownloadsTab
from desktop.widgets.models.library_tab import LibraryTab
from desktop.widgets.models.network_tab import NetworkTab
from desktop.widgets.tabbed_page import TabbedPage


class Tab(IntEnum):
    """The tabs, in their order."""

    LIBRARY = 0
    DISCOVER = 1
    DOWNLOADS = 2
    COMPARE = 3
    NETWORK = 4


class ModelsPage(TabbedPage):
    """Stands in the place of the conversation. Makes each part when it is first shown: all take 0.2 s."""

    link_activated = Signal(str)  # an address that the user wants to see in the browser
    start_card_asked = Signal()  # the user wants to see what suits this computer

    def __init__(self, look: Look, viewmodels: ModelPageViewModels, parent: QWidget | None = None) -> None:
        self._viewmodels = viewmodels
        super().__init__(look, "modelspage", parent)

    @cached_property
    def library(self) -> LibraryTab:
        """The models on this computer."""
        part = LibraryTab(self._look)
        part.attach(self._viewmodels.library)
        part.discover_asked.connect(lambda: self.open_tab(Tab.DISCOVER))
        part.bar.start_card_asked.connect(self.start_card_asked)
        return part

    @cached_property
    def discover(self) -> DiscoverTab:
        """The models that can be had."""
        part = DiscoverTab(self._look)
        part.attach(self._viewmodels.hub)
        part.detail.access.attach(self._viewmodels.access)
        part.downloads_asked.connect(lambda: self.open_tab(Tab.DOWNLOADS))
        part.link_activated.connect(self.link_activated)
        part.detail.access.sign_in_asked.connect(self._sign_in)
        return part

    @cached_property
    def downloads(self) -> DownloadsTab:
        """The models that are on their way."""
        part = DownloadsTab(self._look)
        part.attach(self._viewmodels.downloads)
        part.discover_asked.connect(lambda: self.open_tab(Tab.DISCOVER))
        part.link_activated.connect(self.link_activated)
        return part

    @cached_property
    def compare(self) -> CompareTab:
        """Models beside each other."""
        part = CompareTab(self._look)
        part.attach(self._viewmodels.compare)
        part.discover_asked.connect(lambda: self.open_tab(Tab.DISCOVER))
        return part

    @cached_property
    def network(self) -> NetworkTab:
        """Where models come from."""
        part = NetworkTab(self._look)
        part.attach(self._viewmodels.network)
        part.link_activated.connect(self.link_activated)
        return part

    def titles(self) -> list[str]:
        """Name the tabs."""
        return [
            self.tr("On this computer"),
            self.tr("Discover"),
            self.tr("Downloads"),
            self.tr("Compare"),
            self.tr("Network"),
        ]

    def part(self, number: int) -> QWidget:
        """Give the part of a tab."""
        parts: dict[int, Callable[[], QWidget]] = {
            Tab.LIBRARY: lambda: self.library,
            Tab.DISCOVER: lambda: self.discover,
            Tab.DOWNLOADS: lambda: self.downloads,
            Tab.COMPARE: lambda: self.compare,
            Tab.NETWORK: lambda: self.network,
        }
        return parts[number]()

    @Slot()
    def _sign_in(self) -> None:
        self.open_tab(Tab.NETWORK)
        self.network.show_account()

    def _say(self) -> None:
        super()._say()
        self.bar.setAccessibleName(self.tr("Parts of the page about models"))
