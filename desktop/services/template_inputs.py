"""The saved inputs of templates: what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.attachment_errors import NotText
from desktop.core.errors import UserError
from desktop.core.events import Event
from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.core.template_filling import fields_in
from desktop.core.templates import Body, Field, FieldKind, TemplateId, Value
from desktop.core.tryout import MOST_INPUTS, NewInput, SavedInput, input_name, name_from
from desktop.core.tryout_errors import ColumnsUnknown, NothingUsedYet
from desktop.core.tryout_import import Imported, read_table
from desktop.services.attaching import decode, read_bytes
from desktop.services.templates import Templates

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.template_inputs import TemplateInputStore


@dataclass(frozen=True, slots=True)
class Removed:
    """Inputs that were deleted just now."""

    template: TemplateId
    inputs: tuple[SavedInput, ...]


class TemplateInputs:
    """Lives on the owner thread. Methods raise `UserError`s; then nothing has changed."""

    def __init__(self, store: TemplateInputStore, templates: Templates, tasks: Tasks) -> None:
        self._store = store
        self._templates = templates
        self._tasks = tasks
        self._removed: Removed | None = None
        self._job: Job[None] | None = None
        self.changed: Event[TemplateId] = Event()
        self.imported: Event[Imported] = Event()
        self.failed: Event[UserError] = Event()  # a table was not read

    @property
    def removed(self) -> Removed | None:
        """What can be brought back."""
        return self._removed

    def all(self, template: TemplateId) -> list[SavedInput]:
        """Read those of a template."""
        return self._store.all(template)

    def add(self, template: TemplateId, inputs: Sequence[NewInput]) -> None:
        """Keep inputs; those without a name get one from their values."""
        self._store.add(template, [replace(each, name=_named(each)) for each in inputs])
        self.changed.emit(template)

    def change(self, template: TemplateId, changed: SavedInput) -> None:
        """Keep other values of an input."""
        self._store.change(replace(changed, name=_named(changed)))
        self.changed.emit(template)

    def remove(self, template: TemplateId, inputs: Sequence[SavedInput]) -> None:
        """Delete inputs; they can be brought back until others are deleted."""
        self._store.remove([each.id for each in inputs])
        self._removed = Removed(template, tuple(inputs))
        self.changed.emit(template)

    def bring_back(self) -> None:
        """Keep what was deleted last, where it was."""
        if self._removed is not None:
            self._store.put_back(self._removed.template, self._removed.inputs)
            template, self._removed = self._removed.template, None
            self.changed.emit(template)

    def take_last_use(self, template: TemplateId, body: Body) -> None:
        """Keep what the template was filled in with the last time. Raises `NothingUsedYet` too."""
        last = self._templates.last_values(template)
        values = {field.name: last[field.name] for field in fields_in(body) if field.name in last}
        if not values:
            raise NothingUsedYet
        self.add(template, [NewInput("", values)])

    def read(self, template: TemplateId, body: Body, path: Path) -> None:
        """Keep the rows of a table, which a worker reads; `imported` or `failed` tells what came of it."""
        self.cancel()
        room = MOST_INPUTS - len(self._store.all(template))

        def done(found: Imported) -> None:
            try:
                if found.inputs:
                    self.add(template, found.inputs)
            except UserError as error:
                self.failed.emit(error)
                return
            self.imported.emit(found)

        self._job = self._tasks.run(
            lambda job: read_inputs(path, fields_in(body), room, job), done=done, failed=self._not_read
        )

    def cancel(self) -> None:
        """Give up the table that is being read."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _not_read(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, UserError):
            raise error
        self.failed.emit(error)


def read_inputs(path: Path, fields: Sequence[Field], room: int, job: Job[None]) -> Imported:
    """Read a table, on a worker. Raises `AttachmentError`s, `ColumnsUnknown` and `Cancelled`."""
    text = lines_of(read_bytes(path, job))
    if text is None:
        raise NotText(path)
    found = read_table(text, fields, room)
    if not found.known:
        raise ColumnsUnknown(path, tuple(field.name for field in fields))
    files = {field.name for field in fields if field.kind is FieldKind.FILE}
    beside = tuple(replace(each, values=_beside(each, files, path.parent)) for each in found.inputs)
    return replace(found, inputs=beside)


def lines_of(data: bytes) -> str | None:
    """Find the encoding of a table; None where it is no text.

    Where most lines beyond ASCII are UTF-8 it is UTF-8, and what is not holds U+FFFD: the rest is of use.
    """
    parts = [line for line in data.split(b"\n") if not line.isascii()]
    broken = sum(not _is_utf8(line) for line in parts)
    if b"\0" not in data and 0 < broken < len(parts) - broken:
        return data.decode("utf-8-sig", "replace")
    return decode(data)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _beside(each: NewInput, files: set[str], folder: Path) -> dict[str, Value]:
    """Find files that are named without a folder where the table lies."""
    return {
        name: str(folder / value) if name in files and isinstance(value, str) else value
        for name, value in each.values.items()
    }


def _named(each: NewInput | SavedInput) -> str:
    return input_name(each.name) or name_from(each.values)
