"""One schema of several: what `$ref` and `allOf` say together."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeAlias, cast

from desktop.core.errors import SchemaInvalid

Schema: TypeAlias = Mapping[str, Any]

DEEPEST = 30  # references and allOf within each other
MOST_STEPS = 20_000  # schemas that are looked at
MOST_ALTERNATIVES = 64  # that are made of two times several
REMARKS = frozenset(
    [
        "title",
        "description",
        "default",
        "examples",
        "example",
        "deprecated",
        "readOnly",
        "writeOnly",
        "$comment",
        "$schema",
        "$id",
        "id",
        "$anchor",
        "$defs",
        "definitions",
        "$vocabulary",
        "contentMediaType",
        "contentEncoding",
        "nullable",
        "discriminator",
        "xml",
        "externalDocs",
    ]
)
TAKEN_APART = frozenset(("$ref", "allOf", "oneOf", "const"))
HIGHEST_COUNTS = frozenset(("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"))
LOWEST_COUNTS = frozenset(("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"))


def as_schema(found: object) -> Schema:
    """Give a schema as an object; `true` allows everything. Raises SchemaInvalid."""
    if found is True:
        return {}
    if found is False:
        raise SchemaInvalid("a part of it allows nothing (false)")
    if not isinstance(found, dict):
        raise SchemaInvalid("a part of it is no schema")
    return cast(Schema, found)


def as_list(schema: Schema, key: str) -> list[Any]:
    """Give what must be a list that is not empty. Raises SchemaInvalid."""
    found = schema[key]
    if not isinstance(found, list) or not found:
        raise SchemaInvalid(f"{key} is no list, or an empty one")
    return cast(list[Any], found)


def as_map(schema: Schema, key: str) -> dict[str, Any]:
    """Give what must be an object, {} where there is none. Raises SchemaInvalid."""
    found = schema.get(key, {})
    if not isinstance(found, dict):
        raise SchemaInvalid(f"{key} is no object")
    return cast(dict[str, Any], found)


def types(schema: Schema) -> list[str]:
    """Give the types of a schema; [] where it names none."""
    found: object = schema.get("type", [])
    names = cast(list[Any], found) if isinstance(found, list) else [found]
    kept = [name for name in names if isinstance(name, str)]
    if len(kept) != len(names) or ("type" in schema and not names):
        raise SchemaInvalid("a type that is none")
    return kept


class Merger:
    """Resolves references within one document, and merges what belongs together."""

    def __init__(self, document: object) -> None:
        self._document = document
        self._steps = 0

    def resolve(self, reference: object) -> object:
        """Follow a reference within the document. Raises SchemaInvalid."""
        if not isinstance(reference, str) or not reference.startswith("#"):
            raise SchemaInvalid("a $ref that leads out of the schema")
        found = self._document
        for part in reference[1:].split("/")[1:]:
            name = part.replace("~1", "/").replace("~0", "~")
            found = _step(found, name, reference)
        return found

    def flat(self, found: object, depth: int = 0) -> dict[str, Any]:
        """Give a schema without `$ref` and `allOf`, and with `anyOf` for `oneOf`. Raises SchemaInvalid."""
        self._steps += 1
        if depth > DEEPEST or self._steps > MOST_STEPS:
            raise SchemaInvalid("its references lead in circles, or it is too large")
        schema = as_schema(found)
        merged: dict[str, Any] = {}
        if "$ref" in schema:
            merged = self._merge(merged, self.flat(self.resolve(schema["$ref"]), depth + 1))
        for part in as_list(schema, "allOf") if "allOf" in schema else []:
            merged = self._merge(merged, self.flat(part, depth + 1))
        own = {k: v for k, v in schema.items() if k not in REMARKS and k not in TAKEN_APART}
        if "const" in schema:
            merged = self._merge(merged, {"enum": [schema["const"]]})
        merged = self._merge(merged, own)
        if "oneOf" in schema:
            merged = self._merge(merged, {"anyOf": as_list(schema, "oneOf")})
        return merged

    def _merge(self, one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
        if not one or not other:
            return one or other
        merged = {**one, **{key: value for key, value in other.items() if key not in one}}
        for key in one.keys() & other.keys():
            if one[key] != other[key]:
                merged[key] = _both(key, one, other)
        merged["properties"] = _properties(one, other)
        if not merged["properties"]:
            del merged["properties"]
        return merged


def _step(found: object, name: str, reference: str) -> object:
    if isinstance(found, dict):
        members = cast(dict[str, object], found)
        if name in members:
            return members[name]
    if isinstance(found, list) and name.isascii() and name.isdigit():
        items = cast(list[object], found)
        if int(name[:9]) < len(items):
            return items[int(name[:9])]
    raise SchemaInvalid(f"$ref {reference[:80]} leads nowhere")


def _properties(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Put properties together; those that one side does not allow are left out."""
    first, second = as_map(one, "properties"), as_map(other, "properties")
    merged = {**first, **second}
    for name in first.keys() & second.keys():
        if first[name] != second[name]:
            merged[name] = {"allOf": [first[name], second[name]]}
    for side, known in ((one, first), (other, second)):
        if side.get("additionalProperties") is False:
            merged = {name: schema for name, schema in merged.items() if name in known}
    return merged


def _both(key: str, one: dict[str, Any], other: dict[str, Any]) -> Any:
    """Give the value of a key that both sides have, and not the same."""
    if key in HIGHEST_COUNTS | LOWEST_COUNTS:
        return _count(key, one[key], other[key])
    match key:
        case "properties":
            return {}  # see _properties
        case "required":
            return list(dict.fromkeys([*as_list_or_empty(one, key), *as_list_or_empty(other, key)]))
        case "type":
            return _types(one, other)
        case "enum":
            kept = {canonical(value) for value in as_list(other, key)}
            return [value for value in as_list(one, key) if canonical(value) in kept]
        case "anyOf":
            return _pairs(as_list(one, key), as_list(other, key))
        case "additionalProperties" | "items":
            return False if False in (one[key], other[key]) else {"allOf": [one[key], other[key]]}
        case _:
            raise SchemaInvalid(f"allOf with two different values of {key[:40]}")


def as_list_or_empty(schema: Schema, key: str) -> list[Any]:
    """Give what must be a list. Raises SchemaInvalid."""
    return as_list(schema, key) if schema.get(key) else []


def canonical(value: object) -> str:
    """Write a JSON value so that equal ones are written alike."""
    return json.dumps(value, sort_keys=True)


def _count(key: str, one: Any, other: Any) -> Any:
    if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in (one, other)):
        raise SchemaInvalid(f"{key} is not a number")
    return max(one, other) if key in HIGHEST_COUNTS else min(one, other)


def _types(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    first, second = types(one), types(other)
    both = [name for name in first if name in second]
    whole = ("number" in first and "integer" in second) or ("integer" in first and "number" in second)
    if whole and "integer" not in both and "number" not in both:
        both.append("integer")
    if not both:
        raise SchemaInvalid("allOf with types that exclude each other")
    return both


def _pairs(one: list[Any], other: list[Any]) -> list[Any]:
    if len(one) * len(other) > MOST_ALTERNATIVES:
        raise SchemaInvalid("too many alternatives together")
    return [{"allOf": [first, second]} for first in one for second in other]
