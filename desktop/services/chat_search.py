"""Searching all chats as the user types: the newest search wins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.core.chat import ChatId
from desktop.core.errors import UserError
from desktop.core.events import Event
from desktop.core.search_found import Found, Progress
from desktop.core.search_query import Query, parse
from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.services.indexing import Indexing
from desktop.services.search_choices import SearchChoices

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.search import SearchStore
    from desktop.store.search_building import IndexStore

AT_FIRST = 50  # chats
MOST = 800  # chats in one list; who has not found it by then adds a word


class SearchStage(StrEnum):
    """How far a search has come."""

    IDLE = "idle"  # nothing is searched for
    SEARCHING = "searching"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SearchState:
    """A search as it stands."""

    typed: str = ""
    query: Query = field(default_factory=Query)
    stage: SearchStage = SearchStage.IDLE
    found: Found = field(default_factory=Found)
    progress: Progress = field(default_factory=Progress)  # of the index
    chats: int = AT_FIRST
    opened: frozenset[ChatId] = frozenset()  # of which all is shown
    error: UserError | None = None

    @property
    def more(self) -> bool:
        """Whether further chats can be asked for."""
        return self.found.cut and self.chats < MOST and self.stage is SearchStage.DONE


@dataclass(frozen=True, slots=True)
class SearchMeans:
    """What a search works with."""

    search: SearchStore
    index: IndexStore
    tasks: Tasks
    indexing: Indexing


class ChatSearch:
    """One search at a time. Lives on the owner thread."""

    def __init__(self, means: SearchMeans, today: Callable[[], date] = date.today) -> None:
        self._means = means
        self._today = today
        self._job: Job[Found] | None = None
        self.state = SearchState()
        self.choices = SearchChoices(means.search, means.tasks)
        self.changed: Event[SearchState] = Event()
        means.indexing.progress.connect(self._index_grows)
        means.indexing.caught_up.connect(lambda _: self.refresh())

    def search(self, typed: str) -> None:
        """Search for what was typed; an older search is given up. What it found stays until there is more."""
        query = parse(typed, self._today())
        if not typed.strip():
            self.clear()
        elif query.empty:
            self._give_up()
            self._set(SearchState(typed, query, SearchStage.DONE))
        else:
            self._ask(
                replace(self.state, typed=typed, query=query, chats=AT_FIRST, opened=frozenset(), error=None)
            )

    def more(self) -> None:
        """Find further chats."""
        if self.state.more:
            self._ask(replace(self.state, chats=min(MOST, self.state.chats * 4)))

    def show_all_of(self, chat: ChatId) -> None:
        """Show all messages of a chat that were found."""
        if self.state.stage is not SearchStage.IDLE:
            self._ask(replace(self.state, opened=self.state.opened | {chat}))

    def refresh(self) -> None:
        """Search for the same: chats have changed."""
        if self.state.stage is not SearchStage.IDLE and not self.state.query.empty:
            self._ask(self.state)

    def clear(self) -> None:
        """Search for nothing."""
        self._give_up()
        self._set(SearchState())

    def close(self) -> None:
        """Give up what is on its way."""
        self._give_up()
        self.choices.close()

    def _ask(self, state: SearchState) -> None:
        self._give_up()
        self._set(replace(state, stage=SearchStage.SEARCHING, error=None))
        means = self._means

        def work(job: Job[Found]) -> tuple[Found, Progress]:
            from desktop.store.search import IndexDamaged, Wish

            def stopped() -> bool:
                try:
                    job.check()
                except Cancelled:
                    return True
                return False

            progress = means.index.progress()
            try:
                wish = Wish(state.query, state.chats, state.opened)
                return means.search.search(wish, stopped, job.report), progress
            except IndexDamaged:
                means.index.note_damage()
                return Found(), means.index.progress()

        job: Job[Found] = means.tasks.run(
            work,
            progress=lambda found: self._tell(job, found),
            done=lambda outcome: self._done(job, *outcome),
            failed=lambda error: self._failed(job, error),
            every=0.0,
        )
        self._job = job

    def _tell(self, job: Job[Found], found: Found) -> None:
        if job is self._job:
            self._set(replace(self.state, found=found))

    def _done(self, job: Job[Found], found: Found, progress: Progress) -> None:
        if job is not self._job:
            return
        self._job = None
        self._set(replace(self.state, stage=SearchStage.DONE, found=found, progress=progress))
        if not progress.whole:
            self._means.indexing.wake()

    def _failed(self, job: Job[Found], error: Exception) -> None:
        if isinstance(error, Cancelled) or job is not self._job:
            return
        if not isinstance(error, UserError):
            raise error
        self._job = None
        self._set(replace(self.state, stage=SearchStage.FAILED, found=Found(), error=error))

    def _index_grows(self, progress: Progress) -> None:
        if self.state.stage is not SearchStage.IDLE:
            self._set(replace(self.state, progress=progress))

    def _give_up(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _set(self, state: SearchState) -> None:
        self.state = state
        self.changed.emit(state)
