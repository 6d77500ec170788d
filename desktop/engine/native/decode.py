"""The loop that makes text: one token after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.core.chat import Finish
from desktop.core.errors import DecodeFailed
from desktop.core.load import MOST_DRAFTED
from desktop.core.sampling import usable_stops
from desktop.engine.abort import Aborted, AbortFlag
from desktop.engine.native.batch import Batch
from desktop.engine.native.bindings import Handle
from desktop.engine.native.cache import ABORTED, DONE, FULL, Cache
from desktop.engine.native.grammar import NOTHING, Grammar
from desktop.engine.native.lookup import Lookup
from desktop.engine.native.pace import Pace, crowded
from desktop.engine.native.pieces import Pieces
from desktop.engine.native.runtime import Runtime
from desktop.engine.native.steps import Drafted, Drafter, Steps, Way
from desktop.engine.native.stops import Stops, Thinking
from desktop.engine.native.worth import Worth


@dataclass(frozen=True, slots=True)
class Limits:
    """When an answer ends that the model does not end."""

    max_tokens: int | None
    ignore_end: bool = False
    stops: tuple[str, ...] = ()  # texts that belong to the layout of the prompt
    asked: tuple[str, ...] = ()  # texts that the user has chosen; they do not count within thinking
    thinking: Thinking | None = None  # None where nothing of the answer is thinking
    drafting: bool = False  # whether several tokens may be checked at once


@dataclass(frozen=True, slots=True)
class _Answer:
    """What an answer is drawn with, and where its text goes."""

    chain: Handle
    sample: Callable[[Handle, Handle, int], int]
    pieces: Pieces
    stops: Stops
    token: Callable[[str], None]


class Decoder:
    """Continues the tokens in the cache. Adds 1 to 2 % to what llama.cpp itself takes for a token."""

    def __init__(self, runtime: Runtime, cache: Cache, abort: AbortFlag) -> None:
        self._runtime = runtime
        self._cache = cache
        self._abort = abort
        self._pace = Pace(runtime.threads, runtime.set_decoding_threads, crowded)
        self._batch = Batch(runtime.api, 1 + MOST_DRAFTED)
        self._batch.fill([0], 0, logits=True)
        self.drafters: list[tuple[Callable[[], Drafter], Worth]] = [(Lookup, Worth())]  # the first one first
        self.drafted = Drafted()  # of the last answer

    def run(
        self, chain: Handle, limits: Limits, token: Callable[[str], None], grammar: Grammar | None = None
    ) -> tuple[Finish, str]:
        """Generate until something ends it, giving each token's text to `token`.

        Gives the text that was held back, too. After an abort the context can be used as before. Thinking
        follows no grammar. Raises DecodeFailed, and GrammarInvalid with a grammar that leads nowhere.
        """
        asked = () if limits.ignore_end else usable_stops(limits.asked)
        pieces, stops = Pieces(self._runtime), Stops(limits.stops, asked, limits.thinking)
        sample = self._runtime.api.llama_sampler_sample
        if grammar is not None:
            if limits.thinking is not None:
                grammar.free = lambda drawn: stops.free(Pieces(self._runtime).text(drawn))
            sample = grammar.draw
        steps = Steps(self._runtime, self._cache, self._batch, self._pace.token, self._ways(limits))
        try:
            finish = self._loop(_Answer(chain, sample, pieces, stops, token), limits, steps)
        except Aborted:
            finish = Finish.CANCELLED
        finally:
            steps.end()
            self.drafted = steps.drafted
        rest = stops.rest()
        if finish is Finish.STOP and not stops.found:
            rest += pieces.rest()
        return finish, rest

    def _ways(self, limits: Limits) -> list[Way]:
        """Give the ways of drafting; none where the context has no room for more logits, or no way back."""
        runtime = self._runtime
        if not limits.drafting or runtime.outputs <= MOST_DRAFTED or runtime.recurrent:
            return []
        return [Way(drafter(), worth) for drafter, worth in self.drafters]

    def _loop(self, answer: _Answer, limits: Limits, steps: Steps) -> Finish:
        api, context, vocabulary = self._runtime.api, self._runtime.context, self._runtime.vocabulary
        chain, sample, is_end, take = answer.chain, answer.sample, api.llama_vocab_is_eog, steps.take
        pieces, stops, token = answer.pieces, answer.stops, answer.token
        stopped, size = self._abort.is_set, self._runtime.vocabulary_size
        limit, at_limit = self._limit(limits)
        for left in range(limit, 0, -1):
            if stopped():
                return Finish.CANCELLED
            drawn = sample(chain, context, steps.index)
            if not 0 <= drawn < size:
                return self._no_token(drawn)
            if is_end(vocabulary, drawn) and not limits.ignore_end:
                return Finish.STOP
            token(stops.feed(pieces.text(drawn)))
            if stops.found:
                return Finish.STOP
            if left == 1:
                break
            result = take(drawn, left - 2)
            if result != DONE:
                self._cache.cut(len(self._cache.tokens))
                return self._broken(result)
        return at_limit

    def _no_token(self, drawn: int) -> Finish:
        """End an answer that follows its grammar to the end, or refuse what would end the process."""
        if drawn == NOTHING:
            return Finish.STOP
        raise DecodeFailed(f"token {drawn} does not exist")

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
