"""How the next token is drawn: every parameter with its limits and the value that does nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Annotated, Any, TypeGuard, get_args, get_type_hints

MOST_STOPS = 16
LONGEST_STOP = 200  # characters
MOST_BIASES = 100
LONGEST_BIASED = 200  # characters
STRONGEST_BIAS = 100.0  # a logit seldom exceeds 30; more decides alone

RECOMMENDED = {  # keys of a GGUF header after `general.sampling.`, as llama.cpp reads them
    "temp": "temperature",
    "top_k": "top_k",
    "top_p": "top_p",
    "min_p": "min_p",
    "xtc_probability": "xtc_probability",
    "xtc_threshold": "xtc_threshold",
    "penalty_last_n": "repeat_window",
    "penalty_repeat": "repeat_penalty",
    "mirostat": "mirostat",
    "mirostat_tau": "mirostat_tau",
    "mirostat_eta": "mirostat_eta",
}


@dataclass(frozen=True, slots=True)
class Knob:
    """Between which values a parameter may be set, and with which it does nothing."""

    low: float
    high: float
    neutral: float | None = None  # None where another parameter switches it off


@dataclass(frozen=True, slots=True)
class LogitBias:
    """Makes what a text begins with likelier (positive) or less likely; −inf forbids it."""

    text: str
    bias: float  # added to the logit of every token of the text


@dataclass(frozen=True, slots=True)
class Sampling:
    """The parameters of one answer.

    The defaults are llama.cpp's own, with a milder temperature, and with the repeat penalty of LM Studio
    and Ollama: without one, small models fall into a loop that only the end of the context ends.
    """

    temperature: Annotated[float, Knob(0, 5)] = 0.7  # 0 takes the likeliest token always
    top_k: Annotated[int, Knob(0, 1000, 0)] = 40  # so many of the likeliest tokens are drawn from
    top_p: Annotated[float, Knob(0, 1, 1)] = 0.95  # the likeliest that together have this probability
    min_p: Annotated[float, Knob(0, 1, 0)] = 0.05  # those this likely, compared with the likeliest
    repeat_penalty: Annotated[float, Knob(0.5, 2, 1)] = 1.1
    seed: int | None = None  # None draws one; the record tells which
    max_tokens: int | None = None  # None goes on until the model ends or the context is full
    repeat_window: Annotated[int, Knob(0, 4096, 0)] = 64  # tokens that the three penalties look back
    frequency_penalty: Annotated[float, Knob(-2, 2, 0)] = 0.0
    presence_penalty: Annotated[float, Knob(-2, 2, 0)] = 0.0
    dynamic_range: Annotated[float, Knob(0, 5, 0)] = 0.0  # of the temperature, by the model's certainty
    dynamic_exponent: Annotated[float, Knob(0.1, 5)] = 1.0
    typical_p: Annotated[float, Knob(0, 1, 1)] = 1.0
    top_n_sigma: Annotated[float, Knob(-1, 10, -1)] = -1.0  # standard deviations below the best logit
    xtc_probability: Annotated[float, Knob(0, 1, 0)] = 0.0  # of leaving out the likeliest tokens
    xtc_threshold: Annotated[float, Knob(0, 0.5)] = 0.1  # from which probability they are left out
    dry_multiplier: Annotated[float, Knob(0, 5, 0)] = 0.0  # against repeated phrases
    dry_base: Annotated[float, Knob(1, 4)] = 1.75
    dry_allowed_length: Annotated[int, Knob(1, 50)] = 2  # tokens
    dry_window: Annotated[int, Knob(-1, 65536)] = -1  # tokens back; −1 is all of the context
    mirostat: Annotated[int, Knob(0, 2, 0)] = 0  # the version
    mirostat_tau: Annotated[float, Knob(0, 10)] = 5.0  # the surprise that is aimed at
    mirostat_eta: Annotated[float, Knob(0, 1)] = 0.1
    adaptive_target: Annotated[float, Knob(-1, 1, -1)] = -1.0  # the probability that is aimed at
    adaptive_decay: Annotated[float, Knob(0, 0.99)] = 0.9
    stop: tuple[str, ...] = ()  # texts that end the answer; they are not part of it
    logit_bias: tuple[LogitBias, ...] = ()
    grammar: str = ""  # GBNF that the answer must follow; "" is none
    json_schema: str = ""  # JSON text of a schema that the answer must follow; comes before `grammar`


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of `Sampling` that has a knob."""

    name: str
    whole: bool  # no fractions
    default: float
    knob: Knob


