"""Puts together the services about finding, fetching and comparing models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.events import Later
from desktop.core.network import Gate
from desktop.core.places import Places
from desktop.core.settings import SettingsFile
from desktop.services.assembly import Working
from desktop.services.download_assembly import DownloadBasis, serve_downloads
from desktop.services.downloads import Downloads
from desktop.services.network_assembly import NetworkServices, serve_network

if TYPE_CHECKING:
    from desktop.store.opening import Opened


@dataclass(frozen=True, slots=True)
class Basis:
    """What these services stand on."""

    places: Places
    settings: SettingsFile
    gate: Gate
    working: Working
    store: Opened
    later: Later


@dataclass(frozen=True, slots=True)
class ModelServices:
    """What works for the page about models, and for `fireside models`."""

    basis: Basis
    network: NetworkServices
    downloads: Downloads

    def close(self) -> None:
        """Keep what is on its way."""
        self.downloads.close()
        self.network.close()


def serve_models(basis: Basis) -> ModelServices:
    """Make the services."""
    network = serve_network(basis.settings, basis.gate, basis.working.tasks)
    under = DownloadBasis(
        basis.places, basis.settings, basis.gate, basis.store.downloads, basis.working.tasks.post
    )
    return ModelServices(basis, network, serve_downloads(under, network))
