"""The prompt templates in the trash: read by a worker when they are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from desktop.core.errors import UserError
from desktop.core.events import Event
from desktop.core.tasks import Tasks
from desktop.core.template_errors import TemplateNameTaken
from desktop.core.template_search import Known
from desktop.core.templates import TemplateId
from desktop.services.template_finding import TemplateFinder
from desktop.services.template_list import TemplateList

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.templates import TemplateStore

MANY = 200  # templates at a time; more are changed by a worker


class TemplateTrash:
    """Empty until it was wanted (`load`). Lives on the owner thread."""

    def __init__(self, store: TemplateStore, tasks: Tasks, kept: TemplateList) -> None:
        self._store = store
        self._tasks = tasks
        self._kept = kept
        self._known: Mapping[TemplateId, Known] | None = None  # never changed, since workers look at it
        self._wanted = False
        self._reading = self._stale = False
        self.changed: Event[None] = Event()
        self.failed: Event[UserError] = Event()

    @property
    def ready(self) -> bool:
        """Whether it has been read."""
        return self._known is not None

    def load(self) -> None:
        """Read it, unless that was done."""
        self._wanted = True
        if self._known is None and not self._reading:
            self.reload()

    def reload(self) -> None:
        """Read it anew, on a worker thread, if it was wanted at all."""
        self._stale = self._reading
        if self._wanted and not self._reading:
            self._reading = True
            self._tasks.run(
                lambda _: [Known.of(entry) for entry in self._store.entries(trash=True)],
                done=self._read,
                failed=self._not_read,
            )

    @property
    def count(self) -> int:
        """How many templates are known to be there."""
        return len(self._known or {})

    def all(self) -> list[TemplateId]:
        """Name all that are known to be there."""
        return list(self._known or {})

    def finder(self) -> TemplateFinder:
        """Make what looks through the trash."""
        return TemplateFinder(lambda: (self._known or {}).values(), self._tasks)

    def drop(self, templates: Iterable[TemplateId]) -> None:
        """Take templates off the list."""
        self._stale = self._reading
        gone = frozenset(templates)
        if self._known is not None:
            self._known = {each: known for each, known in self._known.items() if each not in gone}
        self.changed.emit(None)

    def remove(self, templates: Sequence[TemplateId]) -> None:
        """Delete templates that are in the trash for good. Raises `DataError`s; of many, `failed` tells."""
        if len(templates) <= MANY:
            self._store.remove(templates)
            self.drop(templates)
            return
        self.drop(templates)
        self._tasks.run(
            lambda _: self._store.remove(templates), done=lambda _: self.reload(), failed=self._not_removed
        )

    def restore_all(self, templates: Sequence[TemplateId]) -> None:
        """Bring many back, by a worker, as far as their names are free; `failed` tells of the others."""
        self._tasks.run(
            lambda _: self._store.restore_all(templates), done=self._restored, failed=self._not_read
        )

    def _restored(self, taken: list[str]) -> None:
        self.reload()
        self._kept.reload()
        if taken:
            self.failed.emit(TemplateNameTaken(taken[0]))

    def _read(self, found: Sequence[Known]) -> None:
        self._reading = False
        if self._stale:
            self.reload()
            return
        self._known = {known.entry.id: known for known in found}
        self.changed.emit(None)

    def _not_removed(self, error: Exception) -> None:
        """Show what is still there, and say why."""
        self.reload()
        if not isinstance(error, UserError):
            raise error
        self.failed.emit(error)

    def _not_read(self, error: Exception) -> None:
        self._reading = False
        if not isinstance(error, UserError):
            raise error
        self.failed.emit(error)
