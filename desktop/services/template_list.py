"""The list of prompt templates: read by a worker, searched in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from desktop.core.errors import UserError
from desktop.core.events import Event
from desktop.core.folding import fold
from desktop.core.tasks import Tasks
from desktop.core.template_search import BEST, Known, pick, search
from desktop.core.templates import Entry, TemplateId, slash_name

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.templates import TemplateStore


class TemplateList:
    """The templates outside the trash. Lives on the owner thread.

    It is empty until it was wanted (`load`) and read on a worker thread; `ready` tells that.
    """

    def __init__(self, store: TemplateStore, tasks: Tasks) -> None:
        self._store = store
        self._tasks = tasks
        self._known: dict[TemplateId, Known] = {}
        self._reading = False
        self._stale = False  # something changed while the list was being read
        self.ready = False
        self.changed: Event[None] = Event()  # the list, or one of its templates
        self.failed: Event[UserError] = Event()  # the list cannot be read

    def load(self) -> None:
        """Read the list, unless that was done."""
        if not self.ready and not self._reading:
            self.reload()

    def reload(self) -> None:
        """Read the list anew, on a worker thread: after a change of many at once."""
        self._reading, self._stale = True, False
        self._tasks.run(
            lambda _: [Known.of(entry) for entry in self._store.entries()],
            done=self._read,
            failed=self._not_read,
        )

    def load_now(self) -> None:
        """Read the list and wait for it: for the command line. Raises a `DataError`."""
        self._stale = False
        self._read([Known.of(entry) for entry in self._store.entries()])

    def all(self) -> list[Entry]:
        """Give the templates, by their slash names."""
        return [known.entry for known in self._known.values()]

    def search(self, words: str) -> list[Entry]:
        """Find templates by words, see `core.template_search.search`."""
        return search(words, self._known.values())

    def pick(self, typed: str, most: int = BEST) -> list[Entry]:
        """Find templates by what was typed after a slash, see `core.template_search.pick`."""
        return pick(typed, tuple(self._known.values()), most)

    def named(self, name: str) -> Entry | None:
        """Give the template with this name or slash name, however it is written."""
        slash = slash_name(name.removeprefix("/"))
        folded = fold(slash)
        found = (known.entry for known in self._known.values() if known.slash == folded)
        return next((entry for entry in found if slash_name(entry.name) == slash), None)

    def refresh(self, template: TemplateId) -> None:
        """Have one template in the list as it is now. Raises `TemplateGone`."""
        self.take([self._store.entry(template)])

    def take(self, entries: Iterable[Entry]) -> None:
        """Have these templates in the list as they are now."""
        self._known.update((entry.id, Known.of(entry)) for entry in entries)
        self._known = dict(sorted(self._known.items(), key=lambda item: item[1].slash))
        self._changed()

    def drop(self, templates: Iterable[TemplateId]) -> None:
        """Take templates off the list."""
        for template in templates:
            self._known.pop(template, None)
        self._changed()

    def _changed(self) -> None:
        self._stale = True
        self.changed.emit(None)

    def _read(self, found: Sequence[Known]) -> None:
        if self._stale:
            self.reload()
            return
        self._known = {known.entry.id: known for known in found}
        self._reading, self.ready = False, True
        self.changed.emit(None)

    def _not_read(self, error: Exception) -> None:
        self._reading = False
        if not isinstance(error, UserError):
            raise error
        self.failed.emit(error)
