"""The prompt templates of this data folder: listed and searched in memory, kept on the disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from desktop.core.errors import UserError
from desktop.core.events import Event
from desktop.core.tasks import Tasks
from desktop.core.template_errors import TemplateGone
from desktop.core.template_search import BEST, Known, pick, search
from desktop.core.templates import (
    Draft,
    Entry,
    Place,
    Template,
    TemplateId,
    Value,
    Version,
    folder_path,
    slash_name,
    tag_names,
    template_name,
)

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.templates import TemplateStore

TRASH_KEPT = timedelta(days=30)


class Templates:
    """Lives on the owner thread. Methods raise `TemplateError`s and `DataError`s; then nothing has changed.

    The list is read on a worker thread when it is first wanted (`load`), and read anew after a change of
    many at once (`reload`); until then it is empty and `ready` says so.
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
        """Read the list anew, on a worker thread."""
        self._reading, self._stale = True, False
        self._tasks.run(
            lambda _: [Known.of(entry) for entry in self._store.entries()],
            done=self._read,
            failed=self._not_read,
        )

    def load_now(self) -> None:
        """Read the list and wait for it: for the command line."""
        self._read([Known.of(entry) for entry in self._store.entries()])

    def all(self) -> list[Entry]:
        """Give the templates outside the trash, by their slash names."""
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
        found = (known.entry for known in self._known.values() if slash_name(known.entry.name) == slash)
        return next(found, None)

    def read(self, template: TemplateId) -> Template:
        """Read one whole, also from the trash."""
        return self._store.read(template)

    def save(self, template: TemplateId | None, draft: Draft, note: str = "") -> Template:
        """Keep a new template (None), or one more version."""
        note = " ".join(note.split())
        if template is None:
            template = self._store.add(draft, note=note)
        else:
            self._store.save(template, draft, note)
        self._refresh(template)
        return self._store.read(template)

    def organise(self, template: TemplateId, place: Place) -> None:
        """Put a template elsewhere; folder and tags are made clean."""
        clean = replace(place, folder=folder_path(place.folder), tags=tag_names(place.tags))
        self._store.organise(template, clean)
        self._refresh(template)

    def duplicate(self, template: TemplateId) -> Template:
        """Keep a copy beside a template, under a free name."""
        there = self._store.read(template)
        draft = Draft(free_name(there.name, self._store.slashes()), there.body, there.description)
        made = self._store.add(draft, replace(there.place, favourite=False))
        self._refresh(made)
        return self._store.read(made)

    def trash(self, templates: Sequence[TemplateId]) -> None:
        """Put templates into the trash, where they stay for 30 days."""
        self._store.trash(templates)
        for template in templates:
            self._known.pop(template, None)
        self._changed()

    def trashed(self) -> list[Entry]:
        """List what is in the trash."""
        return self._store.entries(trash=True)

    def restore(self, template: TemplateId) -> None:
        """Bring a template back from the trash."""
        self._store.restore(template)
        self._refresh(template)

    def versions(self, template: TemplateId) -> list[Version]:
        """Read all that was ever saved of a template, the oldest first."""
        return self._store.versions(template)

    def last_values(self, template: TemplateId) -> dict[str, Value]:
        """Read what was filled in the last time."""
        return self._store.last_values(template)

    def used(self, template: TemplateId, values: Mapping[str, Value]) -> None:
        """Remember that a template was used, and with what."""
        self._store.used(template, values)
        try:
            self._refresh(template)
        except TemplateGone:  # the text is used all the same
            self._known.pop(template, None)

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

    def _refresh(self, template: TemplateId) -> None:
        """Have one template in the list as it is now; the list stays in its order."""
        self._known[template] = Known.of(self._store.entry(template))
        self._known = dict(sorted(self._known.items(), key=lambda item: item[1].slash))
        self._changed()

    def _changed(self) -> None:
        self._stale = True
        self.changed.emit(None)


def tidy(store: TemplateStore) -> None:
    """Empty the trash of what is older than 30 days."""
    store.purge(datetime.now(UTC) - TRASH_KEPT)


def free_name(name: str, taken: set[str]) -> str:
    """Give a name whose slash name is not taken: with a number behind it where it has to be."""
    name, number = template_name(name), 1
    free = name
    while slash_name(free) in taken:
        number += 1
        free = f"{template_name(name)[: 80 - 6]} {number}"
    return free
