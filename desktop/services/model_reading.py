"""What is read of files before a model is loaded: all of it by workers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.core.errors import UserError
from desktop.core.load_attempt import Companions
from desktop.core.models import Header, Installed
from desktop.core.tasks import Cancelled, Tasks
from desktop.hub.adapter import bytes_of
from desktop.hub.gguf import read_header
from desktop.services.file_marks import Marks, look_at
from desktop.services.library import Library
from desktop.services.machine import Machine
from desktop.services.model_finding import finder


class ModelReading:
    """Lives on the owner thread."""

    def __init__(self, tasks: Tasks, library: Library, machine: Machine) -> None:
        self._tasks = tasks
        self._library = library
        self._machine = machine
        self.adapters: Callable[[], Sequence[Path]] = tuple  # of the chat that a model is loaded for
        self.drafts: Callable[[Path], Sequence[Path]] = lambda model: ()  # that were measured for a model

    def read(
        self,
        model: Installed,
        done: Callable[[Header, Companions], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """Read a model's header and those of its companions; how it is loaded is known by then."""
        path = model.path

        def looked(marks: Marks) -> None:
            self._library.marks.take(marks)
            draft, adapters = self._machine.options(path).drafter, self.adapters()
            self._tasks.run(
                lambda _: _read(path, draft, adapters),
                done=lambda read: self._done(read, done),
                failed=refused,
            )

        def refused(error: Exception) -> None:
            if isinstance(error, Cancelled):
                return
            if not isinstance(error, UserError):
                raise error
            failed(error)

        looked_at = (path, *self.drafts(path))
        self._tasks.run(lambda _: look_at(looked_at), done=looked, failed=refused)

    def _done(self, read: _Read, done: Callable[[Header, Companions], None]) -> None:
        self._library.marks.take(read.marks)
        done(read.header, read.companions)

    def find(self, path: str, done: Callable[[Installed | None], None]) -> None:
        """Look for the model that was used last, or where it has gone for the first one there is."""
        work = finder(self._library, path)
        self._tasks.run(lambda _: work(), done=done, failed=_bug)


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of the files of a load."""

    header: Header
    companions: Companions
    marks: Marks


def _read(model: Path, draft: str, adapters: Sequence[Path]) -> _Read:
    companions = Companions(_draft_header(draft), bytes_of(adapters))
    return _Read(read_header(model), companions, look_at([Path(draft)] if draft else []))


def _draft_header(path: str) -> Header | None:
    """Read the model that drafts; where it cannot be used, the engine says why and does without it."""
    with suppress(UserError):
        return read_header(Path(path)) if path else None
    return None


def _bug(error: Exception) -> None:
    if not isinstance(error, Cancelled):
        raise error
