"""Repositories that were opened a moment ago: going back and forth between them asks the hub nothing."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.core.hub import RepoId

if TYPE_CHECKING:
    from desktop.services.hub_repository import RepositoryState

FRESH = 300.0  # seconds
MOST = 30  # repositories; a card may have half a megabyte


class Remembered:
    """What is known of the repositories that were opened last. Lives on the owner thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._states: OrderedDict[RepoId, tuple[float, RepositoryState]] = OrderedDict()

    def keep(self, state: RepositoryState) -> None:
        """Remember a repository of which nothing is missing."""
        missing = state.reading or state.unread or state.card_error or state.card is None
        if state.id is not None and state.repo is not None and not missing:
            since = self._states.pop(state.id, (self._clock(), state))[0]
            self._states[state.id] = (since, state)
            if len(self._states) > MOST:
                self._states.popitem(last=False)

    def get(self, repo: RepoId) -> RepositoryState | None:
        """Give what is known of a repository, unless that may have changed since."""
        since, state = self._states.get(repo, (0.0, None))
        if state is None or self._clock() - since > FRESH:
            self._states.pop(repo, None)
            return None
        return state
