"""The engine of the downloads: lets two run at a time, and takes in what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.downloads import (
    ACTIVE,
    Download,
    DownloadId,
    DownloadNote,
    Order,
    OrdersLost,
    PartsTidied,
    Stage,
    TokenLeftOut,
)
from desktop.core.errors import Offline, UserError
from desktop.core.events import Event
from desktop.core.hub import Gated
from desktop.core.hub_errors import InUseElsewhere, NotEnoughDisk
from desktop.core.network import Gate
from desktop.core.sources import Connection
from desktop.core.tasks import Cancelled, Tasks
from desktop.hub.asking import host_of
from desktop.hub.fetch import Progress
from desktop.hub.tidying import tidy
from desktop.services import fetching
from desktop.services.disk_room import DiskRoom
from desktop.services.download_list import DownloadList
from desktop.services.download_runs import Runs
from desktop.services.fetching import FetchOrder

if TYPE_CHECKING:  # SQLAlchemy takes long to import, and the header must not wait for it
    from desktop.store.downloads import DownloadStore

AT_ONCE = 2
UNFINISHED = ACTIVE | {Stage.QUEUED}
LATER = (NotEnoughDisk, InUseElsewhere, Offline)  # it waits for somebody, and has not failed


@dataclass(frozen=True, slots=True)
class DownloadMeans:
    """What the downloads work with."""

    store: DownloadStore
    tasks: Tasks  # of their own: they take hours, and others must not wait for them
    fetch: FetchOrder
    gate: Gate
    connection: Callable[[], Connection]  # as it is when a download begins
    folder: Callable[[], Path]  # where new ones go to
    room: DiskRoom
    token_known: Callable[[], bool] = lambda: True  # False while the keyring is asked; gated ones wait for it


class DownloadQueue:
    """Runs what is queued, in the order of the list. Lives on the owner thread."""

    def __init__(self, means: DownloadMeans, downloads: DownloadList) -> None:
        self._means = means
        self._list = downloads
        self._runs = Runs(means.tasks, means.fetch, self._progressed, self._ended)
        self._given_up: dict[DownloadId, Order] = {}  # and still running
        self._closed = False
        self.finished: Event[Download] = Event()
        self.noticed: Event[DownloadNote] = Event()
        self._end = means.gate.offline_changed.connect(self._offline_changed)

    def take_up(self, go_on: bool) -> None:
        """Begin with what an earlier run has left, and delete what nobody came back for."""
        lost = self._list.read()
        if lost:  # told later, when there is somebody who hears it
            self._means.tasks.post(lambda: self.noticed.emit(OrdersLost(lost)))
        for item in self._list.items:
            if item.stage is Stage.QUEUED and not go_on:
                self.halt(item, Stage.PAUSED)
            elif item.stage is Stage.QUEUED and self._means.gate.offline:
                self.halt(item, Stage.PAUSED, self._offline())
        wanted = {part for item in self._list.items for part in fetching.parts(item.order)}

        def tidied(what: PartsTidied) -> None:
            if what.files:
                self.noticed.emit(what)

        folders = {self._means.folder(), *(item.order.folder for item in self._list.items)}
        for folder in folders:
            self._means.tasks.run(
                lambda job, folder=folder: tidy(folder, wanted, job.check), done=tidied, failed=_not_closed
            )
        self.fill()

    def enqueue(self, item: Download) -> None:
        """Let a download have its turn."""
        if self._means.gate.offline:
            self.halt(item, Stage.PAUSED, self._offline())
        else:
            self._list.put(replace(item, stage=Stage.QUEUED, error=None, ended=None))
        self._list.keep(item.id, Stage.QUEUED)
        self.fill()

    def halt(self, item: Download, stage: Stage, error: UserError | None = None) -> None:
        """Stop a download, if it runs, and say why."""
        self._runs.stop(item.id)
        halted = replace(item, stage=stage, error=error, speed=0.0, seconds_left=None, until=None)
        self._list.put(halted)
        self.fill()

    def finish(self, item: Download) -> None:
        """Take in that all files are there."""
        ended = datetime.now(UTC)
        size = item.order.size
        done = replace(item, stage=Stage.DONE, received=size, speed=0.0, seconds_left=None, until=None)
        done = replace(done, error=None, ended=ended)
        self._list.put(done)
        self._list.keep(item.id, Stage.DONE)
        self.finished.emit(done)

    def give_up(self, item: Download) -> None:
        """Stop a download for good, and delete what has come of it."""
        if item.id in self._runs:
            self._given_up[item.id] = item.order
            self._runs.stop(item.id)
        else:
            self._discard(item.order)

    def close(self) -> None:
        """Stop everything, at once."""
        self._closed = True
        self._end()
        self._runs.close()

    def fill(self) -> None:
        """Let as many run as may."""
        for item in self._list.items:
            if self._closed or self._means.gate.offline or len(self._runs) >= AT_ONCE:
                return
            if item.stage is Stage.QUEUED and self._may_begin(item):
                self._list.put(replace(item, stage=Stage.RESOLVING))
                self._runs.begin(item, self._means.connection())

    def _may_begin(self, item: Download) -> bool:
        if item.id in self._runs or self._runs.in_the_way(fetching.parts(item.order)):
            return False
        return item.order.gated is Gated.NO or self._means.token_known()

    def _progressed(self, download: DownloadId, progress: Progress) -> None:
        item = self._list.get(download)
        if item is None or item.stage not in ACTIVE:
            return  # it was stopped, and this was on its way
        rejected = progress.token_rejected
        if rejected is not None and self._runs.tells_of_token(download):
            self.noticed.emit(TokenLeftOut(rejected.host))
        loading = progress.stage is Stage.DOWNLOADING and progress.speed >= 1
        left = (item.order.size - progress.received) / progress.speed if loading else None
        self._list.put(
            replace(
                item,
                stage=progress.stage,
                received=progress.received,
                speed=progress.speed if progress.stage is Stage.DOWNLOADING else 0.0,
                seconds_left=left,
                host=progress.host,
                until=progress.until,
                error=progress.error,
            )
        )

    def _ended(self, download: DownloadId, error: Exception | None, stopped: bool) -> None:
        order = self._given_up.pop(download, None)
        item = self._list.get(download)
        if order is not None:
            self._discard(order)
        elif item is not None and stopped:
            self._list.put(replace(item, received=fetching.received_of(item.order)))
        elif item is not None:
            self._take_in(item, error)
        self.fill()

    def _take_in(self, item: Download, error: Exception | None) -> None:
        received = fetching.received_of(item.order)
        item = replace(item, received=received)
        if error is None:
            self.finish(item)
        elif isinstance(error, LATER):
            if isinstance(error, NotEnoughDisk):  # the whole of what is missing, not of one file
                free = self._means.room.free(item.order.folder) or 0
                error = NotEnoughDisk(item.order.folder, item.order.size - received, free)
            self.halt(item, Stage.PAUSED, error)
        else:
            self.halt(item, Stage.FAILED, error if isinstance(error, UserError) else None)
            self._list.keep(item.id, Stage.FAILED)
            if not isinstance(error, UserError):
                raise error

    def _discard(self, order: Order) -> None:
        self._means.tasks.run(
            lambda _: fetching.discard_order(order), done=lambda _: self.fill(), failed=_not_closed
        )

    def _offline(self) -> Offline:
        return Offline(host_of(self._means.connection().first.endpoint))

    def _offline_changed(self, offline: bool) -> None:
        for item in self._list.items:
            if offline and item.stage in UNFINISHED:
                self.halt(item, Stage.PAUSED, self._offline())
            elif not offline and isinstance(item.error, Offline):
                self.enqueue(item)


def _not_closed(error: Exception) -> None:
    if not isinstance(error, Cancelled):
        raise error
