"""Puts the downloads together; the window and the command line both start from here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

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


def serve_downloads(
    basis: DownloadBasis,
    connection: Callable[[], Connection],
    manner: Manner | None = None,
    go_on: bool | None = None,
) -> Downloads:
    """Make the downloads; unless `go_on` tells otherwise, what is unfinished goes on as the settings say."""
    settings = basis.settings

    def folder() -> Path:
        chosen = settings.value.models_folder
        return Path(chosen) if chosen else basis.places.models.absolute()

    means = DownloadMeans(
        basis.store,
        Tasks(basis.post, THREADS),
        fetch_with(Web(basis.gate), manner or Manner()),
        basis.gate,
        connection,
        folder,
        DiskRoom(),
    )
    return Downloads(means, settings.value.resume_downloads if go_on is None else go_on)
