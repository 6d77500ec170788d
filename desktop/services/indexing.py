"""Bringing the index of all chats up to date beside the conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.core.errors import UserError
from desktop.core.events import Event, Later
from desktop.core.search_found import Progress
from desktop.core.tasks import Cancelled, Job, Tasks

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.search_building import IndexStore

BEGIN_AFTER = 5.0  # seconds; the first question does not compete with it
# Seconds; seldom, so that an idle computer sleeps: a search that finds the index behind has it looked at
# at once.
LOOK_EVERY = 600.0
PAUSE = 0.01  # seconds between two slices, in which others write
STILL = 1.0  # seconds without a write of others, after which what was written is merged
SHORT, LONG_PAUSE = 0.004, 0.05  # seconds, of a slice and after it, while others write


class Indexing:
    """Has a worker take over what is not in the index, in slices. Lives on the owner thread.

    How far it has come is in the database, so it goes on after a restart.
    """

    def __init__(self, index: IndexStore, tasks: Tasks, later: Later) -> None:
        self._index = index
        self._tasks = tasks
        self._later = later
        self._job: Job[Progress] | None = None
        self._closed = False
        self.progress: Event[Progress] = Event()  # while it works
        self.caught_up: Event[None] = Event()
        later(BEGIN_AFTER, self._look)

    def wake(self) -> None:
        """Look whether there is something to take over, unless that is being done."""
        if self._job is None and not self._closed:
            self._job = self._tasks.run(
                self._work, progress=self.progress.emit, done=self._done, failed=self._failed, every=0.25
            )

    def close(self) -> None:
        """Stop; what is left is done after the next start."""
        self._closed = True
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _look(self) -> None:
        self.wake()
        if not self._closed:
            self._later(LOOK_EVERY, self._look)

    def _work(self, job: Job[Progress]) -> bool:
        """Take over everything, and put the index in order; tell whether there was something."""
        progress = self._index.progress()
        worked = not progress.whole
        while not progress.whole:
            job.report(progress)
            still = self._index.still_for() > STILL
            progress = self._index.work() if still else self._index.work(SHORT)
            job.wait(PAUSE if still else LONG_PAUSE)
        while self._index.still_for() > STILL and self._index.tidy():
            job.wait(PAUSE)
        return worked

    def _done(self, worked: bool) -> None:
        self._job = None
        if worked and not self._closed:
            self.caught_up.emit(None)

    def _failed(self, error: Exception) -> None:
        self._job = None
        if not isinstance(
            error, UserError | Cancelled
        ):  # the database tells its own troubles when it is used
            raise error
