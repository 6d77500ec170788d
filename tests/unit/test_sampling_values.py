"""Parameters of sampling are brought within their limits before llama.cpp sees them."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from desktop.core.sampling import (
    DEFAULTS,
    MOST_STOPS,
    RECOMMENDED,
    LogitBias,
    Sampling,
    parameters,
    recommended,
    within_limits,
)

PARAMETERS = list(parameters())


def test_the_defaults_are_within_their_limits():
    assert within_limits(DEFAULTS) == DEFAULTS


@pytest.mark.parametrize("item", PARAMETERS, ids=lambda item: item.name)
@pytest.mark.parametrize(
    "value",
    [math.nan, math.inf, -math.inf, 1e300, -1e300, "x", None, True, 10**400],
    ids=lambda value: str(value)[:9],
)
def test_any_value_ends_up_within_its_limits(item, value):
    found = getattr(within_limits(replace(DEFAULTS, **{item.name: value})), item.name)
    assert item.knob.low <= found <= item.knob.high
    assert type(found) is (int if item.whole else float)


def test_values_out_of_range_become_the_nearest():
    sampling = within_limits(Sampling(temperature=9, top_k=-3, top_p=1.5, max_tokens=-1))
    assert (sampling.temperature, sampling.top_k, sampling.top_p) == (5, 0, 1)
    assert sampling.max_tokens == 0


def test_what_is_no_number_becomes_the_default():
    assert within_limits(Sampling(temperature=math.nan)).temperature == DEFAULTS.temperature


def test_a_seed_and_a_length_that_are_none_stay_so():
    sampling = within_limits(Sampling(seed=None, max_tokens=None))
    assert (sampling.seed, sampling.max_tokens) == (None, None)
    assert within_limits(Sampling(seed=5, max_tokens=7)) == replace(DEFAULTS, seed=5, max_tokens=7)


def test_stop_texts_are_few_and_short_and_not_empty():
    sampling = within_limits(Sampling(stop=("", "a" * 201, "b" * 200, *map(str, range(30)))))
    assert sampling.stop[:2] == ("b" * 200, "0")
    assert len(sampling.stop) == MOST_STOPS


def test_biases_are_limited_and_may_forbid():
    biases = [
        LogitBias("a", 1e9),
        LogitBias("b", -math.inf),
        LogitBias("c", math.nan),
        LogitBias("", 1),
        LogitBias("d", math.inf),
        LogitBias("e", 0),
    ]
    kept = within_limits(Sampling(logit_bias=tuple(biases))).logit_bias
    assert kept == (LogitBias("a", 100), LogitBias("b", -math.inf), LogitBias("d", 100))


def test_what_a_file_recommends_is_taken_and_the_rest_stays():
    found = recommended({"temp": 0.6, "top_k": 20.0, "general.name": 1})
    assert found == replace(DEFAULTS, temperature=0.6, top_k=20)
    assert isinstance(found.top_k, int)


@pytest.mark.parametrize("value", [math.nan, "0.5", None, True, [1]])
def test_a_recommendation_that_is_no_number_is_passed_over(value):
    assert recommended(dict.fromkeys(RECOMMENDED, value)) == DEFAULTS


def test_a_recommendation_out_of_range_is_limited():
    assert recommended({"temp": 1e30}).temperature == 5


def test_every_recommendation_reaches_a_parameter_of_ours():
    for key, name in RECOMMENDED.items():
        item = next(item for item in PARAMETERS if item.name == name)
        assert getattr(recommended({key: item.knob.high}), name) == item.knob.high
