"""Takes values of JSON apart that may be anything: what has another type is as if it were not there."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from desktop.core.archive_reading import EARLIEST, LATEST

MILLISECONDS, MICROSECONDS = 100_000_000_000, 100_000_000_000_000  # larger numbers of time count in these
UNKNOWN = datetime(2000, 1, 1, tzinfo=UTC)  # of chats that say nothing about time

_THINKING = re.compile(r"\s*<(think|thinking|reasoning)>(.*?)(?:</\1>|\Z)\s*", re.DOTALL)


def obj(value: object) -> dict[str, Any]:
    """Give an object; an empty one for anything else."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def array(value: object) -> list[Any]:
    """Give a list; an empty one for anything else."""
    return cast("list[Any]", value) if isinstance(value, list) else []


def objects(values: Iterable[object]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give what of a list is an object, with its place."""
    for place, value in enumerate(values):
        if isinstance(value, dict):
            yield place, cast("dict[str, Any]", value)


def text(value: object) -> str:
    """Give a text; "" for anything else."""
    return value if isinstance(value, str) else ""


def key(value: object) -> str | None:
    """Give what names something: a text, or a whole number."""
    if isinstance(value, str):
        return value or None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def moment(value: object) -> datetime | None:
    """Understand a time: seconds, milliseconds or microseconds since 1970, or as ISO 8601 writes it."""
    try:
        match value:
            case bool():
                return None
            case int() | float():
                unit = 1_000_000 if value > MICROSECONDS else 1_000 if value > MILLISECONDS else 1
                at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(
                    microseconds=round(value * (1_000_000 // unit))
                )
            case str():
                at = datetime.fromisoformat(value)
                at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
            case _:
                return None
    except (ValueError, OverflowError):  # NaN, infinity, the year 30000
        return None
    return at if EARLIEST <= at < LATEST else None


def stamp(created: datetime | None, origin: str) -> datetime:
    """Make the moment a chat was begun its own, so that it is known again in a later export.

    Most programs tell it in seconds or milliseconds. The digits behind, which nobody sees, are made from
    the chat's number in that program.
    """
    created = created or UNKNOWN
    mark = int.from_bytes(hashlib.sha256(origin.encode("utf-8", "replace")).digest()[:6])
    if created.microsecond == 0:
        return created + timedelta(microseconds=mark % 1_000_000)
    if created.microsecond % 1_000 == 0:
        return created + timedelta(microseconds=mark % 1_000)
    return created


def apart(words: str) -> tuple[str, str]:
    """Give what an answer's text holds of thinking at its beginning, and the answer."""
    found = _THINKING.match(words)
    if found is None:
        return "", words
    return found[2].strip(), words[found.end() :]


def whole_number(value: object) -> int | None:
    """Give a count, as an answer's record has it."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1 << 31:
        return None
    return int(value)


def number(value: object) -> float | None:
    """Give a measured number, as an answer's record has it."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e9:
        return None
    return float(value)
