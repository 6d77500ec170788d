"""Looks whether an answer can be held to a JSON schema or a grammar, before one is asked for."""

from __future__ import annotations

from desktop.core.errors import GrammarInvalid, SchemaInvalid
from desktop.engine import gbnf
from desktop.engine.json_schema import convert


def form_problem(json_schema: str, grammar: str) -> GrammarInvalid | SchemaInvalid | None:
    """Tell what is wrong with a form. A schema comes before a grammar."""
    try:
        if json_schema.strip():
            convert(json_schema)
        elif grammar.strip():
            gbnf.check(grammar)
    except (GrammarInvalid, SchemaInvalid) as error:
        return error
    return None
