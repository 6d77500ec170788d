"""Decodes the values of a JSON file, one after the other, however large; with limits for hostile ones.

The standard library's decoder does the work; what does not lie in the buffer as a whole is taken apart here,
which also lets other threads have their turn.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, cast

from desktop.core.moving_in import FlawKind
from desktop.services.movein.json_text import Fault, JsonText

AT_ONCE = 1 << 20  # characters; a longer buffer is not decoded at once, since nothing else runs meanwhile
LAYERS = 12  # levels that are taken apart here
LARGEST = 64_000_000  # characters of one text, and of a record without the pictures in it
MOST_VALUES = 2_000_000  # objects and lists in a record
LONGEST_PICTURE = 10_000  # characters of a file within the JSON that are kept, to tell what it was
NUMBER = "0123456789.eE+-"  # what it is made of

_PICTURE = re.compile(r"data:[\w./+-]{1,80};base64,|[A-Za-z0-9+/]{4000}")


class JsonValues:
    """Takes values off a text. `open` counts the objects and lists of a record that are being taken apart."""

    def __init__(self, source: JsonText) -> None:
        self._source = source
        self._decoder = json.JSONDecoder(parse_constant=lambda _: None, parse_int=_int)
        self._kept = 0  # characters of the record
        self._values = 0  # objects and lists of the record
        self.open = 0

    def begin(self) -> None:
        """Begin with the next record."""
        self._kept = self._values = self.open = 0

    def whole(self) -> dict[str, Any] | None:
        """Read an object that lies in the buffer; None where it does not."""
        source = self._source
        try:
            value, end = self._decoder.raw_decode(source.text, source.at)
        except (ValueError, RecursionError):
            return None
        source.at = end
        return cast("dict[str, Any]", value)

    def value(self, level: int) -> object:
        """Read a value; of what is not in the buffer as a whole, the levels above are taken apart."""
        source = self._source
        first = source.peek()
        if first in ("{", "[") and level < LAYERS and len(source) > AT_ONCE:
            return self._apart(first, level)
        while True:
            value, end = self._decoded()
            if end >= 0 and (first in '{["' or source.ended or source.text[end : end + 1] not in NUMBER):
                return self._taken(value, end)  # a number at the end of the buffer may go on
            if first in ("{", "[") and level < LAYERS:
                return self._apart(first, level)
            if len(source) > LARGEST:
                raise Fault(FlawKind.TOO_LARGE)
            if not source.more() and end < 0:
                raise Fault(FlawKind.DAMAGED)

    def _decoded(self) -> tuple[object, int]:
        """Decode what stands in the buffer, and give its end; -1 where that is not in the buffer."""
        source = self._source
        self._check(source.text.count, source.at)
        try:
            return self._decoder.raw_decode(source.text, source.at)
        except RecursionError:
            raise Fault(FlawKind.TOO_DEEP) from None
        except ValueError:
            return None, -1

    def _check(self, count: Callable[[str, int], int], at: int) -> None:
        """Refuse what would become enormous in memory, before it does."""
        if len(self._source) > AT_ONCE and count("{", at) + count("[", at) > MOST_VALUES:
            raise Fault(FlawKind.TOO_LARGE)

    def _taken(self, value: object, end: int) -> object:
        source = self._source
        size = end - source.at
        self._values += source.text.count("{", source.at, end) + source.text.count("[", source.at, end)
        source.at = end
        if isinstance(value, str) and size > LONGEST_PICTURE and _PICTURE.match(value):
            value = value[:LONGEST_PICTURE]
            size = len(value)
        self._count(size)
        return value

    def _count(self, size: int) -> None:
        self._kept += size
        if self._kept > LARGEST or self._values > MOST_VALUES:
            raise Fault(FlawKind.TOO_LARGE, past=True)

    def _apart(self, first: str, level: int) -> object:
        self._values += 1
        self.open += 1
        source = self._source
        source.take(first)
        if first == "[":
            made: list[object] = []
            while source.peek() != "]":
                made.append(self.value(level + 1))
                self._next("]")
            source.take("]")
            self.open -= 1
            return made
        values: dict[str, object] = {}
        while (name := self.name()) is not None:
            values[name] = self.value(level + 1)
        self.open -= 1
        return values

    def name(self) -> str | None:
        """Take the name of the next member of an object; None and its end where there is none."""
        source = self._source
        if source.peek() == ",":
            source.take(",")
        if source.peek() == "}":
            source.take("}")
            return None
        if source.peek() != '"':
            raise Fault(FlawKind.DAMAGED)
        name = self.value(LAYERS)
        source.take(":")
        source.peek()
        return cast("str", name)

    def _next(self, end: str) -> None:
        source = self._source
        if source.peek() == ",":
            source.take(",")
        elif source.peek() != end:
            raise Fault(FlawKind.DAMAGED)


def _int(digits: str) -> int | None:
    """Read a whole number; one with thousands of digits, which Python refuses, means nothing here."""
    return int(digits) if len(digits) < 100 else None
