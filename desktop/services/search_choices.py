"""What a search can be narrowed by in this data folder, read when somebody wants to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.core.errors import UserError
from desktop.core.events import Event
from desktop.core.search_hints import Choices
from desktop.core.tasks import Cancelled, Job, Tasks

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.search import SearchStore


class SearchChoices:
    """Lives on the owner thread."""

    def __init__(self, store: SearchStore, tasks: Tasks) -> None:
        self._store = store
        self._tasks = tasks
        self._job: Job[None] | None = None
        self.known = Choices()
        self.changed: Event[Choices] = Event()

    def read(self) -> None:
        """Read them anew, unless that is being done."""
        if self._job is None:
            store = self._store
            self._job = self._tasks.run(lambda _: store.choices(), done=self._done, failed=self._failed)

    def close(self) -> None:
        """Give up what is on its way."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _done(self, choices: Choices) -> None:
        self._job = None
        if choices != self.known:
            self.known = choices
            self.changed.emit(choices)

    def _failed(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, UserError | Cancelled):  # the search itself tells what is wrong
            raise error
