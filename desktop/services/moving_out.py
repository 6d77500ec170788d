"""Exports of the window: one at a time, on a worker thread."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.core.archive import Which, WholeChat
from desktop.core.chat import ChatId
from desktop.core.errors import UserError
from desktop.core.events import Event
from desktop.core.folders import Folder
from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.services.exporting import Export, Exported, Printer, Progress, export

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.archive import ArchiveStore

BREATH_EVERY, BREATH = 0.005, 0.0002  # seconds: else the owner thread waits for the interpreter


class MovingOut:
    """Lives on the owner thread. What is asked while something is on its way is not done."""

    def __init__(self, store: ArchiveStore, tasks: Tasks) -> None:
        self._store = store
        # Where chats are read from: one that is temporary is in another store.
        self.store_of: Callable[[Sequence[ChatId]], ArchiveStore] = lambda _: store
        self._tasks = tasks
        self._job: Job[Progress] | None = None
        self._reading: Job[None] | None = None
        self.exported: Event[Exported] = Event()
        self.cancelled: Event[None] = Event()
        self.failed: Event[UserError] = Event()
        self.progressed: Event[Progress] = Event()

    @property
    def busy(self) -> bool:
        """Whether something is on its way."""
        return self._job is not None

    def export(self, wanted: Export, which: Which | None, printer: Callable[[], Printer]) -> None:
        """Write chats: those that are named, or else those that `which` describes."""
        if self._job is not None:
            return
        store = self.store_of(wanted.chats)

        def work(job: Job[Progress]) -> Exported:
            chats = wanted.chats if which is None else store.ids_of(which)
            return export(store, replace(wanted, chats=chats), _Breathing(job).tell, printer)

        self._job = self._tasks.run(
            work, done=self._done, failed=self._not_done, progress=self.progressed.emit
        )

    def title(self, chat: ChatId) -> str:
        """Give the title of a chat; "" of one that is gone."""
        return self.store_of((chat,)).title(chat)

    def read(self, chats: Sequence[ChatId], done: Callable[[list[WholeChat]], None]) -> None:
        """Read chats for printing, without those that are gone; a newer wish ends an older one."""
        store = self.store_of(chats)

        def failed(error: Exception) -> None:
            if isinstance(error, UserError):
                self.failed.emit(error)
            elif not isinstance(error, Cancelled):
                raise error

        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._tasks.run(
            lambda job: list(store.read_each(chats, job.check)), done=done, failed=failed
        )

    def folders(self, done: Callable[[list[Folder]], None]) -> None:
        """Read which folders there are."""
        store = self._store
        self._tasks.run(lambda _: store.folders(), done=done, failed=self._not_done)

    def cancel(self) -> None:
        """End what is on its way; files that are whole stay."""
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """End what is on its way."""
        self.cancel()
        if self._reading is not None:
            self._reading.cancel()

    def _done(self, exported: Exported) -> None:
        self._job = None
        self.exported.emit(exported)

    def _not_done(self, error: Exception) -> None:
        self._job = None
        if isinstance(error, Cancelled):
            self.cancelled.emit(None)
        elif isinstance(error, UserError):
            self.failed.emit(error)
        else:
            raise error


class _Breathing:
    """Tells progress, and lets the owner thread have its turn."""

    def __init__(self, job: Job[Progress]) -> None:
        self._job = job
        self._breath = time.monotonic()

    def tell(self, progress: Progress) -> None:
        """Raises `Cancelled`."""
        if time.monotonic() - self._breath >= BREATH_EVERY:
            self._job.wait(BREATH)
            self._breath = time.monotonic()
        self._job.report(progress)
