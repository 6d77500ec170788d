"""Fields of templates as plain JSON values, and back."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, cast

from desktop.core.chat import clean
from desktop.core.files import on_another_machine
from desktop.core.template_text import LONGEST_FIELD_NAME, VARIABLES
from desktop.core.template_values import LARGEST
from desktop.core.templates import Field, FieldKind, Value

MOST_OPTIONS, LONGEST_LINE = 200, 2_000  # characters
_NOT_IN_NAMES = frozenset("{}#/:=!\r\n")


def field_record(field: Field) -> dict[str, Any]:
    """Write a field; what says nothing is left out."""
    default = list(field.default) if isinstance(field.default, tuple) else field.default
    record = {
        "name": field.name,
        "kind": field.kind.value,
        "label": field.label,
        "help": field.help,
        "default": default,
        "low": field.low,
        "high": field.high,
        "options": list(field.options),
    }
    shown: dict[str, Any] = {
        name: value for name, value in record.items() if value not in ("", None) and value != []
    }
    if field.default is not None:  # "" and no choices at all are defaults, too
        shown["default"] = default
    return shown if field.required else shown | {"required": False}


def read_field(entry: object) -> Field | str:
    """Read a field; of what is none, give the name as far as it has one."""
    if not isinstance(entry, dict):
        return ""
    values = cast("dict[str, Any]", entry)
    name = values.get("name")
    if not isinstance(name, str) or not _can_be_named(name):
        return name if isinstance(name, str) else ""
    try:
        kind = FieldKind(str(values.get("kind", FieldKind.TEXT)).casefold())
    except ValueError:
        return name
    return Field(
        unicodedata.normalize("NFC", clean(name).strip()),
        kind,
        _line(values, "label"),
        _line(values, "help"),
        _default(values.get("default"), kind),
        values.get("required") is not False,
        _number(values.get("low")),
        _number(values.get("high")),
        _texts(values.get("options")),
    )


def _can_be_named(name: str) -> bool:
    if name.strip() in VARIABLES:
        return False
    return bool(name.strip()) and len(name) <= LONGEST_FIELD_NAME and not _NOT_IN_NAMES.intersection(name)


def _line(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    return clean(value)[:LONGEST_LINE] if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        return ()
    items = cast("list[object]", value)[:MOST_OPTIONS]
    return tuple(
        clean(_written(item))[:LONGEST_LINE] for item in items if isinstance(item, str | int | float)
    )


def _written(item: object) -> str:
    return str(item).lower() if isinstance(item, bool) else str(item)


def _default(value: object, kind: FieldKind) -> Value | None:
    """Read a default; a number or date that YAML took for something else becomes what the field needs."""
    if isinstance(value, list):
        return _texts(cast("object", value))
    if isinstance(value, str):
        kept = clean(value)
        return None if kind is FieldKind.FILE and on_another_machine(kept) else kept
    if isinstance(value, bool):
        return value if kind is FieldKind.YES_NO else _written(value)
    if isinstance(value, int | float):
        return _number(value) if kind is FieldKind.NUMBER else _written(value)
    return None


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < LARGEST:
        return None
    return value
