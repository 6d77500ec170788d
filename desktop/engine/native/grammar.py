"""Draws tokens that follow a grammar.

A grammar over a whole vocabulary costs 12 to 101 ms a token (docs: engine.md §10). So the token is drawn
first and tested alone; only if it does not fit is it drawn again, from the likeliest tokens that do, and
only if none of those fits from all tokens. Nothing is accepted before it is known to fit: accepting what
does not ends the process.
"""

from __future__ import annotations

import ctypes
import math
import time
import types
from collections.abc import Callable

from desktop.core.errors import GrammarInvalid
from desktop.engine.gbnf import Checked
from desktop.engine.native.bindings import Handle
from desktop.engine.native.chain import WIDEST, Source

NOTHING = -2  # no token: the answer is complete
LONGEST_DRAW = 5.0  # seconds; an ambiguous grammar may take twice as long with every character


class Grammar:
    """Draws with a chain and a bias of single tokens, both somebody else's; `close` frees the rest.

    Raises GrammarInvalid in the midst of an answer, where the grammar leads nowhere.
    """

    def __init__(self, source: Source, chain: Handle, bias: Handle, text: Checked) -> None:
        self._api = api = source.api
        self._chain = chain
        self._bias = bias
        self._rules: Handle = api.llama_sampler_init_grammar(source.vocabulary, text.encode(), b"root")
        if not self._rules:
            raise GrammarInvalid(0, "llama.cpp does not take it")
        self._widest: Handle = api.llama_sampler_init_top_k(WIDEST)
        self._all = Candidates(api, source.vocabulary_size)
        self._one = Candidates(api, 1)
        self._end: int = api.llama_vocab_eos(source.vocabulary)
        self.free: Callable[[int], bool] | None = None  # tells of a token whether it need not follow

    def close(self) -> None:
        """Free what belongs to the grammar alone."""
        self._api.llama_sampler_free(self._rules)
        self._api.llama_sampler_free(self._widest)

    def draw(self, chain: Handle, context: Handle, index: int) -> int:
        """Draw and accept a token, or `NOTHING`. Takes the place of `llama_sampler_sample`."""
        started = time.monotonic()
        token = self._draw(self._api.llama_get_logits_ith(context, index))
        if time.monotonic() - started > LONGEST_DRAW:
            raise GrammarInvalid(0, "it is too ambiguous to be followed")
        return token

    def _draw(self, logits: Handle) -> int:
        token = self._select(logits)
        if self.free is not None and self.free(token):
            self._api.llama_sampler_accept(self._chain, token)
            return token
        if not self._fits(token):
            token = self._select(logits, self._widest, self._rules)
            if not self._fits(token):
                token = self._select(logits, self._rules)
        if self._fits(token):
            self._api.llama_sampler_accept(self._chain, token)
            self._api.llama_sampler_accept(self._rules, token)
            return token
        if self._end < 0 or self._fits(self._end):
            return NOTHING
        raise GrammarInvalid(0, "no token of this model can continue the answer")

    def _select(self, logits: Handle, *before: Handle) -> int:
        """Let the chain select a token, of those that are left by the samplers `before`."""
        apply, candidates = self._api.llama_sampler_apply, self._all
        candidates.fill(logits)
        if self._bias is not None:
            apply(self._bias, candidates.reference)
        for sampler in before:
            apply(sampler, candidates.reference)
        if before and not candidates.possible():
            return NOTHING  # a chain must not see that
        apply(self._chain, candidates.reference)
        return candidates.selected()

    def _fits(self, token: int) -> bool:
        if token == NOTHING:
            return False
        self._one.hold(token)
        self._api.llama_sampler_apply(self._rules, self._one.reference)
        return self._one.possible()


class Candidates:
    """A `llama_token_data_array` over memory of our own, filled without a loop in Python."""

    def __init__(self, api: types.ModuleType, size: int) -> None:
        self._data = (api.llama_token_data * size)()
        self._size = size
        self._array = api.llama_token_data_array()
        self._pointer = ctypes.cast(self._data, api.llama_token_data_p)
        self.reference = ctypes.byref(self._array)
        memory = memoryview(self._data).cast("B")
        self._tokens = memory.cast("i")[0::3]  # a llama_token_data is a token, a logit and a probability
        self._logits = memory.cast("f")[1::3]
        self._in_order = memoryview((ctypes.c_int32 * size)(*range(size))).cast("B").cast("i")

    def fill(self, logits: Handle) -> None:
        """Take all tokens of the vocabulary, with a model's logits."""
        address = ctypes.addressof(logits.contents)
        source = (ctypes.c_float * self._size).from_address(address)
        self._tokens[:] = self._in_order
        self._logits[:] = memoryview(source).cast("B").cast("f")
        self._reset()

    def hold(self, token: int) -> None:
        """Take a single token."""
        self._tokens[0] = token
        self._logits[0] = 0.0
        self._reset()

    def possible(self) -> bool:
        """Tell whether any candidate is left that is not forbidden."""
        return max(self._logits[: self._array.size]) > -math.inf

    def left(self) -> list[tuple[int, float]]:
        """Give the tokens that the samplers have left, with their logits; for a few."""
        return [(each.id, each.logit) for each in self._array.data[: self._array.size]]

    def selected(self) -> int:
        """Give the token that a sampler has selected."""
        index = self._array.selected
        return self._array.data[index].id if 0 <= index < self._array.size else NOTHING

    def _reset(self) -> None:
        self._array.data = self._pointer  # samplers move it
        self._array.size = self._size
        self._array.selected = -1
        self._array.sorted = False
