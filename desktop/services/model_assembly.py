"""Puts together the services about finding, fetching and comparing models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.events import Later
from desktop.core.network import Gate
from desktop.core.places import Places
from desktop.core.settings import SettingsFile
from desktop.engine.client import EngineClient
from desktop.services.assembly import Working
from desktop.services.comparing import Comparing
from desktop.services.comparing_round import Ground
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
    comparing: Comparing
    compared: EngineClient  # the process in which models are compared

    def close(self) -> None:
        """Keep what is on its way."""
        self.comparing.close()
        self.compared.close()
        self.network.close()


def serve_models(basis: Basis) -> ModelServices:
    """Make the services."""
    working = basis.working
    compared = working.engine.another(basis.places.logs / "compare.log")
    ground = Ground(
        compared,
        working.engine,
        working.tasks,
        working.machine,
        working.models,
        working.prompts,
        basis.later,
    )
    return ModelServices(
        basis,
        serve_network(basis.settings, basis.gate, working.tasks),
        Comparing(ground, basis.settings),
        compared,
    )
