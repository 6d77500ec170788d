"""Makes messages of a template and of what was filled in; the files of its fields are read by a worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.core.attachment_errors import FileEmpty
from desktop.core.errors import UserError
from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.core.template_errors import TemplateFillsTooMuch
from desktop.core.template_filling import Filled, Surroundings, fields_in, fill
from desktop.core.template_text import Wording
from desktop.core.template_values import is_empty
from desktop.core.templates import Body, FieldKind, Value
from desktop.services.attaching import read_text_file


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be filled in. What is missing stays empty: see `core.template_filling.unfilled`."""

    body: Body
    values: Mapping[str, Value]  # of files their paths
    around: Surroundings
    wording: Wording | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a wish."""

    filled: Filled
    values: Mapping[str, Value]  # as they were wished: what is remembered holds no contents of files
    errors: Mapping[str, UserError]  # by field: files that cannot be read, and are empty in the texts
    refused: TemplateFillsTooMuch | None = None  # then all texts are empty


Read = Mapping[str, str | UserError]  # by path
NOTHING = Filled("", "", ())


class TemplateFilling:
    """Fulfils the newest wish; one that was replaced or given up never arrives. Lives on the owner thread."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._job: Job[Any] | None = None
        self._read: Read = {}

    def make(self, wish: Wish, done: Callable[[Made], None], *, fresh: bool = True) -> None:
        """Fill a template in; where no file is to be read `done` is called at once.

        Not `fresh` means for a preview: files that were read for the wish before are not read again.
        """
        self.cancel()
        paths = set(paths_of(wish).values())
        if fresh:
            self._read = {}
        self._read = {path: read for path, read in self._read.items() if path in paths}
        missing = sorted(paths - set(self._read))
        if not missing:
            done(made_of(wish, self._read))
            return

        def finished(read: Read) -> None:
            if self._job is job:
                self._job = None
                self._read = {**self._read, **read}
                done(made_of(wish, self._read))

        job: Job[None] = self._tasks.run(
            lambda job: read_files(missing, job), done=finished, failed=_unless_cancelled
        )
        self._job = job

    def cancel(self) -> None:
        """Give the wish up that is being fulfilled."""
        if self._job is not None:
            self._job.cancel()
            self._job = None


def make(wish: Wish, job: Job[None]) -> Made:
    """Fill a template in, on a worker's thread. Raises only `Cancelled`."""
    return made_of(wish, read_files(sorted(set(paths_of(wish).values())), job))


def paths_of(wish: Wish) -> dict[str, str]:
    """Give the paths that were filled into fields for files, by the fields' names."""
    names = (field.name for field in fields_in(wish.body) if field.kind is FieldKind.FILE)
    found = {name: wish.values.get(name) for name in names}
    return {name: path for name, path in found.items() if isinstance(path, str) and not is_empty(path)}


def read_files(paths: list[str], job: Job[None]) -> Read:
    """Read files, or find out why they cannot be. Blocks; raises only `Cancelled`."""
    return {path: _read_one(Path(path), job) for path in paths}


def made_of(wish: Wish, read: Read) -> Made:
    """Fill in what has been read."""
    found = {name: read[path] for name, path in paths_of(wish).items()}
    texts = {name: "" if isinstance(text, UserError) else text for name, text in found.items()}
    errors = {name: error for name, error in found.items() if isinstance(error, UserError)}
    try:
        filled = fill(wish.body, {**wish.values, **texts}, wish.around, wish.wording)
    except TemplateFillsTooMuch as refused:
        return Made(NOTHING, wish.values, errors, refused)
    return Made(filled, wish.values, errors)


def _read_one(path: Path, job: Job[None]) -> str | UserError:
    try:
        text = read_text_file(path, job).text
    except UserError as error:
        return error
    return text if text.strip() else FileEmpty(path)


def _unless_cancelled(error: Exception) -> None:
    if not isinstance(error, Cancelled):
        raise error
