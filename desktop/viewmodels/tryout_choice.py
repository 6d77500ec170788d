"""Which template is tried out, and which of its versions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.errors import UserError
from desktop.core.template_errors import TemplateGone
from desktop.core.template_filling import fields_in
from desktop.core.templates import Body, Entry, Field, TemplateId, Version
from desktop.services.template_history import TemplateHistory
from desktop.services.templates import Templates


class TryoutChoice(QObject):
    """The chosen template follows its changes; while its newest version is chosen, so does that."""

    changed = Signal()  # the template, or the chosen versions
    listed = Signal()  # the templates that there are
    failed = Signal(object)  # UserError

    def __init__(self, templates: Templates, history: TemplateHistory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._templates = templates
        self._history = history
        self._finder = templates.list.finder()
        self._choosing = False  # another template, which is being read
        self._first: int | None = None  # numbers of versions
        self._second: int | None = None
        self.entry: Entry | None = None
        self.versions: list[Version] = []  # the newest first
        self.fields: tuple[Field, ...] = ()  # of the chosen versions
        self._ends = (
            templates.list.changed.connect(self._on_listed),
            templates.list.failed.connect(self.failed.emit),
        )

    @property
    def template(self) -> TemplateId | None:
        """The chosen template."""
        return self.entry.id if self.entry is not None else None

    @property
    def chosen(self) -> tuple[Version, ...]:
        """The one or two versions that are tried out, the first one first."""
        wanted = [number for number in (self._first, self._second) if number is not None]
        known = {version.number: version for version in self.versions}
        return tuple(known[number] for number in wanted if number in known)

    @property
    def body(self) -> Body | None:
        """What the first chosen version says, with the fields of both."""
        chosen = self.chosen
        return chosen[0].draft.body if chosen else None

    @property
    def none(self) -> bool:
        """Whether it is known that there are no templates."""
        return self._templates.list.ready and not self._templates.list.count

    def load(self) -> None:
        """Have the list of templates read, unless that was done."""
        self._templates.list.load()

    def search(self, words: str, done: Callable[[list[Entry]], None]) -> None:
        """Find templates by words; soon, where there are many."""
        self._finder.search(words, done)

    @Slot(object)
    def choose(self, template: TemplateId) -> None:
        """Try this one out, its newest version; `changed` tells that a worker has read it."""

        def read(versions: list[Version]) -> None:
            self._choosing = False
            try:
                self._take(template, versions)
            except TemplateGone as error:
                self.failed.emit(error)
                return
            self._first, self._second = self.versions[0].number, None
            self._tell()

        def failed(error: UserError) -> None:
            self._choosing = False
            self.failed.emit(error)

        self._choosing = True
        self._history.read(template, read, failed)

    def choose_versions(self, first: int, second: int | None) -> None:
        """Try these versions out; None is no second one."""
        self._first, self._second = first, None if second == first else second
        self._tell()

    def close(self) -> None:
        """Hear no more."""
        self._history.close()
        self._finder.cancel()
        for end in self._ends:
            end()

    def _take(self, template: TemplateId, versions: list[Version]) -> None:
        entry = self._templates.list.entry(template)
        if entry is None or not versions:
            raise TemplateGone
        self.entry, self.versions = entry, versions

    def _tell(self) -> None:
        bodies = (version.draft.body for version in self.chosen)
        fields = {field.name: field for body in reversed(list(bodies)) for field in fields_in(body)}
        first = fields_in(self.chosen[0].draft.body) if self.chosen else ()
        self.fields = tuple({field.name: field for field in (*first, *fields.values())}.values())
        self.changed.emit()

    def _on_listed(self, _: None) -> None:
        self.listed.emit()
        there = self.entry
        if there is None or self._choosing or not self._templates.list.ready:
            return
        now = self._templates.list.entry(there.id)
        if now is None:
            self._lost(TemplateGone())
        elif now != there:
            self._history.read(there.id, lambda versions: self._read_again(there.id, versions), self._lost)

    def _read_again(self, template: TemplateId, versions: list[Version]) -> None:
        newest = self.versions[0].number if self.versions else None
        try:
            self._take(template, versions)
        except TemplateGone as gone:
            self._lost(gone)
            return
        if self._first == newest:
            self._first = self.versions[0].number
        self._tell()

    def _lost(self, _: UserError) -> None:
        """Have no template chosen: the one that was is gone."""
        self._history.forget()
        self.entry, self.versions, self._first, self._second = None, [], None, None
        self._tell()
