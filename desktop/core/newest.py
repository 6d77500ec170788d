"""Work of which only the newest outcome is wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.core.user_error import UserError

R = TypeVar("R")


class Newest(Generic[R]):
    """Runs work on a worker; what was wished before is cancelled and never arrives.

    Lives on the owner thread.
    """

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._job: Job[Any] | None = None

    @property
    def busy(self) -> bool:
        """Whether something is on its way."""
        return self._job is not None

    def run(
        self,
        work: Callable[[Job[None]], R],
        done: Callable[[R], None],
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """Do this in the place of what was wished before; an outcome follows unless it is replaced."""
        self.cancel()

        def finished(result: R) -> None:
            if self._job is job:
                self._job = None
                done(result)

        def not_finished(error: Exception) -> None:
            wanted = self._job is job
            if wanted:
                self._job = None
            if isinstance(error, Cancelled) or (isinstance(error, UserError) and not wanted):
                return
            if not isinstance(error, UserError) or failed is None:
                raise error
            failed(error)

        job: Job[None] = self._tasks.run(work, done=finished, failed=not_finished)
        self._job = job

    def cancel(self) -> None:
        """Give up what is on its way."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
