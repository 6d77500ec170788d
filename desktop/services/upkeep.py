"""What is done for the database beside the conversations: today's backup, and emptying its log."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from desktop.core.errors import UserError
from desktop.core.events import Event, Later
from desktop.core.tasks import Cancelled, Tasks

if TYPE_CHECKING:
    from desktop.store.opening import Opened

BACK_UP_AFTER = 20.0  # seconds; the first question does not compete with it for the disk
BACK_UP_EVERY = 3600.0  # seconds; nothing happens where today's backup is there
CHECKPOINT_EVERY = 300.0  # seconds; SQLite does it by itself, too, where much is written
TOLD = "backup-failed"  # ends the name of the file that says why there is no backup

log = logging.getLogger(__name__)


class Upkeep:
    """Keeps the database in order on worker threads. Lives on the owner thread."""

    def __init__(self, store: Opened, tasks: Tasks, later: Later) -> None:
        self._store = store
        self._tasks = tasks
        self._later = later
        self._closed = False
        self.failed: Event[UserError] = Event()
        # What was told, so that a disk that stays full is not told at every start again.
        self._told = store.database.path.with_name(f"{store.database.path.name}-{TOLD}")
        later(BACK_UP_AFTER, self._back_up)
        later(CHECKPOINT_EVERY, self._checkpoint)

    def close(self) -> None:
        """Begin nothing new."""
        self._closed = True

    def _back_up(self) -> None:
        self._run(self._store.back_up, self._backed_up, self._not_backed_up)
        if not self._closed:
            self._later(BACK_UP_EVERY, self._back_up)

    def _checkpoint(self) -> None:
        self._run(self._store.database.checkpoint, lambda: None, self._failed)
        if not self._closed:
            self._later(CHECKPOINT_EVERY, self._checkpoint)

    def _run(
        self, work: Callable[[], None], done: Callable[[], None], failed: Callable[[Exception], None]
    ) -> None:
        if not self._closed:
            self._tasks.run(lambda _: work(), done=lambda _: done(), failed=failed)

    def _backed_up(self) -> None:
        with suppress(OSError):
            self._told.unlink(missing_ok=True)

    def _not_backed_up(self, error: Exception) -> None:
        """Tell it once, until it fails for another reason, or has gone well."""
        name = type(error).__name__
        if isinstance(error, UserError):
            try:
                if self._told.read_text(encoding="utf-8") == name:
                    log.info("backup failed again", extra={"error": name})
                    return
            except (OSError, ValueError):  # it was not told yet
                pass
            with suppress(OSError):  # on a full disk it may be told once more at the next start
                self._told.write_text(name, encoding="utf-8")
        self._failed(error)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, UserError):
            raise error
        log.info("upkeep failed", extra={"error": type(error).__name__})
        self.failed.emit(error)
