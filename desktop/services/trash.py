"""The trash: what is in it, and bringing it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.chat import ChatId
from desktop.core.errors import UserError
from desktop.core.events import Event
from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.core.trash import Beginning, Trashed
from desktop.services.chats import Chats
from desktop.services.purging import Purging

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.organising import OrganiseStore
    from desktop.store.trash import TrashStore

MANY = 200  # chats; more are brought back by a worker
SHOWN, LENGTH = 30, 2_000  # messages, and characters of each


@dataclass(frozen=True, slots=True)
class TrashMeans:
    """What the trash works with."""

    store: TrashStore
    organise: OrganiseStore
    tasks: Tasks
    purging: Purging


class Trash:
    """Its list is empty until it was wanted (`load`). Lives on the owner thread."""

    def __init__(self, means: TrashMeans, chats: Chats) -> None:
        self._means = means
        self._chats = chats
        self._wanted = self._reading = self._stale = self._closed = False
        self.rows: tuple[Trashed, ...] = ()
        self.ready = False  # whether it has been read
        self.changed: Event[None] = Event()
        self.found: Event[frozenset[ChatId]] = Event()  # by `search`
        self.begun: Event[Sequence[Beginning]] = Event()  # what `look_into` asked for
        self.failed: Event[UserError] = Event()
        self._search: Job[None] | None = None
        self._look: Job[None] | None = None
        self._ends = (
            chats.removed.connect(self._came),
            chats.arrived.connect(self._came),
            means.purging.purged.connect(self._came),
            means.purging.failed.connect(self._not_done),
        )

    def load(self) -> None:
        """Read it, unless that was done."""
        self._wanted = True
        if not self.ready:
            self.reload()

    def search(self, words: Sequence[str]) -> None:
        """Find the chats that hold words; the newest question counts, `found` tells."""
        if self._search is not None:
            self._search.cancel()
        store = self._means.store
        job: Job[None] | None = None

        def done(found: set[ChatId]) -> None:
            if self._search is job:
                self._search = None
                self.found.emit(frozenset(found))

        job = self._means.tasks.run(lambda _: store.holding(words), done=done, failed=self._not_done)
        self._search = job

    def look_into(self, chat: ChatId) -> None:
        """Read how a chat begins; the newest question counts, `begun` tells."""
        store = self._means.store
        job: Job[None] | None = None

        def done(found: Sequence[Beginning]) -> None:
            if self._look is job:
                self._look = None
                self.begun.emit(found)

        job = self._means.tasks.run(
            lambda _: store.beginning(chat, SHOWN, LENGTH), done=done, failed=self._not_done
        )
        self._look = job

    def restore(self, chats: Sequence[ChatId]) -> None:
        """Bring chats back, into their folders; at the top where these are gone. Raises `DataError`s."""
        self._drop(chats)
        if len(chats) <= MANY:
            self._chats.restore(*chats)
            return
        organise = self._means.organise
        self._means.tasks.run(
            lambda _: organise.restore(chats), done=self._chats.arrived.emit, failed=self._not_done
        )

    def remove(self, chats: Sequence[ChatId]) -> None:
        """Delete chats for good; a worker does it, and `failed` tells where it cannot."""
        self._drop(chats)
        self._means.purging.remove(chats)

    def close(self) -> None:
        """Hear no more."""
        self._closed = True
        for job in (self._search, self._look):
            if job is not None:
                job.cancel()
        for end in self._ends:
            end()

    def _drop(self, chats: Sequence[ChatId]) -> None:
        gone = set(chats)
        self.rows = tuple(row for row in self.rows if row.id not in gone)
        self._stale = self._reading
        self.changed.emit(None)

    def _came(self, _: object) -> None:
        """Read it again: chats came, or left."""
        if self._wanted and not self._closed:
            self.reload()

    def reload(self) -> None:
        """Read it anew, on a worker thread."""
        self._stale = self._reading
        if not self._reading:
            self._reading = True
            store = self._means.store
            self._means.tasks.run(lambda _: store.all(), done=self._read, failed=self._not_read)

    def _read(self, found: Sequence[Trashed]) -> None:
        self._reading = False
        if self._stale:
            self.reload()
            return
        self.rows = tuple(found)
        self.ready = True
        self.changed.emit(None)

    def _not_read(self, error: Exception) -> None:
        self._reading = False
        self._not_done(error, again=False)

    def _not_done(self, error: Exception, again: bool = True) -> None:
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, UserError):
            raise error
        if again:
            self._came(())  # what could not be done is still there
        self.failed.emit(error)
