"""How single columns of recovered rows are checked. Checks raise `Unreadable`."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeAlias

from desktop.core.chat import clean
from desktop.store.file_records import HIGHEST, Unreadable, Value
from desktop.store.packing import unpack_left_out, unpack_sampling

Check: TypeAlias = Callable[[Value], Value]
NEEDED = object()
"""Nothing stands in for this column: without it the row is none."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How a column is checked; a check raises `Unreadable`."""

    check: Check
    instead: object = NEEDED

    def mended(self, value: Value) -> Any:
        """Give the value, or what stands in for it. Raises `Unreadable` where nothing does."""
        try:
            return self.check(value)
        except Unreadable:
            if self.instead is NEEDED:
                raise
            return self.instead


def whole(value: Value) -> Value:
    """Take a whole number that may be an id."""
    if not isinstance(value, int) or not 0 <= value < HIGHEST:
        raise Unreadable
    return value


def number(value: Value) -> Value:
    """Take any number."""
    if not isinstance(value, int | float):
        raise Unreadable
    return value


def flag(value: Value) -> Value:
    """Take 0 or 1."""
    if not isinstance(value, int) or value not in (0, 1):
        raise Unreadable
    return value


def text(value: Value) -> Value:
    """Take a text, made storable."""
    if not isinstance(value, str):
        raise Unreadable
    return clean(value)


def moment(value: Value) -> Value:
    """Take a moment, and write it as it is stored."""
    try:
        if isinstance(value, str) and (found := datetime.fromisoformat(value)).tzinfo is not None:
            return found.astimezone(UTC).isoformat(" ", "microseconds")
    except (ValueError, OverflowError):
        pass
    raise Unreadable


def one_of(*names: str) -> Check:
    """Make a check for some words."""

    def check(value: Value) -> Value:
        if value not in names:
            raise Unreadable
        return value

    return check


def member(kind: type[StrEnum]) -> Check:
    """Make a check for the members of an enumeration."""
    return one_of(*(each.value for each in kind))


def packed(kind: type, empty: bool = False) -> Check:
    """Make a check for JSON of a kind."""

    def check(value: Value) -> Value:
        try:
            if isinstance(value, str) and ((empty and not value) or isinstance(json.loads(value), kind)):
                return clean(value)
        except (ValueError, RecursionError):
            pass
        raise Unreadable

    return check


def sampling(value: Value) -> Value:
    """Take packed parameters."""
    if not isinstance(value, str) or unpack_sampling(value) is None:
        raise Unreadable
    return value


def left_out(value: Value) -> Value:
    """Take a packed stretch of messages."""
    try:
        if isinstance(value, str) and unpack_left_out(value) is not None:
            return value
    except (ValueError, TypeError, RecursionError):
        pass
    raise Unreadable


def none_or(check: Check) -> Rule:
    """Make a rule for a column that may be empty, and is where it is damaged."""
    return Rule(lambda value: None if value is None else check(value), None)


def or_else(check: Check, instead: object) -> Rule:
    """Make a rule for a column with something that stands in for it."""
    return Rule(check, instead)
