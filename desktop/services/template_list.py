"""The list of prompt templates: read by a worker, searched in memory."""

from __future__ import annotations

import gc
from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.collecting import no_collections
from desktop.core.errors import UserError
from desktop.core.events import Event
from desktop.core.folding import fold
from desktop.core.tasks import Tasks
from desktop.core.template_search import BEST, Known, pick, search
from desktop.core.templates import Entry, TemplateId, slash_name

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.templates import TemplateStore

FEW = 100  # templates that are put into their places one by one
MANY = 10_000  # templates that are kept from the garbage collector


@dataclass(frozen=True, slots=True)
class _Contents:
    """A list as a worker has read it, so that nothing is left to do where it arrives."""

    order: list[Known]
    by_id: dict[TemplateId, Known]

    @staticmethod
    def read(store: TemplateStore) -> _Contents:
        """Read and sort it."""
        with no_collections():  # of 200,000 templates one would hold up all threads for 0.3 s
            order = sorted((Known.of(entry) for entry in store.entries()), key=_place)
            found = _Contents(order, {known.entry.id: known for known in order})
            if len(order) > MANY:
                gc.freeze()  # nor go through them later; their references are counted all the same
        return found


class TemplateList:
    """The templates outside the trash. Lives on the owner thread.

    It is empty until it was wanted (`load`) and read on a worker thread; `ready` tells that.
    """

    def __init__(self, store: TemplateStore, tasks: Tasks) -> None:
        self._store = store
        self._tasks = tasks
        self._order: list[Known] = []  # by their slash names
        self._known: dict[TemplateId, Known] = {}
        self._reading = False
        self._stale = False  # something changed while the list was being read
        self._round = 0  # of reading
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
        self._round += 1
        now = self._round  # what was read before may come later

        def read(found: _Contents) -> None:
            if now == self._round:
                self._read(found)

        def failed(error: Exception) -> None:
            if now == self._round:
                self._not_read(error)

        self._tasks.run(lambda _: _Contents.read(self._store), done=read, failed=failed)

    def all(self) -> list[Entry]:
        """Give the templates, by their slash names."""
        return [known.entry for known in self._order]

    def search(self, words: str) -> list[Entry]:
        """Find templates by words, see `core.template_search.search`."""
        return search(words, self._order)

    def pick(self, typed: str, most: int = BEST) -> list[Entry]:
        """Find templates by what was typed after a slash, see `core.template_search.pick`."""
        return pick(typed, self._order, most)

    def named(self, name: str) -> Entry | None:
        """Give the template with this name or slash name, however it is written."""
        slash = slash_name(name.removeprefix("/"))
        folded = fold(slash)
        at = bisect_left(self._order, folded, key=lambda known: known.slash)
        while at < len(self._order) and self._order[at].slash == folded:
            entry = self._order[at].entry
            if slash_name(entry.name) == slash:
                return entry
            at += 1
        return None

    def refresh(self, template: TemplateId) -> None:
        """Have one template in the list as it is now. Raises `TemplateGone`."""
        self.take([self._store.entry(template)])

    def take(self, entries: Iterable[Entry]) -> None:
        """Have these templates in the list as they are now."""
        taken = [Known.of(entry) for entry in entries]
        if len(taken) > FEW:
            self._known.update((known.entry.id, known) for known in taken)
            self._order = sorted(self._known.values(), key=_place)
        else:
            for known in taken:
                self._take_out(known.entry.id)
                self._known[known.entry.id] = known
                insort(self._order, known, key=_place)
        self._changed()

    def drop(self, templates: Iterable[TemplateId]) -> None:
        """Take templates off the list."""
        gone = list(templates)
        if len(gone) > FEW:
            for template in gone:
                self._known.pop(template, None)
            self._order = [known for known in self._order if known.entry.id in self._known]
        else:
            for template in gone:
                self._take_out(template)
        self._changed()

    def _take_out(self, template: TemplateId) -> None:
        known = self._known.pop(template, None)
        if known is not None:
            del self._order[bisect_left(self._order, _place(known), key=_place)]

    def _changed(self) -> None:
        self._stale = True
        self.changed.emit(None)

    def _read(self, found: _Contents) -> None:
        if self._stale:
            self.reload()
            return
        self._order, self._known = found.order, found.by_id
        self._reading, self.ready = False, True
        self.changed.emit(None)

    def _not_read(self, error: Exception) -> None:
        self._reading = False
        if not isinstance(error, UserError):
            raise error
        self.failed.emit(error)


def _place(known: Known) -> tuple[str, int]:
    return known.slash, known.entry.id
