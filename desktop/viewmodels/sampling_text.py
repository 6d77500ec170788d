r"""Parameters of an answer that are typed as text: a stop text or a bias a line, or a JSON schema.

A text of several lines is typed with `\n`, a tab with `\t`, a backslash with `\\`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NoReturn

from desktop.core.sampling import (
    LONGEST_BIASED,
    LONGEST_STOP,
    MOST_BIASES,
    MOST_STOPS,
    STRONGEST_BIAS,
    LogitBias,
)

NEVER = "-inf"
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_MEANT = {escaped: plain for plain, escaped in _ESCAPES.items()}
_ESCAPED = re.compile(r"\\[\\ntr]")


class Wrong(StrEnum):
    """What is wrong with a typed text."""

    TOO_MANY = "too_many"
    TOO_LONG = "too_long"
    NO_TEXT = "no_text"
    NO_NUMBER = "no_number"
    TOO_STRONG = "too_strong"
    NOT_JSON = "not_json"
    NO_OBJECT = "no_object"


class TextProblem(ValueError):
    """A typed text does not say what it should."""

    def __init__(self, wrong: Wrong, line: int = 0, limit: int = 0) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.line = line  # counted from 1; 0 where no line is at fault
        self.limit = limit  # that is exceeded, where one is


def stops_of(text: str) -> tuple[str, ...]:
    """Read stop texts. Raises TextProblem."""
    stops: list[str] = []
    for number, line in _lines(text):
        stop = _plain(line)
        if len(stop) > LONGEST_STOP:
            raise TextProblem(Wrong.TOO_LONG, number, LONGEST_STOP)
        stops.append(stop)
    if len(stops) > MOST_STOPS:
        raise TextProblem(Wrong.TOO_MANY, limit=MOST_STOPS)
    return tuple(stops)


def text_of_stops(stops: tuple[str, ...]) -> str:
    """Write stop texts as they are typed."""
    return "\n".join(_escaped(stop) for stop in stops)


def biases_of(text: str) -> tuple[LogitBias, ...]:
    """Read lines of `text = number`; a space at the beginning belongs to the text. Raises TextProblem.

    A bias of 0 does nothing and is left out.
    """
    biases = [_bias(line, number) for number, line in _lines(text)]
    kept = tuple(bias for bias in biases if bias.bias)
    if len(kept) > MOST_BIASES:
        raise TextProblem(Wrong.TOO_MANY, limit=MOST_BIASES)
    return kept


def text_of_biases(biases: tuple[LogitBias, ...]) -> str:
    """Write biases as they are typed."""
    return "\n".join(f"{_escaped(entry.text)} = {_number_text(entry.bias)}" for entry in biases)


def check_schema(text: str) -> None:
    """Look whether a text can be a JSON schema at all; the engine says more. Raises TextProblem."""
    try:
        parsed = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise TextProblem(Wrong.NOT_JSON, error.lineno) from None
    except (ValueError, RecursionError):
        raise TextProblem(Wrong.NOT_JSON) from None
    if not isinstance(parsed, dict | bool):
        raise TextProblem(Wrong.NO_OBJECT)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line


def _bias(line: str, number: int) -> LogitBias:
    typed, equals, amount = line.rpartition("=")
    text = _plain(typed.removesuffix(" "))
    if not equals:
        raise TextProblem(Wrong.NO_NUMBER, number)
    if not text:
        raise TextProblem(Wrong.NO_TEXT, number)
    if len(text) > LONGEST_BIASED:
        raise TextProblem(Wrong.TOO_LONG, number, LONGEST_BIASED)
    return LogitBias(text, _amount(amount.strip(), number))


def _amount(text: str, line: int) -> float:
    try:
        amount = float(text.replace("−", "-").replace(",", "."))
    except ValueError:
        raise TextProblem(Wrong.NO_NUMBER, line) from None
    if math.isnan(amount):
        raise TextProblem(Wrong.NO_NUMBER, line)
    if abs(amount) > STRONGEST_BIAS and amount != -math.inf:
        raise TextProblem(Wrong.TOO_STRONG, line, int(STRONGEST_BIAS))
    return amount


def _number_text(amount: float) -> str:
    return NEVER if amount == -math.inf else f"{amount:g}"


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: _MEANT[found[0]], text)


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in text)


def _refuse(text: str) -> NoReturn:
    raise ValueError(text)
