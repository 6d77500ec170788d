"""Numbers of a JSON schema in GBNF: which digits make a number that lies between two others."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from desktop.core.errors import SchemaInvalid

MOST_DIGITS = 16  # of numbers without a limit
MORE_PLACES = 3  # next to a limit, than the limit has
LONGEST = 40  # digits of a limit
FRACTION = f'("." [0-9]{{1,{MOST_DIGITS}}})?'


@dataclass(frozen=True, slots=True)
class Limit:
    """An end of a range."""

    value: Decimal
    excluded: bool

    def mirrored(self) -> Limit:
        """Give the same limit of the negated numbers."""
        return Limit(-self.value, self.excluded)


ZERO = Limit(Decimal(0), False)


def integer(schema: Mapping[str, Any]) -> str:
    """Write which whole numbers a schema allows."""
    if schema.get("multipleOf", 1) != 1:
        raise SchemaInvalid("multipleOf is not supported")
    low, high = _limits(schema)
    if low is None and high is None:
        return "integer"
    first = None if low is None else math.floor(low.value) + 1 if low.excluded else math.ceil(low.value)
    last = None if high is None else math.ceil(high.value) - 1 if high.excluded else math.floor(high.value)
    parts: list[str] = []
    if first is None or first < 0:
        nearest = 1 if last is None else max(1, -last)
        parts += [_negative(each) for each in _at(_whole(nearest, None if first is None else -first))]
    if last is None or last >= 0:
        parts += _at(_whole(max(0, first or 0), last))
    return _one_of(parts)


def number(schema: Mapping[str, Any]) -> str:
    """Write which numbers a schema allows."""
    if "multipleOf" in schema:
        raise SchemaInvalid("multipleOf is not supported")
    low, high = _limits(schema)
    if low is None and high is None:
        return "number"
    parts: list[str] = []
    if low is None or low.value < 0:
        nearest = ZERO if high is None or high.value > 0 else high.mirrored()
        parts += map(_negative, _decimal(nearest, None if low is None else low.mirrored()))
    if high is None or high.value >= 0:
        parts += _decimal(ZERO if low is None or low.value < 0 else low, high)
    return _one_of(parts)


def _limits(schema: Mapping[str, Any]) -> tuple[Limit | None, Limit | None]:
    lows = [_limit(schema, "minimum", "exclusiveMinimum"), _limit(schema, "exclusiveMinimum", "")]
    highs = [_limit(schema, "maximum", "exclusiveMaximum"), _limit(schema, "exclusiveMaximum", "")]
    low = max((each for each in lows if each), key=lambda each: (each.value, each.excluded), default=None)
    high = min(
        (each for each in highs if each), key=lambda each: (each.value, not each.excluded), default=None
    )
    return low, high


def _limit(schema: Mapping[str, Any], key: str, exclusion: str) -> Limit | None:
    """Read a limit. Up to draft 4 of JSON Schema what excludes it was a truth value beside it."""
    found = schema.get(key)
    if found is None or (isinstance(found, bool) and not exclusion):
        return None
    if isinstance(found, bool) or not isinstance(found, int | float) or not math.isfinite(found):
        raise SchemaInvalid(f"{key} is not a number")
    value = Decimal(repr(found))
    if len(f"{value:f}") > LONGEST:
        raise SchemaInvalid(f"{key} has too many digits")
    return Limit(value, not exclusion or schema.get(exclusion) is True)


def _negative(expression: str) -> str:
    return f'"-" ({expression})'


def _at(expression: str) -> list[str]:
    return [expression] if expression else []


def _one_of(parts: list[str]) -> str:
    if not parts:
        raise SchemaInvalid("no number lies between its limits")
    return " | ".join(parts)


def _decimal(low: Limit, high: Limit | None) -> Iterator[str]:
    """Write the decimals from a limit that is not negative up to another one.

    Next to a limit they have no more than a few places more than the limits.
    """
    places = max(_places(each) for each in (low, high or low))
    unit = 10**places
    first = int(low.value * unit) + low.excluded
    last = None if high is None else int(high.value * unit) - high.excluded
    if last is not None and last < first:
        return
    begin = -(-first // unit)  # the first whole number
    end = None if last is None else last // unit  # the last one
    if first % unit:
        within = last is not None and end is not None and end < begin
        top = last % unit if within and last is not None else unit - 1
        yield f'"{first // unit}" "." {_places_between(first % unit, top, places)}'
    yield from _at(_with_fraction(begin, None if end is None else end - 1))
    if last is not None and last // unit >= begin:
        yield f'"{last // unit}" ("." {_places_between(0, last % unit, places)})?'


def _with_fraction(first: int, last: int | None) -> str:
    whole = _whole(first, last)
    return f"({whole}) {FRACTION}" if whole else ""


def _places(limit: Limit) -> int:
    exponent = limit.value.normalize().as_tuple().exponent
    return MORE_PLACES + (max(0, -exponent) if isinstance(exponent, int) else 0)


def _places_between(low: int, high: int, places: int) -> str:
    return _between(str(low).zfill(places), str(high).zfill(places), shorter=True)


def _whole(first: int, last: int | None) -> str:
    """Write the whole numbers, from 0 up, from the first to the last one; "" for none."""
    if last is not None and last < first:
        return ""
    digits = len(str(first))
    if last is None:
        rest = f"[1-9] [0-9]{{{digits},{max(MOST_DIGITS, digits + 1)}}}"
        return f"{_between(str(first), '9' * digits)} | {rest}"
    parts: list[str] = []
    while first <= last:
        top = min(last, 10 ** len(str(first)) - 1)
        parts.append(_between(str(first), str(top)))
        first = top + 1
    return " | ".join(parts)


def _between(low: str, high: str, shorter: bool = False) -> str:
    """Write the digits from one text of digits to another of the same length.

    With `shorter`, zeros at the end may be left out, as of decimal places.
    """
    rest = len(low) - 1
    if not low.strip("0") and not high.strip("9"):
        return f"[0-9]{{{1 if shorter else rest + 1},{rest + 1}}}"
    if rest == 0:
        return f"[{low}-{high}]"
    parts: list[str] = []
    if low[0] == high[0]:
        parts.append(_then(low[0], low[1:], high[1:], shorter))
    else:
        parts.append(_then(low[0], low[1:], "9" * rest, shorter))
        if int(high[0]) - int(low[0]) > 1:
            parts.append(f"[{int(low[0]) + 1}-{int(high[0]) - 1}] [0-9]{{{0 if shorter else rest},{rest}}}")
        parts.append(_then(high[0], "0" * rest, high[1:], shorter))
    return "(" + " | ".join(parts) + ")"


def _then(digit: str, low: str, high: str, shorter: bool) -> str:
    rest = _between(low, high, shorter)
    return f'"{digit}" ({rest})?' if shorter and not low.strip("0") else f'"{digit}" {rest}'
