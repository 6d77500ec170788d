"""Texts of a JSON schema in GBNF: literals, lengths, formats."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from desktop.core.errors import SchemaInvalid
from desktop.engine.json_schema_pattern import pattern

MOST_AT_ONCE = 2000  # repetitions; llama.cpp's own limit
CHUNK = 100  # repetitions that are taken together where there are more

TWO_DIGITS_TO_59 = "[0-5] [0-9]"
DAY = "[12] [0-9]"
HOUR = '([01] [0-9] | "2" [0-3])'
DATE = (  # February ends on the 28th, so that every date exists
    '[12] [0-9]{3} "-" ('
    f'("0" [13578] | "1" [02]) "-" ("0" [1-9] | {DAY} | "3" [01])'
    f' | ("0" [469] | "11") "-" ("0" [1-9] | {DAY} | "30")'
    ' | "02-" ("0" [1-9] | "1" [0-9] | "2" [0-8]))'
)
TIME = (
    f'{HOUR} ":" {TWO_DIGITS_TO_59} ":" {TWO_DIGITS_TO_59} ("." [0-9]{{1,6}})?'
    f' ("Z" | [+\\-] {HOUR} ":" {TWO_DIGITS_TO_59})'
)
UUID = '[0-9a-f]{8} "-" [0-9a-f]{4} "-" [0-9a-f]{4} "-" [0-9a-f]{4} "-" [0-9a-f]{12}'
FORMATS = {  # with the lengths that they may have
    "date": (DATE, 10, 10),
    "time": (TIME, 9, 21),
    "date-time": (f'{DATE} "T" {TIME}', 20, 32),
    "uuid": (UUID, 36, 36),
}


def literal(text: str) -> str:
    """Write a text in GBNF."""
    return '"' + "".join(map(_escaped, text)) + '"'


def value(thing: object) -> str:
    """Write a JSON value in GBNF, in its shortest form."""
    return literal(json.dumps(thing, ensure_ascii=_has_surrogates(thing), separators=(",", ":")))


def repeated(symbol: str, low: int, high: int | None) -> str:
    """Write that something comes from `low` to `high` times, of thousands a little less."""
    if low > MOST_AT_ONCE:
        raise SchemaInvalid(f"a minimum of more than {MOST_AT_ONCE}")
    if high is not None and high < low:
        raise SchemaInvalid("a minimum that is above its maximum")
    if high == 0:
        return ""
    if high is None:
        return f"{symbol}{{{low},}}" if low else f"{symbol}*"
    if high <= MOST_AT_ONCE:
        return f"{symbol}{{{low},{high}}}"
    chunks = min((high - low) // CHUNK, MOST_AT_ONCE) - 1
    least = f"{symbol}{{{low}}} " if low else ""
    return f"{least}({symbol}{{{CHUNK}}}){{0,{chunks}}} {symbol}{{0,{CHUNK - 1}}}"


def string(schema: Mapping[str, Any]) -> str:
    """Write what strings a schema allows, with their quotes."""
    low, high = length(schema, "minLength") or 0, length(schema, "maxLength")
    limited = low > 0 or high is not None
    form: object = schema.get("format")
    form = form if isinstance(form, str) and form in FORMATS else ""
    if "pattern" in schema:
        if limited or form:
            raise SchemaInvalid("a pattern together with a length or a format")
        return f'"\\"" {pattern(schema["pattern"])} "\\""'
    if form:
        body, shortest, longest = FORMATS[form]
        if low > shortest or (high is not None and high < longest):
            raise SchemaInvalid(f"a length that the format {form} does not have")
        return f'"\\"" {body} "\\""'
    return f'"\\"" {repeated("char", low, high)} "\\""'


def length(schema: Mapping[str, Any], key: str) -> int | None:
    """Give a number of characters, items or properties; None where there is none."""
    found = schema.get(key)
    if isinstance(found, float) and found.is_integer():
        found = int(found)
    if found is not None and (not isinstance(found, int) or isinstance(found, bool) or found < 0):
        raise SchemaInvalid(f"{key} is not a whole number")
    return found


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    code = ord(character)
    return character if code >= 0x20 and code != 0x7F else f"\\x{code:02X}"


def _has_surrogates(thing: object) -> bool:
    text = json.dumps(thing, ensure_ascii=False)
    return any("\ud800" <= character <= "\udfff" for character in text)
