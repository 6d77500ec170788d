"""Puts together the services about finding, fetching and comparing models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.events import Later
from desktop.core.network import Gate
from desktop.core.places import Places
from desktop.core.settings import SettingsFile
from desktop.core.sources import Connection, Source
from desktop.services.assembly import Working
from desktop.services.download_assembly import DownloadBasis, serve_downloads
from desktop.services.downloads import Downloads

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
    downloads: Downloads

    def close(self) -> None:
        """Keep what is on its way."""
        self.downloads.close()


def serve_models(basis: Basis) -> ModelServices:
    """Make the services."""

    def connection() -> Connection:
        return Connection(tuple(Source(endpoint) for endpoint in basis.settings.value.sources))

    under = DownloadBasis(
        basis.places, basis.settings, basis.gate, basis.store.downloads, basis.working.tasks.post
    )
    return ModelServices(basis, serve_downloads(under, connection))
