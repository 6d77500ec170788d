"""How the next token is drawn: a chain of llama.cpp's samplers."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from desktop.core.sampling import Sampling, within_limits
from desktop.engine import json_schema
from desktop.engine.gbnf import Checked
from desktop.engine.native import chain
from desktop.engine.native.bindings import Handle
from desktop.engine.native.chain import Source
from desktop.engine.native.grammar import Grammar
from desktop.engine.native.runtime import Runtime
from desktop.engine.native.tokens import Tokenizer

NO_SEED = 0xFFFFFFFF  # llama.cpp's LLAMA_DEFAULT_SEED: it would draw one and not tell


def seed_of(sampling: Sampling) -> int:
    """Give the seed that is asked for, within llama.cpp's limits, or draw one."""
    if sampling.seed is None:
        return secrets.randbelow(NO_SEED)
    return sampling.seed % NO_SEED


class Sampler:
    """Owns the samplers of one answer; `close` frees them.

    Raises GrammarInvalid and SchemaInvalid. Values out of range are brought within their limits.
    """

    def __init__(self, runtime: Runtime, tokenizer: Tokenizer, sampling: Sampling, seed: int) -> None:
        self.sampling = sampling = within_limits(sampling)
        grammar = json_schema.grammar_of(sampling)  # before anything is there that must be freed
        source = Source(
            runtime.api,
            runtime.vocabulary,
            runtime.vocabulary_size,
            runtime.context_length,
            tokenizer.plain,
        )
        self._api = source.api
        self.chain: Handle = source.api.llama_sampler_chain_init(
            source.api.llama_sampler_chain_default_params()
        )
        self._owned: list[Handle] = [self.chain]
        self.grammar: Grammar | None = None  # draws instead of the chain alone
        try:
            self._fill(source, sampling, seed, grammar)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Free the samplers."""
        if self.grammar is not None:
            self.grammar.close()
        for handle in self._owned:
            self._api.llama_sampler_free(handle)
        self.grammar = None
        self._owned.clear()

    def remember(self, tokens: Sequence[int]) -> None:
        """Tell DRY what the answer must not repeat of the prompt; the penalties look at the answer only."""
        api = self._api
        for index in range(api.llama_sampler_chain_n(self.chain)):
            link = api.llama_sampler_chain_get(self.chain, index)
            if api.llama_sampler_name(link) == b"dry":
                for token in tokens:
                    api.llama_sampler_accept(link, token)

    def _fill(self, source: Source, sampling: Sampling, seed: int, grammar: Checked | None) -> None:
        bias = chain.bias(source, sampling.logit_bias)
        if grammar is not None:
            if bias is not None:
                self._owned.append(_there(bias))
            self.grammar = Grammar(source, self.chain, bias, grammar)
        elif bias is not None:
            self._add(bias)
        for link in chain.links(source, sampling, seed):
            self._add(link)

    def _add(self, sampler: Handle) -> None:
        self._api.llama_sampler_chain_add(self.chain, _there(sampler))


def _there(sampler: Handle) -> Handle:
    if not sampler:  # a NULL in a chain ends the process at the first token
        raise MemoryError("llama_sampler_init")
    return sampler
