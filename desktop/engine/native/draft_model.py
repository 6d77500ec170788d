"""A smaller model of the same vocabulary that guesses what the larger one will say."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from desktop.core.companion_errors import DraftProblem, DraftUnsuitable
from desktop.core.draft_models import FIRST_COMPARED, MOST_MORE_TOKENS
from desktop.core.errors import DecodeFailed
from desktop.core.load import MOST_DRAFTED
from desktop.engine.abort import Aborted, AbortFlag
from desktop.engine.native.batch import Batch
from desktop.engine.native.bindings import Handle, Library
from desktop.engine.native.cache import ABORTED, DONE, Cache, common_prefix
from desktop.engine.native.grammar import Candidates
from desktop.engine.native.runtime import Options, Runtime

SURE = 0.75  # probability of the likeliest token below which it is not worth checking (llama.cpp's own)
CANDIDATES = 10  # likeliest tokens that the probability is taken of (llama.cpp's own)
CATCHING_UP = 64  # tokens that it has not read; to read more is no part of a round of drafting


class DraftModel:
    """Owns the smaller model with a context of its own, which follows the answer. `close` frees it.

    Raises ModelError, DraftUnsuitable where it does not go with the larger one, and Aborted.
    """

    def __init__(
        self,
        library: Library,
        options: Options,
        abort: AbortFlag,
        target: Runtime,
        progress: Callable[[float], None],
    ) -> None:
        self._runtime = runtime = Runtime(library, options, abort, progress)
        self._widest: Handle = None
        try:
            _check(options, runtime, target)
            self._cache = Cache(runtime, abort)
            self._cache.warm_up(max(0, runtime.api.llama_vocab_bos(runtime.vocabulary)))
        except BaseException:
            runtime.close()
            raise
        self._tokens = min(runtime.vocabulary_size, target.vocabulary_size)
        self._batch = Batch(runtime.api, 1)
        self._candidates = Candidates(runtime.api, runtime.vocabulary_size)
        self._widest = runtime.api.llama_sampler_init_top_k(CANDIDATES)

    def close(self) -> None:
        """Free the model."""
        self._runtime.api.llama_sampler_free(self._widest)
        self._runtime.close()

    def draft(self, tokens: Sequence[int], most: int) -> list[int]:
        """Guess what follows all tokens so far, while that is likely. Raises DecodeFailed and Aborted."""
        if len(tokens) + MOST_DRAFTED > self._runtime.context_length or max(tokens) >= self._tokens:
            return []
        missing = len(tokens) - common_prefix(self._cache.tokens, tokens, len(tokens))
        self._cache.process(tokens, lambda done, total: None)
        if missing > CATCHING_UP:
            return []
        drafts: list[int] = []
        while len(drafts) < most:
            token, probability = self._likeliest()
            if probability < SURE or token >= self._tokens:
                break
            drafts.append(token)
            if len(drafts) < most:
                self._read(token)
        return drafts

    def _likeliest(self) -> tuple[int, float]:
        api, candidates = self._runtime.api, self._candidates
        candidates.fill(api.llama_get_logits_ith(self._runtime.context, -1))
        api.llama_sampler_apply(self._widest, candidates.reference)
        left = candidates.left()
        token, best = max(left, key=lambda each: each[1])
        return token, 1 / sum(math.exp(logit - best) for _, logit in left)

    def _read(self, token: int) -> None:
        self._batch.fill([token], len(self._cache.tokens), logits=True)
        result: int = self._runtime.api.llama_decode(self._runtime.context, self._batch.native)
        if result != DONE:
            self._cache.cut(len(self._cache.tokens))
            raise Aborted if result == ABORTED else DecodeFailed(f"llama_decode returned {result}")
        self._cache.tokens.append(token)


def _check(options: Options, draft: Runtime, target: Runtime) -> None:
    """Refuse a model that cannot draft for the other one; as llama.cpp's own speculation does."""
    if draft.recurrent or target.recurrent:
        raise DraftUnsuitable(options.path, DraftProblem.RECURRENT)
    if not _same_vocabulary(draft, target):
        raise DraftUnsuitable(options.path, DraftProblem.VOCABULARY)


def _same_vocabulary(draft: Runtime, target: Runtime) -> bool:
    api, ours, theirs = draft.api, draft.vocabulary, target.vocabulary
    if abs(draft.vocabulary_size - target.vocabulary_size) > MOST_MORE_TOKENS:
        return False
    same = (api.llama_vocab_type, api.llama_vocab_bos, api.llama_vocab_eos)
    if any(each(ours) != each(theirs) for each in same):
        return False
    text, count = api.llama_vocab_get_text, min(draft.vocabulary_size, target.vocabulary_size)
    return all(text(ours, token) == text(theirs, token) for token in range(FIRST_COMPARED, count))
