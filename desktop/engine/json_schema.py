"""Makes a GBNF grammar of a JSON schema, so that every answer is JSON that the schema allows.

The grammar may allow less than the schema does, never more, but for two things: `oneOf` is taken as
`anyOf`, and formats other than dates, times and UUIDs are taken as remarks. What would be ignored
otherwise is refused.
"""

from __future__ import annotations

import json
from typing import NoReturn

from desktop.core.errors import GrammarInvalid, SchemaInvalid
from desktop.core.sampling import Sampling
from desktop.engine import gbnf
from desktop.engine.gbnf import Checked
from desktop.engine.json_schema_rules import Builder

LONGEST = 100_000  # characters


def grammar_of(sampling: Sampling) -> Checked | None:
    """Give the grammar that an answer must follow, if any. Raises SchemaInvalid and GrammarInvalid."""
    if sampling.json_schema.strip():
        return convert(sampling.json_schema)
    return gbnf.check(sampling.grammar) if sampling.grammar.strip() else None


def convert(text: str) -> Checked:
    """Make a grammar of the JSON text of a schema. Raises SchemaInvalid."""
    if len(text) > LONGEST:
        raise SchemaInvalid(f"it has more than {LONGEST} characters")
    try:
        grammar = Builder(_parsed(text)).build()
    except RecursionError:
        raise SchemaInvalid("it is nested too deeply") from None
    try:
        return gbnf.check(grammar)
    except GrammarInvalid as error:
        raise SchemaInvalid(f"no grammar can be made of it ({error.detail})") from None


def _parsed(text: str) -> object:
    try:
        return json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise SchemaInvalid(f"it is not JSON: {error.msg} (line {error.lineno})") from None
    except ValueError:
        raise SchemaInvalid("it holds a number that is none, or too long") from None


def _refuse(text: str) -> NoReturn:
    raise ValueError(text)
