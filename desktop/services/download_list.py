"""The downloads in their order, in memory and in the database."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.core.downloads import Download, DownloadId, Order, Stage
from desktop.core.errors import DataError
from desktop.core.events import Event
from desktop.core.hub_errors import NameRefused
from desktop.services import fetching

if TYPE_CHECKING:  # SQLAlchemy takes long to import, and the header must not wait for it
    from desktop.store.downloads import DownloadStore, Kept

log = logging.getLogger(__name__)

SETTLED = frozenset({Stage.PAUSED, Stage.DONE, Stage.FAILED})


class DownloadList:
    """What is shown. The database follows; where it cannot, the next start begins with what it had."""

    def __init__(self, store: DownloadStore) -> None:
        self._store = store
        self._items: dict[DownloadId, Download] = {}  # in the order of the queue
        self.changed: Event[Download] = Event()
        self.listed: Event[None] = Event()  # some were added, removed or put into another order

    @property
    def items(self) -> tuple[Download, ...]:
        """The downloads in the order of the queue."""
        return tuple(self._items.values())

    def read(self) -> int:
        """Take what the database has; tell how many rows could not be used."""
        found = self._store.all()
        damaged = found.damaged
        for kept in found.kept:
            try:
                fetching.check_names(kept.order)
            except NameRefused:
                damaged += 1
            else:
                self._items[kept.id] = _begun(kept)
        return damaged

    def get(self, download: DownloadId) -> Download | None:
        """Give a download; None if it is gone."""
        return self._items.get(download)

    def add(self, order: Order, stage: Stage) -> Download:
        """Put an order at the end of the queue. Raises a `DataError` when it cannot be kept."""
        made = Download(self._store.add(order, stage), order, stage, fetching.received_of(order))
        self._items[made.id] = made
        self.listed.emit(None)
        return made

    def put(self, download: Download) -> None:
        """Show a download as it is now."""
        if download.id in self._items and self._items[download.id] != download:
            self._items[download.id] = download
            self.changed.emit(download)

    def keep(self, download: DownloadId, stage: Stage) -> None:
        """Have the next start begin with this stage, and with what is known of the download now."""
        item = self._items.get(download)
        if item is not None:
            self._try(lambda: self._store.note(replace(item, stage=stage)))

    def move(self, download: DownloadId, to: int) -> None:
        """Put a download into another place."""
        order = [each for each in self._items if each != download]
        if len(order) == len(self._items):
            return
        order.insert(max(0, min(to, len(order))), download)
        if order != list(self._items):
            self._items = {each: self._items[each] for each in order}
            self._try(lambda: self._store.arrange(order))
            self.listed.emit(None)

    def remove(self, download: DownloadId) -> None:
        """Show a download no more."""
        if self._items.pop(download, None) is not None:
            self._try(lambda: self._store.remove(download))
            self.listed.emit(None)

    @staticmethod
    def _try(call: Callable[[], None]) -> None:
        try:
            call()
        except DataError as error:  # a full disk, likely: what is on its way must not end by that
            log.info("download not kept", extra={"error": type(error).__name__})


def _begun(kept: Kept) -> Download:
    """Show a download as it is at a start."""
    stage = kept.stage if kept.stage in SETTLED else Stage.QUEUED
    size = kept.order.size
    received = size if stage is Stage.DONE else fetching.received_of(kept.order)
    return Download(kept.id, kept.order, stage, received, error=kept.error, ended=kept.ended)
