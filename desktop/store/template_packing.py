"""The parts of templates that are kept as JSON text. Needs no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, cast

from desktop.core.templates import Body, Example, Field, FieldKind, Value
from desktop.store.packing import parsed, storable

_TEXTS = ("model", "preset", "grammar", "json_schema")


def pack_rest(body: Body) -> str:
    """Write all of a body but its two texts."""
    rest: dict[str, object] = {
        "fields": [asdict(field) for field in body.fields],
        "examples": [asdict(example) for example in body.examples],
    }
    return storable(rest | {name: getattr(body, name) for name in _TEXTS})


def unpack_body(user: str, system: str, rest: str) -> Body:
    """Read what `pack_rest` wrote; of a text that is damaged, what can be read."""
    kept = parsed(rest)
    values = cast("dict[str, Any]", kept) if isinstance(kept, dict) else {}
    texts = {name: str(values.get(name, "")) for name in _TEXTS}
    fields = tuple(found for found in map(_field, _list(values.get("fields"))) if found is not None)
    examples = tuple(found for found in map(_example, _list(values.get("examples"))) if found is not None)
    return Body(user, system, fields, examples, **texts)


def pack_values(values: Mapping[str, Value]) -> str:
    """Write what was filled in."""
    return storable(dict(values)) if values else ""


def unpack_values(text: str) -> dict[str, Value]:
    """Read what `pack_values` wrote; nothing of a text that is damaged."""
    kept = parsed(text)
    if not isinstance(kept, dict):
        return {}
    found = {name: _value(value) for name, value in cast("dict[str, object]", kept).items()}
    return {name: value for name, value in found.items() if value is not None}


def _field(entry: object) -> Field | None:
    if not isinstance(entry, dict):
        return None
    values = cast("dict[str, Any]", entry)
    try:
        kind = FieldKind(values["kind"])
        options = tuple(str(option) for option in _list(values.get("options")))
        limits = (_number(values.get("low")), _number(values.get("high")))
        texts = (str(values.get("label", "")), str(values.get("help", "")))
        required = values.get("required") is not False
        return Field(
            str(values["name"]), kind, *texts, _value(values.get("default")), required, *limits, options
        )
    except (KeyError, ValueError):
        return None


def _example(entry: object) -> Example | None:
    match entry:
        case {"question": str(question), "answer": str(answer)}:
            return Example(question, answer)
        case _:
            return None


def _value(value: Any) -> Value | None:
    if isinstance(value, str | bool | int | float):
        return value
    return tuple(map(str, _list(value))) if isinstance(value, list) else None


def _number(value: object) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _list(value: Any) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []
