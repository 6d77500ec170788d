"""Checks what is filled into a template's fields, and the fields' own declarations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.core.templates import Field, FieldKind, Value

LARGEST = 1e300  # number; a whole one beyond it has no place in a float


class WrongKind(StrEnum):
    """Why a value, or a default, cannot be used."""

    MISSING = "missing"
    NOT_A_NUMBER = "not a number"
    TOO_LOW = "too low"
    TOO_HIGH = "too high"
    NOT_OFFERED = "not offered"  # no option of the choice
    NOT_A_DATE = "not a date"
    NOT_TEXT = "not text"
    NO_OPTIONS = "no options"  # of the declaration: a choice without any
    LIMITS_CROSSED = "limits crossed"  # of the declaration: the lowest is above the highest


@dataclass(frozen=True, slots=True)
class Wrong:
    """A field and what is wrong with its value."""

    field: Field
    kind: WrongKind


def check_values(fields: Sequence[Field], values: Mapping[str, Value]) -> tuple[Wrong, ...]:
    """Find everything that keeps a template from being used. Values of other names do not matter."""
    found = ((field, _wrong(field, values.get(field.name))) for field in fields)
    return tuple(Wrong(field, kind) for field, kind in found if kind is not None)


def check_fields(fields: Sequence[Field]) -> tuple[Wrong, ...]:
    """Find what is wrong with the declarations: limits, options, defaults."""
    return tuple(wrong for field in fields for wrong in _declared(field))


def first_values(fields: Sequence[Field], last: Mapping[str, Value]) -> dict[str, Value]:
    """Give what a form begins with: what was filled in last where it still may be, else the defaults."""
    values: dict[str, Value] = {}
    for field in fields:
        for value in (last.get(field.name), field.default):
            if value is not None and _wrong(field, value) is None:
                values[field.name] = value
                break
        else:
            if field.kind is FieldKind.YES_NO:
                values[field.name] = False
    return values


def is_empty(value: Value | None) -> bool:
    """Tell whether nothing is filled in. No is an answer, so is zero."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or value == ()


def _declared(field: Field) -> Iterator[Wrong]:
    if field.kind in (FieldKind.CHOICE, FieldKind.CHOICES) and not field.options:
        yield Wrong(field, WrongKind.NO_OPTIONS)
    elif field.low is not None and field.high is not None and field.low > field.high:
        yield Wrong(field, WrongKind.LIMITS_CROSSED)
    elif field.default is not None and not is_empty(field.default):
        kind = _wrong(field, field.default)
        if kind is not None:
            yield Wrong(field, kind)


def _wrong(field: Field, value: Value | None) -> WrongKind | None:
    if value is None or is_empty(value):
        return WrongKind.MISSING if field.required and field.kind is not FieldKind.YES_NO else None
    match field.kind:
        case FieldKind.NUMBER:
            return _wrong_number(field, value)
        case FieldKind.CHOICE:
            return None if value in field.options else WrongKind.NOT_OFFERED
        case FieldKind.CHOICES:
            offered = isinstance(value, tuple) and set(value) <= set(field.options)
            return None if offered else WrongKind.NOT_OFFERED
        case FieldKind.DATE:
            return None if isinstance(value, str) and _is_date(value) else WrongKind.NOT_A_DATE
        case FieldKind.YES_NO:
            return None if isinstance(value, bool) else WrongKind.NOT_OFFERED
        case FieldKind.TEXT | FieldKind.LONG | FieldKind.FILE:
            return None if isinstance(value, str) else WrongKind.NOT_TEXT


def _wrong_number(field: Field, value: Value) -> WrongKind | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < LARGEST:
        return WrongKind.NOT_A_NUMBER
    if field.low is not None and value < field.low:
        return WrongKind.TOO_LOW
    return WrongKind.TOO_HIGH if field.high is not None and value > field.high else None


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
