"""All that the page about models works with."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.viewmodels.access import AccessViewModel
from desktop.viewmodels.compare import CompareViewModel
from desktop.viewmodels.downloads import DownloadsViewModel
from desktop.viewmodels.hub import HubViewModel
from desktop.viewmodels.library import LibraryViewModel
from desktop.viewmodels.network import NetworkViewModel


@dataclass(frozen=True, slots=True)
class ModelPageViewModels:
    """One for each tab."""

    library: LibraryViewModel
    hub: HubViewModel
    downloads: DownloadsViewModel
    compare: CompareViewModel
    network: NetworkViewModel
    access: AccessViewModel  # to gated repositories, for the tab that shows them

    def close(self) -> None:
        """Hear no more."""
        for part in (self.access, self.network, self.compare, self.downloads, self.hub, self.library):
            part.close()
