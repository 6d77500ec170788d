"""How the next token is drawn: a chain of llama.cpp's samplers."""

from __future__ import annotations

import math
import secrets
import types

from desktop.core.sampling import Sampling
from desktop.engine.native.bindings import Handle

WIDEST = 1000  # candidates; samplers over a whole vocabulary cost 3 to 21 ms a token (docs: engine.md §3)
PENALTY_WINDOW = 64  # tokens; llama.cpp's own default
NO_SEED = 0xFFFFFFFF  # llama.cpp's LLAMA_DEFAULT_SEED: it would draw one and not tell


def seed_of(sampling: Sampling) -> int:
    """Give the seed that is asked for, within llama.cpp's limits, or draw one."""
    if sampling.seed is None:
        return secrets.randbelow(NO_SEED)
    return sampling.seed % NO_SEED


class Sampler:
    """Owns a sampler chain of one answer; `close` frees it."""

    def __init__(self, api: types.ModuleType, vocabulary_size: int, sampling: Sampling, seed: int) -> None:
        self._api = api
        self._vocabulary_size = vocabulary_size
        self.chain: Handle = api.llama_sampler_chain_init(api.llama_sampler_chain_default_params())
        if not self.chain:
            raise MemoryError("llama_sampler_chain_init")
        if _usable(sampling.temperature):
            self._fill(sampling, seed)
        else:
            self._add_penalty(sampling)
            self._add(api.llama_sampler_init_greedy())

    def close(self) -> None:
        """Free the chain and its samplers."""
        self._api.llama_sampler_free(self.chain)

    def _fill(self, sampling: Sampling, seed: int) -> None:
        """Add top_k first, since it makes all that follow cheap, and end with the one that selects."""
        api = self._api
        self._add(api.llama_sampler_init_top_k(_candidates(sampling.top_k)))
        self._add_penalty(sampling)
        if 0 <= sampling.top_p < 1:
            self._add(api.llama_sampler_init_top_p(sampling.top_p, 1))
        if 0 < sampling.min_p <= 1:
            self._add(api.llama_sampler_init_min_p(sampling.min_p, 1))
        self._add(api.llama_sampler_init_temp(sampling.temperature))
        self._add(api.llama_sampler_init_dist(seed))

    def _add_penalty(self, sampling: Sampling) -> None:
        penalty = sampling.repeat_penalty
        if _usable(penalty) and penalty != 1:
            self._add(
                self._api.llama_sampler_init_penalties(
                    self._vocabulary_size, PENALTY_WINDOW, penalty, 0.0, 0.0
                )
            )

    def _add(self, sampler: Handle) -> None:
        if not sampler:  # a NULL in a chain ends the process at the first token
            raise MemoryError("llama_sampler_init")
        self._api.llama_sampler_chain_add(self.chain, sampler)


def _usable(number: float) -> bool:
    return math.isfinite(number) and number > 0


def _candidates(top_k: int) -> int:
    return min(top_k, WIDEST) if top_k > 0 else WIDEST
