"""Chats of other programs come in: first a look at what would happen, then what was chosen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from desktop.core.chat import ChatId
from desktop.core.events import Event
from desktop.core.moving_in import Brought, Choice, Preview, Progress
from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.core.user_error import UserError
from desktop.hub.system import System
from desktop.services.chats import Chats
from desktop.services.movein.bringing import bring_in, look_into
from desktop.services.movein.programs import Program, programs
from desktop.services.movein.reading import Manner
from desktop.services.organising import Organising

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.moving_in import MoveInStore

R = TypeVar("R")
AT_ONCE = 500  # chats that go into the trash together: the window has its turn between


@dataclass(frozen=True, slots=True)
class Heard:
    """Who hears of a look or of an import."""

    progress: Callable[[Progress], None]
    failed: Callable[[UserError], None]
    broken: Callable[[], None]  # by a bug, which is shown then


class MovingIn:
    """Lives on the owner thread; files are read and chats written on a worker."""

    def __init__(self, store: MoveInStore, tasks: Tasks, chats: Chats, organising: Organising) -> None:
        self._store = store
        self._tasks = tasks
        self._chats = chats
        self._organising = organising
        self.grown: Event[Sequence[ChatId]] = Event()  # chats that have got more messages

    @property
    def organising(self) -> Organising:
        """The folders that chats can go into."""
        return self._organising

    def find(self, taken: Callable[[list[Program]], None]) -> Job[None]:
        """Look for programs that have chats on this computer."""

        def failed(error: Exception) -> None:
            if not isinstance(error, Cancelled):
                raise error

        system = System(os.environ, Path.home(), sys.platform)
        return self._tasks.run(lambda _: programs(system), done=taken, failed=failed)

    def look(
        self, paths: Sequence[Path], manner: Manner, taken: Callable[[Preview], None], heard: Heard
    ) -> Job[Progress]:
        """Tell what files would bring; nothing changes. A cancelled job tells nothing."""
        files = tuple(paths)
        return self._run(lambda job: look_into(files, manner, self._store, job), taken, heard)

    def bring(
        self,
        paths: Sequence[Path],
        manner: Manner,
        choice: Choice,
        taken: Callable[[Brought], None],
        heard: Heard,
    ) -> Job[Progress]:
        """Bring chats in. A cancelled job, and one that fails, tells what it has done."""
        files = tuple(paths)

        def done(brought: Brought) -> None:
            self._tell(brought)
            taken(brought)

        return self._run(lambda job: bring_in(files, manner, choice, self._store, job), done, heard)

    def undo(self, brought: Brought) -> None:
        """Put the chats that an import brought into the trash, some at a time."""
        self._remove([chat.id for chat in brought.arrived])

    def _remove(self, chats: Sequence[ChatId]) -> None:
        self._chats.delete(*chats[:AT_ONCE])
        if chats[AT_ONCE:]:
            self._tasks.post(lambda: self._remove(chats[AT_ONCE:]))

    def _tell(self, brought: Brought) -> None:
        self._organising.refresh()
        if brought.arrived or brought.changed:
            self._chats.take_over([*brought.arrived, *brought.changed])
        if brought.changed:
            self.grown.emit([chat.id for chat in brought.changed])

    def _run(
        self, work: Callable[[Job[Progress]], R], taken: Callable[[R], None], heard: Heard
    ) -> Job[Progress]:
        def failed(error: Exception) -> None:
            if isinstance(error, UserError):
                heard.failed(error)
            elif not isinstance(error, Cancelled):
                heard.broken()  # first: what waits must be usable again
                raise error

        return self._tasks.run(work, done=taken, failed=failed, progress=heard.progress)
