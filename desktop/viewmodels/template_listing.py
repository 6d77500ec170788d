"""The list of prompt templates as it is looked at: searched, filtered, in an order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.templates import Draft, Entry, Place, TemplateId
from desktop.services.template_edits import TemplateEdits
from desktop.services.templates import Templates
from desktop.viewmodels.template_arranging import Arranged, Wish, arrange, arrange_trash
from desktop.viewmodels.template_rows import NEVER, Filter, Order, Scope, Step, TemplateListModel
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
        self._arranged = False  # whether the rows have ever been those of the list
        self._finder, self._trash = templates.list.finder(), templates.trash_list.finder()
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
            return ListState(trash.count, trash.ready, bool(self._words.strip()))
        limited = bool(self._words.strip()) or self.filter.scope is not Scope.ALL
        ready = self._templates.list.ready and self._arranged
        return ListState(self._templates.list.count + len(self._new()), ready, limited)

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
        self._finder.cancel()
        self._trash.cancel()
        for end in self._ends:
            end()

    def _on_list(self) -> None:
        if self._templates.list.ready and not self._adopted:
            self._adopted = True
            self._adopt()
        self._show()

    def _adopt(self) -> None:
        """Keep as new templates what was typed of some that have been deleted for good meanwhile."""
        edits = (edit.template for edit in self._edits.all() if edit.template > 0)
        lost = [template for template in edits if self._templates.list.entry(template) is None]
        there: set[TemplateId] = set()
        if lost and not trying(
            self.failed, lambda: there.update(entry.id for entry in self._templates.trashed())
        ):
            return
        for template in lost:
            if template not in there:
                self._edits.make_new(template)

    def _show(self) -> None:
        """Show what is to be seen now; what was shown before stays until that is known."""
        wish = Wish(self._words, self.filter, self._order, tuple(self._new()), list(self.rows.rows))
        if self.filter.scope is Scope.TRASH:
            self._finder.cancel()
            self._trash.find(lambda known: arrange_trash(wish, known), self._take)
        else:
            self._trash.cancel()
            self._finder.find(lambda known: arrange(wish, known), self._take_all)

    def _take_all(self, found: Arranged) -> None:
        self._arranged = self._templates.list.ready
        self.folders, self.tags = found.folders, found.tags
        self._take(found.step)

    def _take(self, step: Step) -> None:
        self.rows.take(step, frozenset(edit.template for edit in self._edits.all()))
        self.changed.emit()

    def _new(self) -> list[Entry]:
        return [_entry(edit.template, edit.draft) for edit in self._edits.all() if edit.template < 0]


def _entry(template: TemplateId, draft: Draft) -> Entry:
    body = draft.body
    return Entry(template, draft.name, draft.description, Place(), body.user, body.system, 0, NEVER)
