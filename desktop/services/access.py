"""Whether a gated repository is given to this account, asked again after its conditions were accepted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.core.errors import UserError
from desktop.core.events import Event
from desktop.core.hub import Gated, RepoId
from desktop.core.hub_errors import AccessNeeded
from desktop.core.sources import HUGGING_FACE, Connection
from desktop.core.tasks import Cancelled, Job, Tasks


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer to a check."""

    repo: RepoId
    error: UserError | None  # None: it is given to this account


Check = Callable[[Connection, RepoId, "Job[None]"], None]
"""Asks the hub; for worker threads. Raises `AccessNeeded`, or why it cannot be told."""


def page_of(repo: RepoId) -> str:
    """Give the page on which the conditions are accepted: always the hub's own, no mirror's."""
    return f"{HUGGING_FACE}/{repo}"


class Access:
    """The checks of this run. Lives on the owner thread."""

    def __init__(self, tasks: Tasks, connection: Callable[[], Connection], check: Check) -> None:
        self._tasks = tasks
        self._connection = connection
        self._check = check
        self._jobs: dict[RepoId, Job[None]] = {}
        self.told: Event[Checked] = Event()

    def checking(self, repo: RepoId) -> bool:
        """Whether the hub is asked about a repository now."""
        return repo in self._jobs

    def check(self, repo: RepoId, gated: Gated = Gated.AUTO) -> None:
        """Ask the hub, unless it is being asked; `told` follows. `gated` is what the repository says."""
        if repo in self._jobs:
            return
        connection, check = self._connection(), self._check
        self._jobs[repo] = self._tasks.run(
            lambda job: job.outlive(lambda: check(connection, repo, job)),
            done=lambda _: self._end(repo, None),
            failed=lambda error: self._failed(repo, gated, error),
        )

    def stop(self, error: UserError) -> None:
        """Give up what runs, and say why."""
        for repo, job in tuple(self._jobs.items()):
            job.cancel()
            self._end(repo, error)

    def close(self) -> None:
        """Give up what runs."""
        for job in self._jobs.values():
            job.cancel()
        self._jobs.clear()

    def _failed(self, repo: RepoId, gated: Gated, error: Exception) -> None:
        if isinstance(error, AccessNeeded):
            self._end(repo, AccessNeeded(repo, gated, error.signed_in))
        elif isinstance(error, UserError):
            self._end(repo, error)
        elif not isinstance(error, Cancelled):
            raise error

    def _end(self, repo: RepoId, error: UserError | None) -> None:
        if self._jobs.pop(repo, None) is not None:
            self.told.emit(Checked(repo, error))
