"""Puts together the services about finding, fetching and comparing models."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.errors import FolderNotWritable
from desktop.core.events import Later
from desktop.core.network import Gate
from desktop.core.places import Places
from desktop.core.settings import SettingsFile
from desktop.services.assembly import Working
from desktop.services.comparing import Comparing
from desktop.services.download_assembly import DownloadBasis, serve_downloads
from desktop.services.downloads import Downloads
from desktop.services.hub_assembly import HubNeeds, HubServices, serve_hub
from desktop.services.library_changes import LibraryChanges
from desktop.services.machine import free_memory
from desktop.services.network_assembly import NetworkServices, serve_network
from desktop.services.own_load import Ground
from desktop.services.presets import Presets

if TYPE_CHECKING:
    from desktop.store.opening import Opened

SCAN_AFTER = 2.0  # seconds after the start, which has the disk and the processor for itself


@dataclass(frozen=True, slots=True)
class Basis:
    """What these services stand on."""

    places: Places
    settings: SettingsFile
    gate: Gate
    working: Working
    store: Opened
    later: Later
    presets: Presets | None = None  # those of the window's chats


@dataclass(frozen=True, slots=True)
class ModelServices:
    """What works for the page about models, and for `fireside models`."""

    basis: Basis
    hub: HubServices
    library: LibraryChanges
    network: NetworkServices
    downloads: Downloads
    comparing: Comparing

    def close(self) -> None:
        """Keep what is on its way."""
        self.comparing.close()
        self.downloads.close()
        self.hub.close()
        self.network.close()


def serve_models(basis: Basis) -> ModelServices:
    """Make the services."""
    library = basis.working.models.library
    basis.later(SCAN_AFTER, library.rescan)
    network = serve_network(basis.settings, basis.gate, basis.working.tasks)
    connection = network.sources.connection
    needs = HubNeeds(basis.gate, connection, library.holder, lambda: library.folders.own, basis.later)
    under = DownloadBasis(
        basis.places, basis.settings, basis.gate, basis.store.downloads, basis.working.tasks.post
    )
    downloads = serve_downloads(under, network)
    changes = change_library(basis)
    downloads.finished.connect(lambda download: changes.look_in(download.order.folder))
    hub = serve_hub(basis.working, needs)
    return ModelServices(basis, hub, changes, network, downloads, compare(basis))


def compare(basis: Basis) -> Comparing:
    """Make what compares models, with a process of its own."""
    working = basis.working
    machine = replace(working.machine, free_memory=free_memory)  # the chats' model may stay where it is
    ground = Ground(
        working.engine.another(basis.places.logs / "compare.log"),
        working.engine,
        working.tasks,
        machine,
        working.models,
        working.prompts,
        basis.later,
    )
    return Comparing(ground, basis.settings)


def change_library(basis: Basis) -> LibraryChanges:
    """Make what changes the library; what was chosen for a file goes along where it is moved."""
    working, settings, data = basis.working, basis.settings, basis.places.data
    changes = LibraryChanges(working.models.library, working.tasks, data)

    def moved(files: dict[Path, Path]) -> None:
        chosen = files.get(Path(settings.value.model))
        try:
            working.model_options.moved(files)
            if chosen is not None:
                settings.set(model=str(chosen))
        except OSError:
            changes.failed.emit(FolderNotWritable(data))

    changes.moved.connect(moved)
    return changes