DEFAULTS = Sampling()

SWITCHES = {
    "dynamic_exponent": "dynamic_range",
    "xtc_threshold": "xtc_probability",
    "dry_base": "dry_multiplier",
    "dry_allowed_length": "dry_multiplier",
    "dry_window": "dry_multiplier",
    "mirostat_tau": "mirostat",
    "mirostat_eta": "mirostat",
    "adaptive_decay": "adaptive_target",
}
"""Parameters that do nothing while another one has its neutral value, with that one."""


@cache
def parameters() -> tuple[Parameter, ...]:
    """Give every number that has a knob, in the order of declaration."""
    return tuple(_parameters())


def _parameters() -> Iterator[Parameter]:
    hints = get_type_hints(Sampling, include_extras=True)
    for item in fields(Sampling):
        kind, *notes = get_args(hints[item.name]) or (None,)
        knob: object = notes[0] if notes else None
        if isinstance(knob, Knob):
            yield Parameter(item.name, kind is int, getattr(DEFAULTS, item.name), knob)


def from_values(values: dict[str, Any]) -> Sampling:
    """Make parameters of what JSON gives. Unknown names are left out; lists become tuples."""
    known = {item.name for item in fields(Sampling)}
    kept = {name: value for name, value in values.items() if name in known}
    if "stop" in kept:
        kept["stop"] = tuple(kept["stop"])
    if "logit_bias" in kept:
        kept["logit_bias"] = tuple(LogitBias(**entry) for entry in kept["logit_bias"])
    return Sampling(**kept)


def within_limits(sampling: Sampling) -> Sampling:
    """Bring every value within its limits, so that none can harm llama.cpp.

    What is no number becomes the default, what is out of range the nearest that is within. Empty and
    too long stop texts are left out, so are biases of nothing.
    """
    numbers = {item.name: _number(getattr(sampling, item.name), item) for item in parameters()}
    most = _whole(sampling.max_tokens)
    return replace(
        sampling,
        **numbers,
        seed=_whole(sampling.seed),
        max_tokens=None if most is None else max(0, most),
        stop=usable_stops(sampling.stop),
        logit_bias=tuple(_biases(sampling.logit_bias))[:MOST_BIASES],
    )


def usable_stops(texts: Iterable[str]) -> tuple[str, ...]:
    """Leave out empty and too long texts, and those that are too many."""
    return tuple(_texts(texts, LONGEST_STOP))[:MOST_STOPS]


def recommended(metadata: Mapping[str, float]) -> Sampling:
    """Take what a model file recommends, with our defaults for the rest.

    The keys are those of `RECOMMENDED`; others, and values that are no number, are passed over.
    """
    named = {
        RECOMMENDED[key]: value for key, value in metadata.items() if key in RECOMMENDED and _is_number(value)
    }
    return within_limits(replace(DEFAULTS, **named))


def _number(value: object, item: Parameter) -> float:
    if not _is_number(value):
        return item.default
    limited = min(max(value, item.knob.low), item.knob.high)
    return int(limited) if item.whole else float(limited)


def _is_number(value: object) -> TypeGuard[float]:
    if isinstance(value, float):
        return not math.isnan(value)
    return isinstance(value, int) and not isinstance(value, bool)


def _whole(value: object) -> int | None:
    return int(value) if _is_number(value) and abs(value) != math.inf else None


def _texts(values: Iterable[object], longest: int) -> Iterator[str]:
    for value in values:
        if isinstance(value, str) and 0 < len(value) <= longest:
            yield value


def _biases(values: Iterable[LogitBias]) -> Iterator[LogitBias]:
    for value in values:
        bias = value.bias
        if any(_texts([value.text], LONGEST_BIASED)) and _is_number(bias) and bias != 0:
            limited = bias if bias == -math.inf else min(max(bias, -STRONGEST_BIAS), STRONGEST_BIAS)
            yield LogitBias(value.text, float(limited))
