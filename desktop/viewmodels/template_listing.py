"""The list of prompt templates as it is looked at: searched, filtered, in an order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.templates import Draft, Entry, Place, TemplateId
from desktop.services.template_edits import TemplateEdits
from desktop.services.templates import Templates
from desktop.viewmodels.template_rows import (
    NEVER,
    Filter,
    Order,
    Scope,
    TemplateListModel,
    arranged,
    filtered,
    folders_of,
    tags_of,
)
from desktop.viewmodels.trying import trying


@dataclass(frozen=True, slots=True)
class ListState:
    """What stands around the list."""

    count: int  # templates, also those that are not shown
    ready: bool  # whether the list has been read
    searching: bool  # whether words or a filter leave templates out


class TemplateListing(QObject):
    """Follows the templates and what is not saved of them."""

    changed = Signal()  # the rows, or what stands around them
    failed = Signal(object)  # UserError

    def __init__(self, templates: Templates, edits: TemplateEdits, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._templates = templates
        self._edits = edits
        self._words = ""
        self._order = Order.NAME
        self.filter = Filter()
        self.rows = TemplateListModel(self)
        self.folders: list[tuple[str, int]] = []  # each with how many templates lie there
        self.tags: list[tuple[str, int]] = []  # each with how many templates have it
        self._adopted = False
        self._ends: tuple[Callable[[], None], ...] = (
            templates.list.changed.connect(lambda _: self._on_list()),
            templates.trash_list.changed.connect(lambda _: self._show()),
            edits.changed.connect(lambda _: self._show()),
            templates.list.failed.connect(self.failed.emit),
            templates.trash_list.failed.connect(self.failed.emit),
        )

    @property
    def state(self) -> ListState:
        """What stands around the list."""
        if self.filter.scope is Scope.TRASH:
            trash = self._templates.trash_list
            return ListState(len(trash.search("")), trash.ready, bool(self._words.strip()))
        everything = self._templates.list.all()
        limited = bool(self._words.strip()) or self.filter.scope is not Scope.ALL
        return ListState(len(everything) + len(self._new()), self._templates.list.ready, limited)

    def load(self) -> None:
        """Have the list read."""
        self._templates.list.load()
        self._on_list()

    @Slot(str)
    def search(self, words: str) -> None:
        """Show the templates that hold these words."""
        if words != self._words:
            self._words = words
            self._show()

    @Slot(object)
    def sort(self, order: Order) -> None:
        """Show the templates in this order."""
        self._order = order
        self._show()

    @Slot(object)
    def choose(self, chosen: Filter) -> None:
        """Show these templates only."""
        self.filter = chosen
        if chosen.scope is Scope.TRASH:
            self._templates.trash_list.load()
        self._show()

    def close(self) -> None:
        """Hear no more."""
        for end in self._ends:
            end()

    def _on_list(self) -> None:
        everything = self._templates.list.all()
        self.folders, self.tags = folders_of(everything), tags_of(everything)
        if self._templates.list.ready and not self._adopted:
            self._adopted = True
            self._adopt()
        self._show()

    def _adopt(self) -> None:
        """Keep as new templates what was typed of some that have been deleted for good meanwhile."""
        there = {entry.id for entry in self._templates.list.all()}
        lost = [
            edit.template for edit in self._edits.all() if edit.template > 0 and edit.template not in there
        ]
        if lost and not trying(
            self.failed, lambda: there.update(entry.id for entry in self._templates.trashed())
        ):
            return
        for template in lost:
            if template not in there:
                self._edits.make_new(template)

    def _show(self) -> None:
        edited = frozenset(edit.template for edit in self._edits.all())
        self.rows.show_rows(self._found(), edited)
        self.changed.emit()

    def _found(self) -> list[Entry]:
        if self.filter.scope is Scope.TRASH:
            return self._templates.trash_list.search(self._words)
        found = filtered(self._templates.list.search(self._words), self.filter)
        if self.filter.scope is not Scope.RECENT:
            found = arranged(found, self._order)
        return self._new() + found if self.filter == Filter() and not self._words.strip() else found

    def _new(self) -> list[Entry]:
        return [_entry(edit.template, edit.draft) for edit in self._edits.all() if edit.template < 0]


def _entry(template: TemplateId, draft: Draft) -> Entry:
    body = draft.body
    return Entry(template, draft.name, draft.description, Place(), body.user, body.system, 0, NEVER)
