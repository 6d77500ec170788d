"""Looks through templates: at once where there are few, else on a worker, so that nobody waits."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, TypeVar

from desktop.core.newest import Newest
from desktop.core.tasks import Tasks
from desktop.core.template_search import Known, pick, search
from desktop.core.templates import Entry

QUICK = 2_000  # templates that are looked through in 10 ms

R = TypeVar("R")


class TemplateFinder:
    """For one who looks; only the newest wish is fulfilled. Lives on the owner thread."""

    def __init__(self, known: Callable[[], Collection[Known]], tasks: Tasks) -> None:
        self._known = known
        self._newest: Newest[Any] = Newest(tasks)

    @property
    def busy(self) -> bool:
        """Whether a wish is on its way."""
        return self._newest.busy

    def find(self, work: Callable[[Collection[Known]], R], done: Callable[[R], None]) -> None:
        """Look through the templates as they are now; `work` may run on a worker."""
        known = self._known()
        if len(known) <= QUICK:
            self._newest.cancel()
            done(work(known))
        else:
            there = tuple(known)
            self._newest.run(lambda _: work(there), done)

    def search(self, words: str, done: Callable[[list[Entry]], None]) -> None:
        """Find templates by words, see `core.template_search.search`."""
        self.find(lambda known: search(words, known), done)

    def pick(self, typed: str, done: Callable[[list[Entry]], None]) -> None:
        """Find templates by what was typed after a slash, see `core.template_search.pick`."""
        self.find(lambda known: pick(typed, tuple(known)), done)

    def cancel(self) -> None:
        """Look for nothing any more."""
        self._newest.cancel()
