"""Searching the hub: the newest search wins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from desktop.core.errors import UserError
from desktop.core.events import Event, Later
from desktop.core.hub import Found, Sort
from desktop.core.hub_errors import HubBusy
from desktop.core.sources import Connection
from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.hub.answers import Page
from desktop.hub.api import HubApi, Query

MOST_FOUND = 600  # repositories in one list; who has not found it by then searches for something else


class SearchStage(StrEnum):
    """How far a search has come."""

    IDLE = "idle"  # nothing was searched for: the catalogue is shown
    SEARCHING = "searching"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SearchState:
    """A search as it stands."""

    query: Query = field(default_factory=Query)
    stage: SearchStage = SearchStage.IDLE
    found: tuple[Found, ...] = ()
    after: str = ""  # where there is more; "" at the end
    error: UserError | None = None

    @property
    def more(self) -> bool:
        """Whether further repositories can be asked for."""
        return bool(self.after) and len(self.found) < MOST_FOUND


@dataclass(frozen=True, slots=True)
class HubMeans:
    """What asks the hub."""

    api: HubApi
    tasks: Tasks
    connection: Callable[[], Connection]  # as it is now; raises a `UserError`
    later: Later


class HubSearch:
    """Searches as the user types. Lives on the owner thread."""

    def __init__(self, means: HubMeans) -> None:
        self._means = means
        self._job: Job[None] | None = None
        self.state = SearchState()
        self.changed: Event[SearchState] = Event()

    def search(self, text: str, sort: Sort) -> None:
        """Find repositories; an older search is given up."""
        self._ask(SearchState(Query(text.strip(), sort), SearchStage.SEARCHING))

    def more(self) -> None:
        """Find further ones of the same search."""
        if self.state.more and self.state.stage is not SearchStage.SEARCHING:
            self._ask(replace(self.state, stage=SearchStage.SEARCHING, error=None))

    def retry(self) -> None:
        """Search once more for the same."""
        if self.state.stage is SearchStage.FAILED:
            self._ask(replace(self.state, stage=SearchStage.SEARCHING, error=None))

    def clear(self) -> None:
        """Search for nothing."""
        self.close()
        self._set(SearchState())

    def close(self, error: UserError | None = None) -> None:
        """Give up the search on its way; `error` says why, to somebody who waits for it."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            if error is not None:
                self._set(replace(self.state, stage=SearchStage.FAILED, error=error))

    def _ask(self, state: SearchState) -> None:
        self.close()
        self._set(state)
        try:
            connection = self._means.connection()
        except UserError as error:
            self._set(replace(state, stage=SearchStage.FAILED, error=error))
            return
        query = replace(state.query, after=state.after)
        api = self._means.api
        job: Job[None] = self._means.tasks.run(
            lambda job: job.outlive(
                lambda: api.search(query, connection, job)
            ),  # no name server is waited for
            done=lambda page: self._take(job, page),
            failed=lambda error: self._fail(job, error),
        )
        self._job = job

    def _take(self, job: Job[None], page: Page) -> None:
        if job is not self._job:
            return
        self._job = None
        known = {found.repo for found in self.state.found}
        new = tuple(found for found in page.found if found.repo not in known)
        after = page.after if new else ""  # a hub that gives the same again would do so for ever
        state = self.state
        self._set(replace(state, stage=SearchStage.DONE, found=state.found + new, after=after))

    def _fail(self, job: Job[None], error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, UserError):
            raise error
        if job is not self._job:
            return
        self._job = None
        self._set(replace(self.state, stage=SearchStage.FAILED, error=error))
        if isinstance(error, HubBusy) and error.seconds > 0:
            failed = self.state
            self._means.later(error.seconds, lambda: self._again(failed))

    def _again(self, failed: SearchState) -> None:
        if self.state is failed:
            self.retry()

    def _set(self, state: SearchState) -> None:
        self.state = state
        self.changed.emit(state)
