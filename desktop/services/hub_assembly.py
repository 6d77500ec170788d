"""Puts the services together that ask the hub what there is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.core.addresses import host_of
from desktop.core.catalogue import Catalogue
from desktop.core.errors import Offline, UserError
from desktop.core.events import Later
from desktop.core.fit import Memory
from desktop.core.network import Gate
from desktop.core.sources import Connection
from desktop.hub.api import HubApi
from desktop.hub.catalogue import shipped
from desktop.services.assembly import Working
from desktop.services.hub_repository import HubRepository, Surroundings
from desktop.services.hub_search import HubMeans, HubSearch
from desktop.services.library import Has
from desktop.services.machine import memory_with, total_memory


@dataclass(frozen=True, slots=True)
class HubNeeds:
    """What other services know."""

    gate: Gate
    connection: Callable[[], Connection]
    holder: Callable[[], Has]
    folder: Callable[[], Path]  # for the models
    later: Later


@dataclass(frozen=True, slots=True)
class HubServices:
    """The catalogue, the search, and the repository that is open."""

    catalogue: Catalogue
    search: HubSearch
    repository: HubRepository
    api: HubApi
    memory: Callable[[], Memory]  # that is free
    total_memory: int  # bytes of the computer's

    def close(self, error: UserError | None = None) -> None:
        """Give up what is on its way; `error` says why, to somebody who waits for it."""
        self.search.close(error)
        self.repository.close(error)


def serve_hub(working: Working, needs: HubNeeds) -> HubServices:
    """Make the services."""

    def memory() -> Memory:
        return memory_with(working.machine.free_memory(), working.models.status.engine)

    catalogue = shipped()
    api = HubApi(needs.gate)
    means = HubMeans(api, working.tasks, needs.connection, needs.later)
    around = Surroundings(memory, needs.holder, needs.folder, catalogue)
    search, repository = HubSearch(means), HubRepository(means, around)
    services = HubServices(catalogue, search, repository, api, memory, total_memory())
    needs.gate.offline_changed.connect(lambda offline: end_offline(services, needs) if offline else None)
    return services


def end_offline(services: HubServices, needs: HubNeeds) -> None:
    """End what is on its way; the gate lets nothing out any more."""
    services.close(Offline(host_of(needs.connection().first.endpoint)))
