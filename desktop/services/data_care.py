"""How much room the data takes, its backups, and checking it: what can be done while everything is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from desktop.core.backups import Aside, Backup
from desktop.core.errors import UserError
from desktop.core.events import Event
from desktop.core.keeping import Checked, Room, Totals
from desktop.core.places import Places
from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.services.data_files import rooms
from desktop.services.indexing import Indexing
from desktop.services.states import States

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.opening import Opened

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class CareMeans:
    """What looks after the data while the window is open needs."""

    places: Places
    store: Opened
    tasks: Tasks
    states: States
    indexing: Indexing
    models: Callable[[], Path]  # the folder that models are downloaded to


class DataCare:
    """Has workers look, and tells what they find. Lives on the owner thread."""

    def __init__(self, means: CareMeans) -> None:
        self._means = means
        self._jobs: list[Job[Room]] = []
        self._busy = False
        self.places = means.places
        self.counted: Event[Room] = Event()
        self.totals: Event[Totals] = Event()
        self.listed: Event[tuple[list[Backup], list[Aside]]] = Event()
        self.backed_up: Event[Path] = Event()
        self.checked: Event[Checked] = Event()
        self.movable: Event[Path] = Event()  # a folder that can take the data
        self.done: Event[None] = Event()  # what was asked for, whatever came of it
        self.failed: Event[UserError] = Event()

    @property
    def busy(self) -> bool:
        """Whether a backup or a check is on its way."""
        return self._busy

    def look(self) -> None:
        """Count everything anew; each part is told as soon as it is known."""
        for job in self._jobs:
            job.cancel()
        means, models = self._means, self._means.models()

        def count(job: Job[Room]) -> None:
            for room in rooms(means.places, models, job.check):
                means.tasks.post(lambda room=room: self.counted.emit(room))

        self._jobs = [self._run(count, lambda _: None)]
        self._run(lambda _: _totals(means.store), self.totals.emit)
        self._run(lambda _: _backups(means.places), self.listed.emit)

    def back_up(self) -> None:
        """Make a backup now."""
        path = self._means.places.database

        def work(_: object) -> Path:
            from desktop.store.backup import back_up_now

            return back_up_now(path)

        self._take(work, self.backed_up.emit)

    def check(self) -> None:
        """Read everything, the index for searches too; a damaged index is made anew."""
        means = self._means

        def work(_: object) -> Checked:
            from desktop.store.checking import check

            report = check(means.places.database)
            if report.index is False:
                means.store.index.note_damage()
            return Checked(report.faults, report.index)

        def done(found: Checked) -> None:
            if found.index is False:
                means.indexing.wake()
            self.checked.emit(found)

        self._take(work, done)

    def rebuild_index(self) -> None:
        """Make the index for searches anew."""
        index = self._means.store.index
        self._take(lambda _: index.rebuild(), lambda _: self._means.indexing.wake())

    def clear_states(self) -> None:
        """Delete what models have read of chats; it is read again when it is needed."""
        states = self._means.states
        self._take(lambda _: states.clear(), lambda _: None)

    def look_at(self, folder: Path) -> None:
        """Find out whether the data can be moved to a folder; `movable` tells, or `failed`."""
        places = self._means.places

        def work(_: object) -> Path:
            from desktop.services.data_moving import check_target

            check_target(places, folder)
            return folder

        self._take(work, self.movable.emit)

    def forget_left(self) -> None:
        """Delete the data that a move has left in the old folder."""
        places = self._means.places

        def work(_: object) -> Places:
            from desktop.services.data_moving import delete_left

            return delete_left(places)

        def done(now: Places) -> None:
            self.places = now

        self._take(work, done)

    def close(self) -> None:
        """Hear no more."""
        for job in self._jobs:
            job.cancel()

    def _take(self, work: Callable[[Job[Room]], R], tell: Callable[[R], None]) -> None:
        """Do one thing at a time; what is asked meanwhile is not done."""
        if self._busy:
            return
        self._busy = True

        def done(result: R) -> None:
            self._busy = False
            tell(result)
            self.done.emit(None)
            self.look()

        def failed(error: Exception) -> None:
            self._busy = False
            self._failed(error)
            self.done.emit(None)

        self._means.tasks.run(work, done=done, failed=failed)

    def _run(self, work: Callable[[Job[Room]], R], tell: Callable[[R], None]) -> Job[Room]:
        return self._means.tasks.run(work, done=tell, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.failed.emit(error)
        elif not isinstance(error, Cancelled | OSError):
            raise error


def _totals(store: Opened) -> Totals:
    from desktop.store.totals import totals_of

    return totals_of(store.database)


def _backups(places: Places) -> tuple[list[Backup], list[Aside]]:
    from desktop.store.aside import set_aside_before
    from desktop.store.backup import backups_in

    return backups_in(places.backups), set_aside_before(places.database)
