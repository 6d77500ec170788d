"""Finding chats by their titles alone, while somebody types; with nothing typed, the newest ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.core.events import Event
from desktop.core.search_found import Found, FoundChat
from desktop.core.search_query import parse
from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.core.user_error import UserError

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.search import SearchStore

NEWEST = 24  # chats that are looked at while nothing is typed; archived ones are left out


@dataclass(frozen=True, slots=True)
class QuickFound:
    """Chats whose titles fit, and what was typed for them."""

    typed: str
    chats: tuple[FoundChat, ...]


class QuickChats:
    """The newest search wins. Lives on the owner thread."""

    def __init__(self, store: SearchStore, tasks: Tasks, today: Callable[[], date] = date.today) -> None:
        self._store = store
        self._tasks = tasks
        self._today = today
        self._job: Job[Found] | None = None
        self.found: Event[QuickFound] = Event()
        self.failed: Event[UserError] = Event()

    def find(self, typed: str) -> None:
        """Look for chats on a worker thread; `found` tells what comes of it."""
        self.stop()
        query, store = parse(typed, self._today()), self._store
        if typed.strip() and query.empty:
            self.found.emit(QuickFound(typed, ()))
            return

        def work(job: Job[Found]) -> Found:
            from desktop.store.search import IndexDamaged, Wish

            try:
                return store.search(Wish(query, NEWEST, titles=True), lambda: _stopped(job))
            except IndexDamaged:
                return Found()  # the search over all chats has it made anew

        job: Job[Found] = self._tasks.run(
            work,
            done=lambda found: self._done(job, typed, found),
            failed=lambda error: self._failed(job, error),
        )
        self._job = job

    def stop(self) -> None:
        """Give up what is on its way."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _done(self, job: Job[Found], typed: str, found: Found) -> None:
        if job is self._job:
            self._job = None
            chats = (chat for chat in found.chats if typed.strip() or not chat.archived)
            self.found.emit(QuickFound(typed, tuple(chats)))

    def _failed(self, job: Job[Found], error: Exception) -> None:
        if isinstance(error, Cancelled) or job is not self._job:
            return
        self._job = None
        if not isinstance(error, UserError):
            raise error
        self.failed.emit(error)


def _stopped(job: Job[Found]) -> bool:
    try:
        job.check()
    except Cancelled:
        return True
    return False
