"""Deleting chats for good: those that somebody wants gone, and those whose 30 days in the trash are over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.chat import ChatId
from desktop.core.errors import UserError
from desktop.core.events import Event, Later
from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.services.states import forget_on_disk

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.trash import TrashStore

PURGE_AFTER = 30.0  # seconds; neither the start nor the first question waits for it
PURGE_EVERY = 6 * 3600.0  # seconds, of a window that is open for days
PAUSE = 0.005  # seconds between two slices, in which others write


class Purging:
    """Has a worker do it, in slices. Lives on the owner thread.

    What is to go is marked at once, also while others are on their way, so it goes on after a restart.
    """

    def __init__(self, store: TrashStore, tasks: Tasks, later: Later, states: Path) -> None:
        self._store = store
        self._tasks = tasks
        self._later = later
        self._states = states
        self._job: Job[None] | None = None
        self._again = False  # more was marked since the job began
        self._wishes: list[Sequence[ChatId]] = []  # that may not be marked yet
        self._closed = False
        self.purged: Event[Sequence[ChatId]] = Event()
        self.failed: Event[UserError] = Event()
        later(PURGE_AFTER, self._expire)

    def remove(self, chats: Sequence[ChatId]) -> None:
        """Delete chats of the trash."""
        if self._closed:
            return
        wish = list(chats)
        self._wishes.append(wish)

        def marked(_: None) -> None:
            self._wishes = [each for each in self._wishes if each is not wish]
            self._run()

        def failed(error: Exception) -> None:
            if not isinstance(error, Cancelled):  # else `close` marks them
                self._wishes = [each for each in self._wishes if each is not wish]
            self._tell(error)

        def mark(job: Job[None]) -> None:
            _doom(self._store, wish, lambda: job.wait(PAUSE))

        self._tasks.run(mark, done=marked, failed=failed)

    def close(self) -> None:
        """Stop; what is left to delete goes after the next start. What is not marked yet, is here."""
        self._closed = True
        if self._job is not None:
            self._job.cancel()
        with suppress(UserError):  # a full disk: the chats stay in the trash, where they are seen
            for chats in self._wishes:
                _doom(self._store, chats, lambda: None)
        self._wishes.clear()

    def _expire(self) -> None:
        self._run(expired=True)
        if not self._closed:
            self._later(PURGE_EVERY, self._expire)

    def _run(self, expired: bool = False) -> None:
        if self._closed:
            return
        if self._job is not None:
            self._again = True  # what is expired waits for the next time
            return

        def work(job: Job[None]) -> list[ChatId]:
            old = self._store.due(datetime.now(UTC)) if expired else ()
            return purge(self._store, old, self._states, lambda: job.wait(PAUSE))

        self._job = self._tasks.run(work, done=self._done, failed=self._failed)

    def _done(self, gone: Sequence[ChatId]) -> None:
        self._next()
        if gone:
            self.purged.emit(gone)

    def _failed(self, error: Exception) -> None:
        self._next()
        self._tell(error)

    def _tell(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.failed.emit(error)
        elif not isinstance(error, Cancelled):
            raise error

    def _next(self) -> None:
        self._job = None
        if self._again:
            self._again = False
            self._run()


def purge(
    store: TrashStore, chats: Sequence[ChatId], states: Path, between: Callable[[], None]
) -> list[ChatId]:
    """Delete chats of the trash, and what an earlier purge has left; gives those that are gone.

    `between` is called where others may write, and may raise to end it. Raises `DataError`s.
    """
    gone: dict[ChatId, None] = {}
    try:
        _doom(store, chats, between)
        while (some := store.purge()) is not None:
            gone.update(dict.fromkeys(some))
            between()
    finally:
        forget_on_disk(states, gone)
    return list(gone)


def _doom(store: TrashStore, chats: Sequence[ChatId], between: Callable[[], None]) -> None:
    from desktop.store.trash import AT_ONCE

    for start in range(0, len(chats), AT_ONCE):
        store.doom(chats[start : start + AT_ONCE])
        between()
