"""Puts drawn tokens into the context, together with drafts of those that follow.

A draft changes nothing of the answer: each token is drawn by the same samplers from the same logits, and a
draft that is not what is drawn is taken out of the context again. Only the time changes, since checking
several tokens at once takes less than computing one after the other. The logits may differ in their last
digits from those of single tokens, as they do after a prompt: by 0.25, and 0.5 at most, was seen with a
quantised model. So an answer that must be repeatable is not drafted.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop.core.errors import DecodeFailed
from desktop.core.load import MOST_DRAFTED
from desktop.engine.native.batch import Batch
from desktop.engine.native.cache import DONE, FULL, Cache
from desktop.engine.native.runtime import Runtime
from desktop.engine.native.worth import Worth


class Drafter(Protocol):
    """Something that says which tokens may follow, in one answer."""

    def draft(self, tokens: Sequence[int], most: int) -> list[int]:
        """Guess what follows all tokens so far, `most` at most. Raises DecodeFailed and Aborted."""
        ...


@dataclass(frozen=True, slots=True)
class Way:
    """A way of drafting, and whether it pays."""

    drafter: Drafter
    worth: Worth


@dataclass(frozen=True, slots=True)
class Drafted:
    """How often the drafts of an answer were right."""

    tokens: int = 0
    accepted: int = 0


class Steps:
    """The steps of one answer. `end` leaves in the context what the cache knows of, and nothing else.

    No way of drafting must be given for a model that cannot take tokens back.
    """

    def __init__(
        self, runtime: Runtime, cache: Cache, batch: Batch, pace: Callable[[float], None], ways: Sequence[Way]
    ) -> None:
        self._decode = runtime.api.llama_decode
        self._wait = runtime.api.llama_synchronize
        self._context = runtime.context
        self._cache = cache
        self._batch = batch
        self._pace = pace
        self._ways = ways
        self._way: Way | None = None  # of the drafts that are in the context
        self._drafts: list[int] = []  # that are there after the tokens of the cache
        self._accepted = 0  # of these
        self._seconds = 0.0  # that they and the token before them took
        self._made = self._all_accepted = 0
        self.index = -1  # of the logits that the next token is drawn from

    @property
    def drafted(self) -> Drafted:
        """What was drafted so far."""
        return Drafted(self._made, self._all_accepted)

    def take(self, token: int, most: int) -> int:
        """Put a token in that has been drawn, with `most` drafts at most; give what llama_decode returns.

        Raises Aborted.
        """
        if self._accepted < len(self._drafts) and self._drafts[self._accepted] == token:
            self._accepted += 1
            self.index = self._accepted
            self._cache.tokens.append(token)
            return DONE
        self.end()
        for way in self._ways:
            if most > 0 and way.worth.allows:
                started = time.perf_counter()
                drafts = self._draft(way.drafter, token, most)
                if drafts:
                    return self._together(token, drafts, way, started)
                way.worth.nothing(time.perf_counter() - started)
        return self._alone(token)

    def end(self) -> None:
        """Keep the drafts that were right, and take the others out of the context."""
        if self._way is None:
            return
        self._made += len(self._drafts)
        self._all_accepted += self._accepted
        self._way.worth.round(self._seconds, self._accepted + 1)
        if self._accepted < len(self._drafts):
            self._cache.cut(len(self._cache.tokens))
        self._way, self._drafts, self._accepted = None, [], 0

    def _draft(self, drafter: Drafter, token: int, most: int) -> list[int]:
        tokens = self._cache.tokens
        tokens.append(token)  # for as long as it is looked at; it is in the context only afterwards
        try:
            return drafter.draft(tokens, min(most, MOST_DRAFTED))
        except DecodeFailed:  # the answer goes on without
            return []
        finally:
            tokens.pop()

    def _together(self, token: int, drafts: list[int], way: Way, started: float) -> int:
        self._batch.fill([token, *drafts], len(self._cache.tokens), logits=True)
        self._batch.want_all()
        result: int = self._decode(self._context, self._batch.native)
        if result == FULL:
            return self._alone(token)
        if result == DONE:
            self._wait(self._context)  # a GPU is still at it, and what it takes is to be measured
            self._cache.tokens.append(token)
            self._way, self._drafts = way, drafts
            self._seconds = time.perf_counter() - started
            self.index = 0
        return result

    def _alone(self, token: int) -> int:
        batch = self._batch
        batch.tokens[0], batch.positions[0], batch.native.n_tokens = token, len(self._cache.tokens), 1
        started = time.perf_counter()
        result: int = self._decode(self._context, batch.native)
        self._wait(self._context)  # the next token cannot be drawn before; so it costs nothing
        seconds = time.perf_counter() - started
        self._pace(seconds)
        for way in self._ways:
            way.worth.single(seconds)
        self.index = 0
        if result == DONE:
            self._cache.tokens.append(token)
        return result
