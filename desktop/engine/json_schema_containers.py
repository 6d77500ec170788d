"""Objects and arrays of a JSON schema in GBNF."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from desktop.core.errors import SchemaInvalid
from desktop.engine.json_schema_merge import Schema, as_list_or_empty, as_map
from desktop.engine.json_schema_texts import length, literal, repeated, value

MOST_PROPERTIES = 400  # of one object
LONGEST_KEYS = 4000  # characters of properties, where others are allowed besides
COMMA = 'ws "," ws '


class Containers:
    """Writes objects and arrays, with rules for their parts."""

    def __init__(self, visit: Callable[[object], str], add: Callable[[str], str]) -> None:
        self._visit = visit  # gives the rule for a schema
        self._add = add  # makes a rule of a body

    def array(self, schema: Schema) -> str:
        """Write which arrays a schema allows."""
        if schema.get("uniqueItems", False) is not False:
            raise SchemaInvalid("uniqueItems is not supported")
        first, rest = _items(schema)
        low, high = length(schema, "minItems") or 0, length(schema, "maxItems")
        if rest is False:
            high = len(first) if high is None else min(high, len(first))
        if high is not None and high < low:
            raise SchemaInvalid("minItems is above what there may be")
        items = [self._visit(each) for each in first[:high]]
        if high is not None and high <= len(items):
            body = f" {COMMA}".join(items)
        else:
            body = self._items(items, self._visit(rest), low, high)
        if not body:
            return '"[" ws "]"'
        return f'"[" ws ({body} ws)? "]"' if low == 0 and not items else f'"[" ws {body} ws "]"'

    def _items(self, items: list[str], rest: str, low: int, high: int | None) -> str:
        begin = items or [rest]
        more = self._add(COMMA + rest)
        most = None if high is None else high - len(begin)
        return f" {COMMA}".join(begin) + " " + repeated(more, max(0, low - len(begin)), most)

    def object(self, schema: Schema) -> str:
        """Write which objects a schema allows, their properties in the order of the schema.

        Properties that it does not name are written only if it says so, or names none.
        """
        properties = as_map(schema, "properties")
        required = _required(schema)
        others: object = schema.get("additionalProperties", not (properties or required))
        named = {**properties, **{name: others or True for name in required if name not in properties}}
        _check_counts(schema, len(named), set(required), others is not False)
        if schema.get("additionalProperties") is False and len(named) > len(properties):
            raise SchemaInvalid("required names a property that is not allowed")
        pairs = [
            (self._add(f'{value(name)} ws ":" ws {self._visit(each)}'), name in required)
            for name, each in named.items()
        ]
        extra = "" if others is False else self._extra(named, others)
        return self._members(pairs, extra)

    def _extra(self, named: Mapping[str, Any], others: object) -> str:
        """Write a property of another name than these."""
        if sum(map(len, named)) > LONGEST_KEYS:
            raise SchemaInvalid("additionalProperties besides too many properties")
        key = self._other_key(sorted(named))
        return self._add(f'"\\"" {key} ws ":" ws {self._visit(others)}')

    def _other_key(self, names: Sequence[str]) -> str:
        """Write what is left of a key that is none of these, with its closing quote. It has no escapes."""
        branches: dict[str, list[str]] = {}
        for name in names:
            if name:
                branches.setdefault(name[0], []).append(name[1:])
        parts = [] if "" in names else ['"\\""']
        taken = "".join(f"\\U{ord(character):08X}" for character in branches)
        parts.append(f'[^{taken}"\\\\\\x00-\\x1F\\x7F] plain* "\\""')
        for character, rest in branches.items():
            if character not in '"\\' and character >= " ":
                parts.append(f"{literal(character)} {self._other_key(rest)}")
        return self._add(" | ".join(parts))

    def _members(self, pairs: Sequence[tuple[str, bool]], extra: str) -> str:
        """Write properties with commas between those that are there."""
        tail = f" ({COMMA}{extra})*" if extra else ""
        tails = [tail]  # what may follow the last property, the one before it, and so on
        for pair, required in reversed(pairs[1:]):
            item = f"{COMMA}{pair}" if required else f"({COMMA}{pair})?"
            tails.append(" " + self._add(item + tails[-1]))
        heads: list[str] = []
        for (pair, required), rest in zip(pairs, reversed(tails), strict=False):
            heads.append(pair + rest)
            if required:
                return f'"{{" ws ({" | ".join(heads)}) ws "}}"'
        if extra:
            heads.append(extra + tail)
        return f'"{{" ws (({" | ".join(heads)}) ws)? "}}"' if heads else '"{" ws "}"'


def _items(schema: Schema) -> tuple[list[Any], object]:
    """Give the schemas of the first items, and of those that follow; False where none may follow."""
    items: object = schema.get("items", True)
    if isinstance(items, list):  # up to draft 2019-09
        return as_list_or_empty(schema, "items"), schema.get("additionalItems", False)
    first = as_list_or_empty(schema, "prefixItems")
    return first, schema.get("items", not first)


def _required(schema: Schema) -> list[str]:
    required = as_list_or_empty(schema, "required")
    if not all(isinstance(name, str) for name in required):
        raise SchemaInvalid("required is no list of names")
    return required


def _check_counts(schema: Schema, named: int, required: set[str], more: bool) -> None:
    if named > MOST_PROPERTIES:
        raise SchemaInvalid(f"an object with more than {MOST_PROPERTIES} properties")
    if (length(schema, "minProperties") or 0) > len(required):
        raise SchemaInvalid("minProperties is not supported")
    most = length(schema, "maxProperties")
    if most is not None and (more or most < named):
        raise SchemaInvalid("maxProperties is not supported")
