"""Whether an address is that of a hub, asked at the press of a button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.core.errors import UserError
from desktop.core.events import Event
from desktop.core.sources import Connection
from desktop.core.tasks import Cancelled, Job, Tasks


@dataclass(frozen=True, slots=True)
class Tested:
    """How a test goes, or has ended."""

    running: bool = False
    seconds: float = 0.0  # that the answer took
    error: UserError | None = None  # why it is no hub, or none that can be reached


Probe = Callable[[Connection, str, "Job[None]"], float]
"""Asks an address for what only a hub has; gives the seconds. For worker threads. Raises a `UserError`."""


class SourceTests:
    """The tests of this run. Lives on the owner thread."""

    def __init__(self, tasks: Tasks, connection: Callable[[], Connection], probe: Probe) -> None:
        self._tasks = tasks
        self._connection = connection
        self._probe = probe
        self._jobs: dict[str, Job[None]] = {}
        self._outcomes: dict[str, Tested] = {}
        self.changed: Event[str] = Event()  # the address

    def of(self, endpoint: str) -> Tested | None:
        """Say what is known of an address; None while it was not tested."""
        return self._outcomes.get(endpoint)

    def start(self, endpoint: str) -> None:
        """Test an address, once more if it was before."""
        self.cancel(endpoint)
        connection, probe = self._connection(), self._probe
        job: Job[None] = self._tasks.run(
            lambda job: job.outlive(lambda: probe(connection, endpoint, job)),
            done=lambda seconds: self._end(endpoint, job, Tested(seconds=seconds)),
            failed=lambda error: self._failed(endpoint, job, error),
        )
        self._jobs[endpoint] = job
        self._set(endpoint, Tested(running=True))

    def cancel(self, endpoint: str) -> None:
        """Wait for the answer no longer."""
        job = self._jobs.pop(endpoint, None)
        if job is not None:
            job.cancel()
            self._outcomes.pop(endpoint, None)
            self.changed.emit(endpoint)

    def close(self) -> None:
        """Give up what runs."""
        for endpoint in tuple(self._jobs):
            self.cancel(endpoint)

    def _failed(self, endpoint: str, job: Job[None], error: Exception) -> None:
        if isinstance(error, UserError):
            self._end(endpoint, job, Tested(error=error))
        elif not isinstance(error, Cancelled):
            raise error

    def _end(self, endpoint: str, job: Job[None], outcome: Tested) -> None:
        if self._jobs.get(endpoint) is job:
            del self._jobs[endpoint]
            self._set(endpoint, outcome)

    def _set(self, endpoint: str, outcome: Tested) -> None:
        self._outcomes[endpoint] = outcome
        self.changed.emit(endpoint)
