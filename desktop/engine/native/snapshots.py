"""Recent conversations in memory: coming back to one costs milliseconds instead of reading it again."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.engine.native.cache import common_prefix
from desktop.engine.native.state import Snapshot, State

WORTH = 64  # tokens: fewer are processed sooner than states are copied


class Snapshots:
    """Keeps states of conversations that the context no longer holds; the least recently used go first."""

    def __init__(self, state: State, budget: int) -> None:
        self._state = state
        self.budget = budget  # bytes
        self._kept: list[Snapshot] = []  # the most recently used last

    @property
    def size(self) -> int:
        """Bytes in use."""
        return sum(snapshot.size for snapshot in self._kept)

    def prepare(self, prompt: Sequence[int]) -> int:
        """Bring the state into the context that saves the most of this prompt; tell how many tokens.

        What the context held before is kept, if the prompt would cost it.
        """
        here = common_prefix(self._state.tokens, prompt, len(prompt))
        fitting = [kept for kept in self._kept if kept.adapters == self._state.adapters]
        best = max(fitting, key=lambda kept: self._state.saving(kept.tokens, prompt), default=None)
        there = self._state.saving(best.tokens, prompt) if best is not None else 0
        if best is not None and there - here >= WORTH:
            self._kept.remove(best)
            self.keep()
            self._kept.append(best)  # it stays: the answer to come may be tried again
            if self._state.put(best):
                return there
            self._kept.remove(best)
            return 0
        if len(self._state.tokens) - here >= WORTH:
            self.keep()
        return here

    def keep(self) -> Snapshot | None:
        """Copy what the context holds, in place of what it has grown out of; None where that is not kept."""
        tokens = self._state.tokens
        if len(tokens) < WORTH or not self.budget:
            return None
        snapshot = self._copied() or self._state.take()
        if snapshot is None:
            return None
        self._kept = [
            kept
            for kept in self._kept
            if kept.adapters != snapshot.adapters
            or common_prefix(kept.tokens, tokens, len(tokens)) < len(kept.tokens)
        ]
        self._kept.append(snapshot)
        while self._kept and self.size > self.budget:
            del self._kept[0]
        return snapshot if self.has(snapshot) else None

    def has(self, snapshot: Snapshot) -> bool:
        """Tell whether a state is still kept."""
        return any(kept is snapshot for kept in self._kept)

    def _copied(self) -> Snapshot | None:
        """Give the copy that there is of what the context holds."""
        tokens, adapters = tuple(self._state.tokens), self._state.adapters
        return next((each for each in self._kept if (each.tokens, each.adapters) == (tokens, adapters)), None)
