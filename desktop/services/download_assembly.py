"""Puts the downloads together; the window and the command line both start from here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.events import Post
from desktop.core.network import Gate
from desktop.core.places import Places
from desktop.core.settings import SettingsFile
from desktop.core.sources import Connection
from desktop.core.tasks import Tasks
from desktop.hub.asking import Web
from desktop.hub.trying import Manner
from desktop.services.disk_room import DiskRoom
from desktop.services.download_queue import AT_ONCE, DownloadMeans
from desktop.services.downloads import Downloads
from desktop.services.fetching import fetch_with
from desktop.services.network_assembly import NetworkServices

if TYPE_CHECKING:  # SQLAlchemy takes long to import, and the header must not wait for it
    from desktop.store.downloads import DownloadStore

THREADS = AT_ONCE + 2  # two fetch, the others delete and look around


@dataclass(frozen=True, slots=True)
class DownloadBasis:
    """What the downloads stand on."""

    places: Places
    settings: SettingsFile
    gate: Gate
    store: DownloadStore
    post: Post


@dataclass(frozen=True, slots=True)
class Pull:
    """How it is gone about, where that is not as usual."""

    connection: Callable[[], Connection] | None = None  # in place of what the settings say
    manner: Manner = field(default_factory=Manner)
    go_on: bool | None = None  # with what is unfinished, whatever the settings say


def serve_downloads(basis: DownloadBasis, network: NetworkServices, pull: Pull | None = None) -> Downloads:
    """Make the downloads."""
    settings, pull = basis.settings, pull or Pull()

    def folder() -> Path:
        chosen = settings.value.models_folder
        return (Path(chosen) if chosen else basis.places.models).absolute()

    means = DownloadMeans(
        basis.store,
        Tasks(basis.post, THREADS),
        fetch_with(Web(basis.gate), pull.manner),
        basis.gate,
        pull.connection or network.sources.connection,
        folder,
        DiskRoom(),
        lambda: network.account.settled,
    )
    downloads = Downloads(means, settings.value.resume_downloads if pull.go_on is None else pull.go_on)
    network.account.changed.connect(lambda _: downloads.token_settled())
    return downloads
