"""Which of llama.cpp's samplers an answer is drawn with, in which order.

The order is that of llama.cpp's common sampler, but for top_k, which comes before all that looks at every
candidate: over a whole vocabulary that costs 3 to 21 ms a token (docs: engine.md §3). Only top-n-sigma
stays before it, since its standard deviation is meant of all logits. What does nothing is left out.
"""

from __future__ import annotations

import ctypes
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop.core.sampling import STRONGEST_BIAS, LogitBias, Sampling
from desktop.engine.native.bindings import Handle
from desktop.engine.native.tokens import without_surrogates

WIDEST = 1000  # candidates
KEEP = 1  # candidates that every sampler leaves
COLDEST = 0.01  # temperature; below, logits leave the range of a float, and it is greedy anyway
IMPOSSIBLE = 1e-9  # compared with the likeliest; the logarithm of a probability of 0 is no number
MIROSTAT_CANDIDATES = 100  # llama.cpp's own `m`
DRY_BREAKERS = (b"\n", b":", b'"', b"*")  # llama.cpp's own


@dataclass(frozen=True, slots=True)
class Source:
    """What a chain is made with."""

    api: types.ModuleType
    vocabulary: Handle
    vocabulary_size: int
    context_length: int  # tokens
    tokens: Callable[[str], list[int]]


def bias(source: Source, biases: tuple[LogitBias, ...]) -> Handle:
    """Make the sampler that changes the logits of single tokens; None if there is nothing to change."""
    added: dict[int, float] = {}
    for each in biases:
        for token in set(source.tokens(without_surrogates(each.text))):
            if 0 <= token < source.vocabulary_size:
                added[token] = added.get(token, 0.0) + each.bias
    if not added:
        return None
    array = (source.api.llama_logit_bias * len(added))()
    for entry, (token, amount) in zip(array, added.items(), strict=True):
        entry.token = token
        entry.bias = min(amount, STRONGEST_BIAS)
    return source.api.llama_sampler_init_logit_bias(source.vocabulary_size, len(added), array)


def links(source: Source, sampling: Sampling, seed: int) -> Iterator[Handle]:
    """Make the samplers of parameters that are within their limits; the last one selects."""
    if sampling.temperature < COLDEST:
        yield from _greedy(source, sampling)
        return
    api = source.api
    truncating = sampling.mirostat == 0
    if truncating and sampling.top_n_sigma > 0:
        yield api.llama_sampler_init_top_n_sigma(sampling.top_n_sigma)
    yield api.llama_sampler_init_top_k(sampling.top_k if truncating and sampling.top_k > 0 else WIDEST)
    yield from _against_repetition(source, sampling)
    if truncating:
        yield from _truncating(api, sampling, seed)
    yield _temperature(api, sampling)
    yield from _selecting(source, sampling, seed)


def _greedy(source: Source, sampling: Sampling) -> Iterator[Handle]:
    against = list(_against_repetition(source, sampling))
    if against:
        yield source.api.llama_sampler_init_top_k(WIDEST)
        yield from against
    yield source.api.llama_sampler_init_greedy()


def _against_repetition(source: Source, sampling: Sampling) -> Iterator[Handle]:
    penalties = (sampling.repeat_penalty, sampling.frequency_penalty, sampling.presence_penalty)
    if sampling.repeat_window > 0 and penalties != (1, 0, 0):
        yield source.api.llama_sampler_init_penalties(
            source.vocabulary_size, sampling.repeat_window, *penalties
        )
    window = source.context_length if sampling.dry_window < 0 else sampling.dry_window
    if sampling.dry_multiplier > 0 and window > 0:
        yield source.api.llama_sampler_init_dry(
            source.vocabulary,
            sampling.dry_multiplier,
            sampling.dry_base,
            sampling.dry_allowed_length,
            min(window, source.context_length),
            (ctypes.c_char_p * len(DRY_BREAKERS))(*DRY_BREAKERS),
            len(DRY_BREAKERS),
        )


def _truncating(api: types.ModuleType, sampling: Sampling, seed: int) -> Iterator[Handle]:
    if sampling.typical_p < 1:
        yield api.llama_sampler_init_min_p(IMPOSSIBLE, KEEP)
        yield api.llama_sampler_init_typical(sampling.typical_p, KEEP)
    if sampling.top_p < 1:
        yield api.llama_sampler_init_top_p(sampling.top_p, KEEP)
    least = max(sampling.min_p, IMPOSSIBLE if sampling.xtc_probability > 0 else 0)
    if least > 0:
        yield api.llama_sampler_init_min_p(least, KEEP)
    if sampling.xtc_probability > 0:  # at a threshold of 0 it would take what is forbidden
        yield api.llama_sampler_init_xtc(sampling.xtc_probability, sampling.xtc_threshold, KEEP, seed)


def _temperature(api: types.ModuleType, sampling: Sampling) -> Handle:
    """Let the temperature vary between two values that are both usable, or keep it."""
    if sampling.dynamic_range <= 0:
        return api.llama_sampler_init_temp(sampling.temperature)
    lowest = max(COLDEST, sampling.temperature - sampling.dynamic_range)
    half = (sampling.temperature + sampling.dynamic_range - lowest) / 2
    return api.llama_sampler_init_temp_ext(lowest + half, half, sampling.dynamic_exponent)


def _selecting(source: Source, sampling: Sampling, seed: int) -> Iterator[Handle]:
    api = source.api
    tau, eta = sampling.mirostat_tau, sampling.mirostat_eta
    if sampling.mirostat == 1:
        yield api.llama_sampler_init_min_p(IMPOSSIBLE, KEEP)
        yield api.llama_sampler_init_mirostat(source.vocabulary_size, seed, tau, eta, MIROSTAT_CANDIDATES)
    elif sampling.mirostat == 2:
        yield api.llama_sampler_init_mirostat_v2(seed, tau, eta)
    elif sampling.adaptive_target >= 0:
        yield api.llama_sampler_init_adaptive_p(sampling.adaptive_target, sampling.adaptive_decay, seed)
    else:
        yield api.llama_sampler_init_dist(seed)
