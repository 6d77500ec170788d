"""What can be done with templates but writing them: put elsewhere, doubled, thrown away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.core.templates import Entry, Place, TemplateId
from desktop.services.template_edits import TemplateEdits
from desktop.services.templates import MANY, Templates
from desktop.viewmodels.trying import trying

FEW = 20  # templates that are brought back one by one


class TemplateChanges(QObject):
    """Errors come by `failed`, never as exceptions. Templates that were never saved are only forgotten."""

    failed = Signal(object)  # UserError
    trashed = Signal(object)  # tuple of TemplateId, that can be brought back
    doubled = Signal(object)  # TemplateId of the copy

    def __init__(self, templates: Templates, edits: TemplateEdits, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._templates = templates
        self._edits = edits

    def move(self, entries: Sequence[Entry], folder: str) -> None:
        """Put templates into a folder; "" is the top."""
        self._organise(entries, lambda place: replace(place, folder=folder))

    def tag(self, entries: Sequence[Entry], tag: str, on: bool) -> None:
        """Give templates a tag, or take it from them."""
        folded = tag.casefold()

        def tagged(place: Place) -> Place:
            others = tuple(each for each in place.tags if each.casefold() != folded)
            return replace(place, tags=(*others, tag) if on else others)

        self._organise(entries, tagged)

    def favour(self, entries: Sequence[Entry], on: bool) -> None:
        """Count templates among the favourites, or not."""
        self._organise(entries, lambda place: replace(place, favourite=on))

    def double(self, template: TemplateId) -> None:
        """Keep a copy beside a template."""
        made: list[TemplateId] = []
        if trying(self.failed, lambda: made.append(self._templates.duplicate(template).id)):
            self.doubled.emit(made[0])

    def trash(self, entries: Sequence[Entry]) -> None:
        """Put templates into the trash."""
        for entry in entries:
            if entry.id < 0:
                self._edits.forget(entry.id)
        saved = _saved(entries)
        if saved and trying(self.failed, lambda: self._templates.trash(saved)):
            self.trashed.emit(saved)

    def restore(self, templates: Sequence[TemplateId]) -> None:
        """Bring templates back from the trash, as far as their names are free."""
        if len(templates) > FEW:
            self._templates.trash_list.restore_all(templates)
            return
        for template in templates:
            if not trying(self.failed, lambda which=template: self._templates.restore(which)):
                return

    def remove(self, entries: Sequence[Entry]) -> None:
        """Delete templates in the trash for good."""
        self._remove(_saved(entries))

    def empty(self) -> None:
        """Delete all that is in the trash for good; it was looked at."""
        self._remove(self._templates.trash_list.all())

    def _remove(self, templates: Sequence[TemplateId]) -> None:
        if trying(self.failed, lambda: self._templates.trash_list.remove(templates)):
            gone = frozenset(templates)
            for edit in self._edits.all():
                if edit.template in gone:
                    self._edits.forget(edit.template)

    def _organise(self, entries: Sequence[Entry], change: Callable[[Place], Place]) -> None:
        def places() -> dict[TemplateId, Place]:
            return {entry.id: change(entry.place) for entry in entries if entry.id > 0}

        if len(entries) > MANY:
            self._templates.organise_later(places)
        else:
            trying(self.failed, lambda: self._templates.organise_all(places()))


def _saved(entries: Sequence[Entry]) -> tuple[TemplateId, ...]:
    return tuple(entry.id for entry in entries if entry.id > 0)
