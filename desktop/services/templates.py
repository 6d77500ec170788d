"""The prompt templates of this data folder: what can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop.core.errors import UserError
from desktop.core.free_name import free_name
from desktop.core.tasks import Tasks
from desktop.core.template_errors import TemplateGone
from desktop.core.templates import (
    LONGEST_NAME,
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
from desktop.services.template_list import TemplateList
from desktop.services.template_trash import MANY as MANY, TemplateTrash

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.templates import TemplateStore


class Templates:
    """Lives on the owner thread. Methods raise `TemplateError`s and `DataError`s; then nothing has changed.

    `list` follows every change, and tells of it.
    """

    def __init__(self, store: TemplateStore, tasks: Tasks) -> None:
        self._store = store
        self._tasks = tasks
        self.list = TemplateList(store, tasks)
        self.trash_list = TemplateTrash(store, tasks, self.list)

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
        self.list.refresh(template)
        return self._store.read(template)

    def organise(self, template: TemplateId, place: Place) -> None:
        """Put a template elsewhere; folder and tags are made clean."""
        clean = replace(place, folder=folder_path(place.folder), tags=tag_names(place.tags))
        self._store.organise(template, clean)
        self.list.refresh(template)

    def organise_all(self, places: Mapping[TemplateId, Place]) -> None:
        """Put many templates elsewhere, as `organise` does; those that are gone do not matter."""
        if len(places) > MANY:
            self.organise_later(lambda: places)
            return
        clean = _clean(places)
        self._store.organise_all(clean)
        self._organised(clean)

    def organise_later(self, places: Callable[[], Mapping[TemplateId, Place]]) -> None:
        """Put very many templates elsewhere, by a worker, which also asks where."""

        def put(_: object) -> Mapping[TemplateId, Place]:
            clean = _clean(places())
            self._store.organise_all(clean)
            return clean

        self._tasks.run(put, done=self._organised, failed=self._failed)

    def duplicate(self, template: TemplateId) -> Template:
        """Keep a copy beside a template, under a free name."""
        there = self._store.read(template)
        draft = Draft(free_template_name(there.name, self._store.slashes()), there.body, there.description)
        made = self._store.add(draft, replace(there.place, favourite=False))
        self.list.refresh(made)
        return self._store.read(made)

    def trash(self, templates: Sequence[TemplateId]) -> None:
        """Put templates into the trash, where they stay for 30 days."""

        def trashed(_: object = None) -> None:
            self.list.drop(templates)  # also where it was read anew meanwhile
            self.trash_list.reload()

        if len(templates) <= MANY:
            self._store.trash(templates)
            trashed()
        else:
            self.list.drop(templates)
            self._tasks.run(lambda _: self._store.trash(templates), done=trashed, failed=self._failed)

    def trashed(self) -> list[Entry]:
        """List what is in the trash."""
        return self._store.entries(trash=True)

    def restore(self, template: TemplateId) -> None:
        """Bring a template back from the trash."""
        self._store.restore(template)
        self.trash_list.drop([template])
        self.list.refresh(template)

    def versions(self, template: TemplateId) -> list[Version]:
        """Read all that was ever saved of a template, the oldest first."""
        return self._store.versions(template)

    def last_values(self, template: TemplateId) -> dict[str, Value]:
        """Read what was filled in the last time."""
        return self._store.last_values(template)

    def used(self, template: TemplateId, values: Mapping[str, Value]) -> None:
        """Remember that a template was used, and with what."""
        self._store.used(template, values)
        with suppress(TemplateGone):  # the text is used all the same
            self.list.refresh(template)
            return
        self.list.drop([template])

    def _organised(self, places: Mapping[TemplateId, Place]) -> None:
        there = [
            (entry, place) for each, place in places.items() if (entry := self.list.entry(each)) is not None
        ]
        self.list.take(replace(entry, place=place) for entry, place in there)

    def _failed(self, error: Exception) -> None:
        """Show what is stored, and say why that is not what was wanted."""
        self.list.reload()
        if not isinstance(error, UserError):
            raise error
        self.list.failed.emit(error)


def _clean(places: Mapping[TemplateId, Place]) -> Mapping[TemplateId, Place]:
    return {
        template: replace(place, folder=folder_path(place.folder), tags=tag_names(place.tags))
        for template, place in places.items()
    }


def tidy(store: TemplateStore) -> None:
    """Empty the trash of what has been in it for 30 days."""
    store.purge(datetime.now(UTC))


def free_template_name(name: str, taken: set[str]) -> str:
    """Give a name whose slash name is not taken: with a number behind it where it has to be."""
    return free_name(template_name(name), lambda free: slash_name(free) in taken, LONGEST_NAME)
