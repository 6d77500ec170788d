"""The downloads that run at the moment, each on a worker thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.core.downloads import Download, DownloadId
from desktop.core.errors import UserError
from desktop.core.sources import Connection
from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.hub.fetch import Progress
from desktop.hub.stopping import Stop, Stopped
from desktop.services import fetching
from desktop.services.disk_room import DiskRoom
from desktop.services.fetching import FetchOrder, Task

Progressed = Callable[[DownloadId, Progress], None]


@dataclass(frozen=True, slots=True)
class Left:
    """What a run has left behind."""

    error: Exception | None
    received: int  # bytes of all its files that are on the disk
    free: int | None  # bytes of that disk
    stopped: bool = False  # it just stopped as it was asked to


Ended = Callable[[DownloadId, Left], None]


@dataclass(slots=True)
class _Run:
    stop: Stop
    parts: frozenset[Path]
    told_of_token: bool = False


class Runs:
    """Begins and stops work; `progressed` and `ended` are called on the owner thread.

    `ended` hears what the run has left.

    A run that was stopped stays until its thread has ended, which nobody has to wait for.
    """

    def __init__(
        self, tasks: Tasks, fetch: FetchOrder, room: DiskRoom, progressed: Progressed, ended: Ended
    ) -> None:
        self._tasks = tasks
        self._room = room
        self._fetch = fetch
        self._progressed = progressed
        self._ended = ended
        self._runs: dict[DownloadId, _Run] = {}

    def __len__(self) -> int:
        return len(self._runs)

    def __contains__(self, download: DownloadId) -> bool:
        return download in self._runs

    def in_the_way(self, parts: set[Path]) -> bool:
        """Whether one of these files is being fetched: two quants may share a projector."""
        return any(parts & run.parts for run in self._runs.values())

    def begin(self, download: Download, connection: Connection) -> None:
        """Fetch on a thread."""
        number, order, stop = download.id, download.order, Stop()
        self._runs[number] = _Run(stop, frozenset(fetching.parts(order)))

        def work(job: Job[Progress]) -> Left:
            job.when_cancelled(stop.set)
            error: Exception | None = None
            try:
                self._fetch(Task(order, connection, stop), job.report)
            except Exception as came:  # noqa: BLE001  # handed over whole, never swallowed
                error = came
            return Left(error, fetching.received_of(order), self._room.free(order.folder))

        self._tasks.run(
            work,
            done=lambda left: self._end(number, left),
            failed=lambda error: self._end(number, Left(error, download.received, None)),
            progress=lambda progress: self._progress(number, progress),
            every=0.0,  # the fetch keeps to ten a second, and each change of stage is wanted
        )

    def stop(self, download: DownloadId) -> None:
        """Ask a run to end; it does within milliseconds."""
        run = self._runs.get(download)
        if run is not None:
            run.stop.set()

    def close(self) -> None:
        """End all runs, and wait until they have ended."""
        for run in self._runs.values():
            run.stop.set()
        self._tasks.close()
        for run in self._runs.values():
            run.stop.close()

    def tells_of_token(self, download: DownloadId) -> bool:
        """Whether this is the first time that this run tells of its token."""
        run = self._runs.get(download)
        if run is None or run.told_of_token:
            return False
        run.told_of_token = True
        return True

    def _progress(self, download: DownloadId, progress: Progress) -> None:
        run = self._runs.get(download)
        if run is not None and not run.stop.is_set():
            self._progressed(download, progress)

    def _end(self, download: DownloadId, left: Left) -> None:
        run = self._runs.pop(download)
        asked, error = run.stop.is_set(), left.error
        run.stop.close()
        # A run that was stopped may come upon an error first, the gate's refusal for one: that is old news.
        stopped = isinstance(error, Stopped | Cancelled) or (asked and isinstance(error, UserError))
        self._ended(download, replace(left, error=None if stopped else error, stopped=stopped))
