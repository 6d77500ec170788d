"""Puts together the services about finding, fetching and comparing models."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.events import Later
from desktop.core.hub import RemoteFile, RepoId
from desktop.core.network import Gate
from desktop.core.places import Places
from desktop.core.settings import SettingsFile
from desktop.core.sources import Connection
from desktop.services.assembly import Working
from desktop.services.hub_assembly import HubNeeds, HubServices, serve_hub

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
    hub: HubServices

    def close(self) -> None:
        """Keep what is on its way."""
        self.hub.close()


def serve_models(basis: Basis) -> ModelServices:
    """Make the services."""
    return ModelServices(basis, serve_hub(basis.working, hub_needs(basis)))


def hub_needs(basis: Basis) -> HubNeeds:
    """Say what is asked, by which way, and what is here already."""
    folder = basis.places.models

    def has(file: RemoteFile, repo: RepoId) -> Path | None:
        path = folder / repo / file.path
        return path if path.is_file() and path.stat().st_size == file.size else None

    return HubNeeds(basis.gate, Connection, has, lambda: folder, basis.later)
