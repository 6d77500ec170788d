"""The loop that makes text: one token after the other."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from desktop.core.chat import Finish
from desktop.core.errors import DecodeFailed
from desktop.engine.abort import AbortFlag
from desktop.engine.native.batch import Batch
from desktop.engine.native.bindings import Handle
from desktop.engine.native.cache import ABORTED, DONE, FULL, Cache
from desktop.engine.native.pace import Pace, crowded
from desktop.engine.native.pieces import Pieces
from desktop.engine.native.runtime import Runtime
from desktop.engine.native.stops import Stops


@dataclass(frozen=True, slots=True)
class Limits:
    """When an answer ends that the model does not end."""

    max_tokens: int | None
    ignore_end: bool = False
    stops: tuple[str, ...] = ()  # texts


class Decoder:
    """Continues the tokens in the cache. Adds 1 to 2 % to what llama.cpp itself takes for a token."""

    def __init__(self, runtime: Runtime, cache: Cache, abort: AbortFlag) -> None:
        self._runtime = runtime
        self._cache = cache
        self._abort = abort
        self._pace = Pace(runtime.threads, runtime.set_decoding_threads, crowded)
        self._batch = Batch(runtime.api, 1)
        self._batch.fill([0], 0, logits=True)

    def run(self, chain: Handle, limits: Limits, token: Callable[[str], None]) -> tuple[Finish, str]:
        """Generate until something ends it, giving each token's text to `token`.

        Gives the text that was held back, too. After an abort the context can be used as before.
        """
        pieces, stops = Pieces(self._runtime), Stops(limits.stops)
        finish = self._loop(chain, limits, pieces, stops, token)
        rest = stops.rest()
        if finish is Finish.STOP and not stops.found:
            rest += pieces.rest()
        return finish, rest

    def _loop(
        self, chain: Handle, limits: Limits, pieces: Pieces, stops: Stops, token: Callable[[str], None]
    ) -> Finish:
        api, context, vocabulary = self._runtime.api, self._runtime.context, self._runtime.vocabulary
        sample, is_end, decode = api.llama_sampler_sample, api.llama_vocab_is_eog, api.llama_decode
        batch, tokens, positions = self._batch.native, self._batch.tokens, self._batch.positions
        cache, stopped, clock, pace = self._cache, self._abort.is_set, time.perf_counter, self._pace.token
        limit, at_limit = self._limit(limits)
        position = len(cache.tokens)
        for left in range(limit, 0, -1):
            if stopped():
                return Finish.CANCELLED
            drawn = self._checked(sample(chain, context, -1))
            if is_end(vocabulary, drawn) and not limits.ignore_end:
                return Finish.STOP
            token(stops.feed(pieces.text(drawn)))
            if stops.found:
                return Finish.STOP
            if left == 1:
                break
            tokens[0], positions[0] = drawn, position
            started = clock()
            result = decode(context, batch)
            pace(clock() - started)
            if result != DONE:
                cache.cut(position)
                return self._broken(result)
            cache.tokens.append(drawn)
            position += 1
        return at_limit

    def _checked(self, drawn: int) -> int:
        """Refuse what is no token: the next call with it would end the process."""
        if not 0 <= drawn < self._runtime.vocabulary_size:
            raise DecodeFailed(f"token {drawn} does not exist")
        return drawn

    def _limit(self, limits: Limits) -> tuple[int, Finish]:
        """Give the number of tokens that may come, and why it ends there."""
        room = self._runtime.context_length - len(self._cache.tokens)
        if limits.max_tokens is not None and limits.max_tokens <= room:
            return limits.max_tokens, Finish.LENGTH
        return room, Finish.CONTEXT

    def _broken(self, result: int) -> Finish:
        if result == ABORTED:
            return Finish.CANCELLED
        if result == FULL:
            return Finish.CONTEXT
        raise DecodeFailed(f"llama_decode returned {result}: {self._runtime.library.log.reason()}")
