"""The rules of a grammar for what a JSON schema allows: one for each part of the schema."""

from __future__ import annotations

from collections.abc import Callable

from desktop.core.errors import SchemaInvalid
from desktop.engine import json_schema_numbers as numbers, json_schema_texts as texts
from desktop.engine.json_schema_containers import Containers
from desktop.engine.json_schema_merge import REMARKS, Merger, Schema, as_list, as_schema, canonical, types

DEEPEST = 60  # parts within each other
MOST_RULES = 5000
MOST_CHARACTERS = 3_000_000  # of schemas that are compared with those before

BASICS = {  # blanks are limited, or a model may write nothing else
    "ws": r'(" " | "\n" [ \t]{0,20})?',
    "char": r'[^"\\\x00-\x1F\x7F] | "\\" (["\\bfnrt/] | "u" (([0-9abcefABCEF] hex | [dD] [0-7]) hex{2}))',
    "plain": r'[^"\\\x00-\x1F\x7F]',
    "hex": "[0-9a-fA-F]",
    "string": r'"\"" char* "\""',
    "integer": '"-"? ("0" | [1-9] [0-9]{0,15})',
    "number": 'integer ("." [0-9]{1,16})? ([eE] [-+]? [0-9]{1,2})?',
    "value": 'object | array | string | number | "true" | "false" | "null"',
    "object": r'"{" ws (string ws ":" ws value more-members* ws)? "}"',
    "more-members": r'ws "," ws string ws ":" ws value',
    "array": '"[" ws (value more-values* ws)? "]"',
    "more-values": 'ws "," ws value',
}
UNSUPPORTED = frozenset(
    [
        "not",
        "if",
        "then",
        "else",
        "dependentRequired",
        "dependentSchemas",
        "dependencies",
        "patternProperties",
        "propertyNames",
        "contains",
        "minContains",
        "maxContains",
        "$dynamicRef",
        "$recursiveRef",
    ]
)
HINTS = {  # which type a schema that names none is about
    "object": frozenset(("properties", "required", "additionalProperties")),
    "array": frozenset(("items", "prefixItems", "minItems", "maxItems")),
    "string": frozenset(("minLength", "maxLength", "pattern", "format")),
    "number": frozenset(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")),
}


class Builder:
    """Makes the grammar of one schema."""

    def __init__(self, document: object) -> None:
        self._document = document
        self._merger = Merger(document)
        self._rules: dict[str, str] = {}
        self._names: dict[str, str] = {}  # of schemas, by their JSON
        self._depth = 0
        self._characters = 0
        containers = Containers(self.visit, self._add)
        self._kinds: dict[str, Callable[[Schema], str]] = {
            "object": containers.object,
            "array": containers.array,
            "string": texts.string,
            "integer": numbers.integer,
            "number": numbers.number,
            "boolean": lambda _: '"true" | "false"',
            "null": lambda _: '"null"',
        }

    def build(self) -> str:
        """Write the grammar. Raises SchemaInvalid."""
        root = self.visit(self._document)
        rules = {"root": root, **BASICS, **self._rules}
        return "".join(f"{name} ::= {body}\n" for name, body in rules.items())

    def visit(self, found: object) -> str:
        """Give the rule for a schema, and make it if it is new."""
        schema = as_schema(found)
        told = {key: value for key, value in schema.items() if key not in REMARKS}
        if not told:
            return "value"
        key = self._key(told, schema)
        if key not in self._names:
            self._names[key] = name = f"r{len(self._names)}"
            if self._depth == DEEPEST or len(self._names) > MOST_RULES:
                raise SchemaInvalid("it is nested too deeply, or too large")
            self._depth += 1
            self._rules[name] = self._body(told) + (' | "null"' if schema.get("nullable") is True else "")
            self._depth -= 1
        return self._names[key]

    def _key(self, told: Schema, schema: Schema) -> str:
        key = canonical(told) + str(schema.get("nullable") is True)
        self._characters += len(key)
        if self._characters > MOST_CHARACTERS:
            raise SchemaInvalid("it is too large")
        return key

    def _body(self, told: Schema) -> str:
        if len(told) == 1 and "$ref" in told:
            return self.visit(self._merger.resolve(told["$ref"]))
        schema = self._merger.flat(told)
        for key in schema:
            if key in UNSUPPORTED:
                raise SchemaInvalid(f"{key} is not supported")
        if "enum" in schema:
            return _values(schema)
        if "anyOf" in schema:
            return self._alternatives(schema)
        return self._by_type(schema)

    def _alternatives(self, schema: Schema) -> str:
        base = {key: value for key, value in schema.items() if key != "anyOf"}
        parts = [{"allOf": [base, each]} if base else each for each in as_list(schema, "anyOf")]
        return " | ".join(dict.fromkeys(map(self.visit, parts)))

    def _by_type(self, schema: Schema) -> str:
        kinds = types(schema) or [kind for kind, hints in HINTS.items() if hints & schema.keys()]
        if not kinds:
            return "value"
        for kind in kinds:
            if kind not in self._kinds:
                raise SchemaInvalid(f"there is no type {kind[:40]}")
        bodies = [self._kinds[kind](schema) for kind in dict.fromkeys(kinds)]
        return bodies[0] if len(bodies) == 1 else " | ".join(bodies)

    def _add(self, body: str) -> str:
        """Make a rule that no schema stands for."""
        name = f"s{len(self._rules)}"
        self._rules[name] = body
        return name


def _values(schema: Schema) -> str:
    """Write the values of an enumeration that have one of its types."""
    kinds = types(schema)
    found = [each for each in as_list(schema, "enum") if not kinds or any(_is(each, kind) for kind in kinds)]
    if not found:
        raise SchemaInvalid("an enum without a value of its type")
    return " | ".join(map(texts.value, found))


def _is(thing: object, kind: str) -> bool:
    if isinstance(thing, bool):
        return kind == "boolean"
    if isinstance(thing, float):
        return kind == "number" or (kind == "integer" and thing.is_integer())
    of_kind = {
        "null": type(None),
        "string": str,
        "integer": int,
        "number": int,
        "array": list,
        "object": dict,
    }
    return isinstance(thing, of_kind.get(kind, ()))
