"""Exports of the window: one at a time, on a worker thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from desktop.core.errors import UserError
from desktop.core.events import Event
from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.services.exporting import Export, Exported, export

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.archive import ArchiveStore

R = TypeVar("R")


class Archiving:
    """Lives on the owner thread. What is asked while something is on its way is not done."""

    def __init__(self, store: ArchiveStore, tasks: Tasks) -> None:
        self._store = store
        self._tasks = tasks
        self._job: Job[int] | None = None
        self.exported: Event[Exported] = Event()
        self.failed: Event[UserError] = Event()
        self.progressed: Event[int] = Event()  # chats that are done

    @property
    def busy(self) -> bool:
        """Whether something is on its way."""
        return self._job is not None

    def export(self, wanted: Export) -> None:
        """Write chats; without any named, all outside the trash."""
        store = self._store

        def work(job: Job[int]) -> Exported:
            chats = wanted.chats or store.ids()
            return export(store, replace(wanted, chats=chats), job.report)

        self._run(work, self.exported.emit)

    def cancel(self) -> None:
        """End what is on its way."""
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """End what is on its way."""
        self.cancel()

    def _run(self, work: Callable[[Job[int]], R], tell: Callable[[R], None]) -> None:
        if self._job is not None:
            return

        def done(result: R) -> None:
            self._job = None
            tell(result)

        self._job = self._tasks.run(work, done=done, failed=self._not_done, progress=self.progressed.emit)

    def _not_done(self, error: Exception) -> None:
        self._job = None
        if isinstance(error, UserError):
            self.failed.emit(error)
        elif not isinstance(error, Cancelled):
            raise error
