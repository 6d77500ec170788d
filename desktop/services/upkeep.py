"""What is done for the database beside the conversations: today's backup, and emptying its log."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.core.errors import UserError
from desktop.core.events import Event, Later
from desktop.core.tasks import Cancelled, Tasks

if TYPE_CHECKING:
    from desktop.store.opening import Opened

BACK_UP_AFTER = 20.0  # seconds; the first question does not compete with it for the disk
CHECKPOINT_EVERY = 60.0  # seconds

log = logging.getLogger(__name__)


class Upkeep:
    """Keeps the database in order on worker threads. Lives on the owner thread."""

    def __init__(self, store: Opened, tasks: Tasks, later: Later) -> None:
        self._store = store
        self._tasks = tasks
        self._later = later
        self._closed = False
        self.failed: Event[UserError] = Event()
        later(BACK_UP_AFTER, lambda: self._run(store.back_up))
        later(CHECKPOINT_EVERY, self._checkpoint)

    def close(self) -> None:
        """Begin nothing new."""
        self._closed = True

    def _checkpoint(self) -> None:
        self._run(self._store.database.checkpoint)
        if not self._closed:
            self._later(CHECKPOINT_EVERY, self._checkpoint)

    def _run(self, work: Callable[[], None]) -> None:
        if not self._closed:
            self._tasks.run(lambda _: work(), done=lambda _: None, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, UserError):
            raise error
        log.info("upkeep failed", extra={"error": type(error).__name__})
        self.failed.emit(error)
