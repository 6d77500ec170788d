"""The list of prompt templates: read by a worker, searched in memory."""

from __future__ import annotations

import gc
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.collecting import no_collections
from desktop.core.errors import UserError
from desktop.core.events import Event
from desktop.core.folding import fold
from desktop.core.tasks import Tasks
from desktop.core.template_search import Known
from desktop.core.templates import Entry, TemplateId, slash_name
from desktop.services.template_finding import QUICK, TemplateFinder

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
            found = _Contents.of(Known.of(entry) for entry in store.entries())
            if len(found.order) > MANY:
                gc.freeze()  # nor go through them later; their references are counted all the same
        return found

    @staticmethod
    def of(templates: Iterable[Known]) -> _Contents:
        """Sort what comes."""
        order = sorted(templates, key=_place)
        return _Contents(order, {known.entry.id: known for known in order})


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
        self._work(lambda: _Contents.read(self._store))

    def all(self) -> list[Entry]:
        """Give the templates, by their slash names."""
        return [known.entry for known in self._order]

    def entry(self, template: TemplateId) -> Entry | None:
        """Give one template; None where it is not in the list."""
        known = self._known.get(template)
        return known.entry if known is not None else None

    @property
    def count(self) -> int:
        """How many templates there are."""
        return len(self._order)

    def finder(self) -> TemplateFinder:
        """Make what looks through the templates, which come by their slash names."""
        return TemplateFinder(lambda: self._order, self._tasks)

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
        """Have these templates in the list as they are now; of many, soon."""
        taken = list(entries)
        if len(taken) <= FEW:
            for known in map(Known.of, taken):
                self._take_out(known.entry.id)
                self._known[known.entry.id] = known
                insort(self._order, known, key=_place)
            self._stale = True
            self.changed.emit(None)
        else:
            new = {entry.id: entry for entry in taken}
            self._rebuild(lambda there: _merged(there, new))

    def drop(self, templates: Iterable[TemplateId]) -> None:
        """Take templates off the list; of many, soon."""
        gone = [template for template in templates if template in self._known]
        if len(gone) <= FEW:
            for template in gone:
                self._take_out(template)
            self._stale = True
            self.changed.emit(None)
        else:
            without = frozenset(gone)
            self._rebuild(lambda there: (known for known in there if known.entry.id not in without))

    def _rebuild(self, make: Callable[[Iterable[Known]], Iterable[Known]]) -> None:
        """Change many at once: on a worker where the list is long."""
        if self._reading:
            self._stale = True  # it will be read anew
        elif len(self._order) <= QUICK:
            found = _Contents.of(make(self._order))
            self._order, self._known = found.order, found.by_id
            self._stale = True
            self.changed.emit(None)
        else:
            there = tuple(self._order)
            self._work(lambda: _Contents.of(make(there)))

    def _work(self, work: Callable[[], _Contents]) -> None:
        """Have the list made anew by a worker."""
        self._reading, self._stale = True, False
        self._round += 1
        now = self._round  # what was begun before may come later

        def read(found: _Contents) -> None:
            if now != self._round:
                return
            if self._stale:
                self.reload()
                return
            self._order, self._known = found.order, found.by_id
            self._reading, self.ready = False, True
            self.changed.emit(None)

        def failed(error: Exception) -> None:
            if not isinstance(error, UserError):
                raise error
            if now == self._round:
                self._reading = False
                self.failed.emit(error)

        self._tasks.run(lambda _: work(), done=read, failed=failed)

    def _take_out(self, template: TemplateId) -> None:
        known = self._known.pop(template, None)
        if known is not None:
            del self._order[bisect_left(self._order, _place(known), key=_place)]


def _merged(there: Iterable[Known], new: Mapping[TemplateId, Entry]) -> Iterator[Known]:
    yield from (known for known in there if known.entry.id not in new)
    yield from map(Known.of, new.values())


def _place(known: Known) -> tuple[str, int]:
    return known.slash, known.entry.id
