"""Deleting chats for good: those that somebody wants gone, and what has been in the trash for 30 days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from desktop.core.chat import ChatId
from desktop.core.errors import UserError
from desktop.core.events import Event, Later
from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.core.trash import TRASH_KEPT
from desktop.services.states import forget_on_disk

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.trash import TrashStore

PURGE_AFTER = 30.0  # seconds; neither the start nor the first question waits for it
PURGE_EVERY = 6 * 3600.0  # seconds, of a window that is open for days
PAUSE = 0.005  # seconds between two slices, in which others write

Which: TypeAlias = Callable[[], Sequence[ChatId]]


class Purging:
    """Has a worker do it, in slices. Lives on the owner thread.

    What is to go is marked at once, so it goes on after a restart.
    """

    def __init__(self, store: TrashStore, tasks: Tasks, later: Later, states: Path) -> None:
        self._store = store
        self._tasks = tasks
        self._later = later
        self._states = states
        self._job: Job[None] | None = None
        self._waiting: list[Which] = []
        self._closed = False
        self.purged: Event[Sequence[ChatId]] = Event()
        self.failed: Event[UserError] = Event()
        later(PURGE_AFTER, self._expire)

    def remove(self, chats: Sequence[ChatId]) -> None:
        """Delete chats of the trash."""
        self._run(lambda: chats)

    def close(self) -> None:
        """Stop; what is left to delete goes after the next start."""
        self._closed = True
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()

    def _expire(self) -> None:
        self._run(lambda: self._store.expired(datetime.now(UTC) - TRASH_KEPT))
        if not self._closed:
            self._later(PURGE_EVERY, self._expire)

    def _run(self, which: Which) -> None:
        if self._closed:
            return
        if self._job is not None:
            self._waiting.append(which)
            return

        def work(job: Job[None]) -> list[ChatId]:
            return purge(self._store, which(), self._states, lambda: job.wait(PAUSE))

        self._job = self._tasks.run(work, done=self._done, failed=self._failed)

    def _done(self, gone: Sequence[ChatId]) -> None:
        self._next()
        if gone:
            self.purged.emit(gone)

    def _failed(self, error: Exception) -> None:
        self._next()
        if isinstance(error, UserError):
            self.failed.emit(error)
        elif not isinstance(error, Cancelled):
            raise error

    def _next(self) -> None:
        self._job = None
        if self._waiting:
            self._run(self._waiting.pop(0))


def purge(
    store: TrashStore, chats: Sequence[ChatId], states: Path, between: Callable[[], None]
) -> list[ChatId]:
    """Delete chats of the trash, and what an earlier purge has left; gives those that are gone.

    `between` is called where others may write, and may raise to end it. Raises `DataError`s.
    """
    from desktop.store.trash import AT_ONCE

    gone: dict[ChatId, None] = {}
    try:
        for start in range(0, len(chats), AT_ONCE):
            store.doom(chats[start : start + AT_ONCE])
            between()
        while (some := store.purge()) is not None:
            gone.update(dict.fromkeys(some))
            between()
    finally:
        forget_on_disk(states, gone)
    return list(gone)
