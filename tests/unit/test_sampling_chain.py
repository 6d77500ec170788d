"""Which samplers a chain has, and in which order."""

from __future__ import annotations

import ctypes
import math
import types

import pytest

from desktop.core.sampling import LogitBias, Sampling, within_limits
from desktop.engine.native import chain
from desktop.engine.native.chain import Source

PLAIN = Sampling(repeat_penalty=1)


class Entry(ctypes.Structure):
    _fields_ = (("token", ctypes.c_int32), ("bias", ctypes.c_float))


class Recorder(types.SimpleNamespace):
    """Stands in for llama_cpp: notes which samplers are made, and with what."""

    llama_logit_bias = Entry

    def __init__(self):
        super().__init__(made=[])

    def __getattr__(self, name):
        if not name.startswith("llama_sampler_init_"):
            raise AttributeError(name)
        return lambda *values: self.made.append((name.removeprefix("llama_sampler_init_"), *values)) or name


def made(sampling, seed=7, biases=()):
    recorder = Recorder()
    source = Source(recorder, "vocabulary", 100, 512, lambda text: [ord(c) for c in text])
    if biases:
        chain.bias(source, tuple(biases))
    assert all(chain.links(source, within_limits(sampling), seed))
    return recorder.made


def names(sampling):
    source = Source(Recorder(), "vocabulary", 100, 512, lambda text: [])
    links = chain.links(source, within_limits(sampling), 7)
    return [link.removeprefix("llama_sampler_init_") for link in links]


def test_what_does_nothing_is_left_out():
    neutral = Sampling(temperature=1, top_k=0, top_p=1, min_p=0, repeat_penalty=1)
    assert made(neutral) == [("top_k", chain.WIDEST), ("temp", 1.0), ("dist", 7)]


def test_the_defaults_make_this_chain():
    assert made(Sampling()) == [
        ("top_k", 40),
        ("penalties", 100, 64, 1.1, 0, 0),
        ("top_p", 0.95, 1),
        ("min_p", 0.05, 1),
        ("temp", 0.7),
        ("dist", 7),
    ]


def test_everything_together_comes_in_this_order():
    everything = Sampling(
        typical_p=0.9, top_n_sigma=1, xtc_probability=0.5, dry_multiplier=0.8, dynamic_range=0.3
    )
    assert names(everything) == [
        "top_n_sigma",  # over all logits
        *("top_k", "penalties", "dry", "min_p", "typical", "top_p", "min_p", "xtc", "temp_ext", "dist"),
    ]


def test_greedy_has_nothing_but_what_is_against_repetition():
    assert names(Sampling(temperature=0, repeat_penalty=1, mirostat=2, top_n_sigma=1)) == ["greedy"]
    assert names(Sampling(temperature=0, dry_multiplier=1)) == ["top_k", "penalties", "dry", "greedy"]


def test_a_temperature_that_leaves_the_range_of_a_float_is_greedy():
    assert names(Sampling(temperature=1e-30, repeat_penalty=1)) == ["greedy"]


@pytest.mark.parametrize(("version", "last"), [(1, "mirostat"), (2, "mirostat_v2")])
def test_mirostat_takes_the_place_of_what_truncates(version, last):
    found = names(
        Sampling(mirostat=version, typical_p=0.5, xtc_probability=1, top_n_sigma=1, adaptive_target=1)
    )
    assert (found[0], found[-1]) == ("top_k", last)
    assert not {"typical", "top_p", "xtc", "top_n_sigma", "dist", "adaptive_p"} & set(found)


def test_adaptive_p_selects_in_place_of_chance():
    assert made(Sampling(adaptive_target=0))[-1] == ("adaptive_p", 0, 0.9, 7)


def test_the_dynamic_temperature_stays_above_what_is_usable():
    _, middle, half, exponent = made(Sampling(temperature=0.5, dynamic_range=2))[-2]
    assert middle - half == pytest.approx(chain.COLDEST)
    assert middle + half == pytest.approx(2.5)
    assert exponent == 1


def test_dry_looks_back_over_the_whole_context_at_most():
    def window(asked):
        return next(c[5] for c in made(Sampling(dry_multiplier=1, dry_window=asked)) if c[0] == "dry")

    assert (window(-1), window(100), window(65536)) == (512, 100, 512)
    assert "dry" not in names(Sampling(dry_multiplier=1, dry_window=0))


def test_dry_breaks_where_llama_cpp_lets_it():
    dry = next(call for call in made(Sampling(dry_multiplier=1)) if call[0] == "dry")
    assert list(dry[6]) == [b"\n", b":", b'"', b"*"]


def test_penalties_without_a_window_are_left_out():
    assert "penalties" not in names(Sampling(repeat_window=0, frequency_penalty=1))
    assert "penalties" in names(Sampling(repeat_penalty=1, presence_penalty=0.5))


def test_biases_of_one_token_are_added_up():
    calls = made(PLAIN, biases=[LogitBias("ab", 60), LogitBias("bb", 70), LogitBias("c", -math.inf)])
    _, size, count, array = calls[0]
    entries = {entry.token: entry.bias for entry in array}
    assert (size, count) == (100, 3)
    assert entries == {ord("a"): 60, ord("b"): 100, ord("c"): -math.inf}


def test_a_bias_of_tokens_that_are_not_there_is_left_out():
    assert names(PLAIN) == [call[0] for call in made(PLAIN, biases=[LogitBias("é", 5)])]


def test_a_bias_takes_text_that_cannot_be_encoded():
    recorder = Recorder()
    source = Source(recorder, None, 100, 512, lambda text: list(text.encode()))
    chain.bias(source, (LogitBias("\ud800", 1.0),))
    assert recorder.made
