"""What is to be downloaded: what the user can do with it. `download_queue` does the work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from desktop.core.downloads import Download, DownloadId, Order, Stage
from desktop.core.errors import UserError
from desktop.core.hub_errors import NameRefused, NotEnoughDisk
from desktop.core.newest import Newest
from desktop.core.tasks import Cancelled
from desktop.services import fetching
from desktop.services.disk_room import Claim, Disks
from desktop.services.download_list import DownloadList
from desktop.services.download_queue import UNFINISHED, DownloadMeans, DownloadQueue

R = TypeVar("R")

STOPPED = frozenset({Stage.PAUSED, Stage.FAILED})


@dataclass(frozen=True, slots=True)
class Seen:
    """What a worker has found on the disk."""

    there: bool  # whether all files of an order lie there
    received: int  # bytes of them that do
    disks: Disks


class Downloads:
    """The downloads. Lives on the owner thread; what has come survives everything."""

    def __init__(self, means: DownloadMeans, go_on: bool) -> None:
        """Take up what an earlier run has left; with `go_on` it is fetched, else paused."""
        self._means = means
        self._list = DownloadList(means.store)
        self._queue = DownloadQueue(means, self._list)
        self.wishes = Wishes(self, means)
        self.changed = self._list.changed
        self.listed = self._list.listed
        self.finished = self._queue.finished
        self.noticed = self._queue.noticed
        self._queue.take_up(go_on)

    @property
    def items(self) -> tuple[Download, ...]:
        """The downloads in the order of the queue."""
        return self._list.items

    @property
    def folder(self) -> Path:
        """Where new ones go to."""
        return self._means.folder()

    def start(self, order: Order, seen: Seen | None = None) -> DownloadId:
        """Fetch a model; one that is on its way already goes on, one that is there is done at once.

        Raises `NameRefused`, `NotEnoughDisk` and `DataError`s; then nothing has changed. Asks the disk
        where nobody says what was `seen` there.
        """
        fetching.check_names(order)
        seen = seen or self.looker(order)()
        known = next((item for item in self.items if _same(item.order, order)), None)
        if known is not None and (known.stage is not Stage.DONE or seen.there):
            self.resume(known.id, seen.disks)
            return known.id
        if not seen.there:
            needed = order.size - seen.received
            self._means.room.check(Claim(order.folder, needed), self._held(None), seen.disks)
        made = known or self._list.add(order, Stage.QUEUED, seen.received)
        if seen.there:
            self._queue.finish(made)
        else:
            self._queue.enqueue(made)
        return made.id

    def pause(self, download: DownloadId) -> None:
        """Stop for now; what has come stays."""
        item = self._list.get(download)
        if item is not None and (item.stage in UNFINISHED or item.stage is Stage.PAUSED):
            self._queue.halt(item, Stage.PAUSED)
            self._list.keep(download, Stage.PAUSED)

    def resume(self, download: DownloadId, disks: Disks | None = None) -> None:
        """Go on, or try again. Where there is no room for it, it stays paused and says so.

        Asks the disk where nobody says what was seen; see `Wishes`.
        """
        item = self._list.get(download)
        if item is None or item.stage not in STOPPED:
            return
        disks = disks or self.looker()().disks
        try:
            self._means.room.check(_claim(item), self._held(download), disks)
        except NotEnoughDisk as error:
            self._queue.halt(item, Stage.PAUSED, error)
        else:
            self._queue.enqueue(item)

    def cancel(self, download: DownloadId) -> None:
        """Give a download up, and delete what has come of it; one that is done is only forgotten."""
        item = self._list.get(download)
        if item is not None:
            self._list.remove(download)
            if item.stage is not Stage.DONE:
                self._queue.give_up(item)

    def forget(self, download: DownloadId) -> None:
        """Take a download off the list that is done."""
        item = self._list.get(download)
        if item is not None and item.stage is Stage.DONE:
            self._list.remove(download)

    def move(self, download: DownloadId, to: int) -> None:
        """Put a download into another place of the queue."""
        self._list.move(download, to)

    def pause_all(self) -> None:
        """Stop all for now."""
        for item in reversed(self.items):  # from the end: else the next one would begin each time
            if item.stage in UNFINISHED:
                self.pause(item.id)

    def token_settled(self) -> None:
        """Go on with what waited for the keyring."""
        self._queue.fill()

    def close(self) -> None:
        """Stop everything, at once; the next start goes on from the byte where it was."""
        self._queue.close()

    def looker(self, order: Order | None = None) -> Callable[[], Seen]:
        """Give what looks at the disks, for a worker: at those of all downloads, and of an order."""
        orders = [item.order for item in self.items] + ([] if order is None else [order])
        folders, room = {each.folder for each in orders}, self._means.room

        def look() -> Seen:
            there = order is not None and fetching.complete(order)
            return Seen(there, 0 if order is None else fetching.received_of(order), room.look(folders))

        return look

    def _held(self, but: DownloadId | None) -> list[Claim]:
        """Tell what room the others were promised."""
        return [_claim(item) for item in self.items if item.stage in UNFINISHED and item.id != but]


class Wishes:
    """What the window asks for: a worker looks at the disk before, which may be asleep."""

    def __init__(self, downloads: Downloads, means: DownloadMeans) -> None:
        self._downloads = downloads
        self._means = means
        self._measuring: Newest[int | None] = Newest(means.tasks)

    def start(self, order: Order, done: Callable[[], None], failed: Callable[[UserError], None]) -> None:
        """Fetch a model, as `Downloads.start` does."""
        try:
            fetching.check_names(order)
        except NameRefused as error:
            failed(error)
            return
        look = self._downloads.looker(order)

        def looked(seen: Seen) -> None:
            try:
                self._downloads.start(order, seen)
            except UserError as error:
                failed(error)
            else:
                done()

        self.ask(look, looked)

    def go_on(self, downloads: Sequence[DownloadId]) -> None:
        """Go on with some."""
        look = self._downloads.looker()

        def looked(seen: Seen) -> None:
            for download in downloads:
                self._downloads.resume(download, seen.disks)

        self.ask(look, looked)

    def ask(self, work: Callable[[], R], done: Callable[[R], None]) -> None:
        """Have a worker find something out."""
        self._means.tasks.run(lambda _: work(), done=done, failed=_closed)

    def measure(self, done: Callable[[int | None], None]) -> None:
        """Tell how many bytes are free where new ones go to; None where that cannot be told."""
        folder = self._downloads.folder
        self._measuring.run(lambda _: self._means.room.free(folder), done)


def _closed(error: Exception) -> None:
    if not isinstance(error, Cancelled):
        raise error


def _claim(item: Download) -> Claim:
    return Claim(item.order.folder, max(0, item.order.size - item.received))


def _same(one: Order, other: Order) -> bool:
    """Whether two orders are for the same files; a later commit that leaves them alone changes nothing."""
    same = (one.repo, one.files, one.folder) == (other.repo, other.files, other.folder)
    return same and (one.commit == other.commit or all(file.sha256 for file in one.files))
