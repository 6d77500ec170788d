"""Exports and imports of the window: one at a time, on a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from desktop.core.errors import UserError
from desktop.core.events import Event
from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.services.chats import Chats
from desktop.services.exporting import Export, Exported, export
from desktop.services.importing import Imported, import_file

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.archive import ArchiveStore

R = TypeVar("R")


class Archiving:
    """Lives on the owner thread. What is asked while something is on its way is not done."""

    def __init__(self, store: ArchiveStore, tasks: Tasks, chats: Chats) -> None:
        self._store = store
        self._tasks = tasks
        self._chats = chats
        self._job: Job[int] | None = None
        self.exported: Event[Exported] = Event()
        self.imported: Event[Imported] = Event()
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

    def import_files(self, paths: Sequence[Path]) -> None:
        """Read chats back."""
        store = self._store

        def work(job: Job[int]) -> Imported:
            result = Imported()
            for path in paths:
                before = result.chats
                result.add(
                    import_file(store, path, lambda now, so_far=before: job.report(so_far + now.chats))
                )
            return result

        self._run(work, self._arrived)

    def cancel(self) -> None:
        """End what is on its way; chats that have come whole stay."""
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """End what is on its way."""
        self.cancel()

    def _arrived(self, result: Imported) -> None:
        self._chats.arrived.emit(result.arrived)
        self.imported.emit(result)

    def _run(self, work: Callable[[Job[int]], R], tell: Callable[[R], None]) -> None:
        if self._job is not None:
            return

        def done(result: R) -> None:
            self._job = None
            tell(result)

        self._job = self._tasks.run(work, done=done, failed=self._not_done, progress=self.progressed.emit)

    def _not_done(self, error: Exception) -> None:
        self._job = None
        if isinstance(error, Cancelled):
            self._chats.places_changed.emit(None)  # what came before it was ended
        elif isinstance(error, UserError):
            self._chats.places_changed.emit(None)
            self.failed.emit(error)
        else:
            raise error
