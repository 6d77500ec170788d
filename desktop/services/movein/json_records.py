"""JSON of any size, a record at a time: of a file only what is being read is in memory.

A record is an element of the list that the file holds, or one of several values that stand in a row. The
standard library's decoder does the work; what does not lie in the buffer as a whole is taken apart here,
which also lets other threads have their turn.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from desktop.core.moving_in import FlawKind
from desktop.services.movein.json_text import Fault, JsonText

AT_ONCE = 1 << 20  # characters; a longer buffer is not decoded at once, since nothing else runs meanwhile
LAYERS = 12  # levels that are taken apart here
LARGEST = 64_000_000  # characters of one text, and of a record without the pictures in it
MOST_VALUES = 2_000_000  # objects and lists in a record
LONGEST_PICTURE = 10_000  # characters of a file within the JSON that are kept, to tell what it was
LISTED = ("chats", "conversations")  # members of an object around the records

_PICTURE = re.compile(r"data:[\w./+-]{1,80};base64,|[A-Za-z0-9+/]{4000}")


@dataclass(frozen=True, slots=True)
class Record:
    """A value, and what stood before the list that it is in."""

    number: int
    value: object
    head: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bad:
    """A record that cannot be read."""

    number: int
    kind: FlawKind


class JsonRecords:
    """Reads one file. `read` gives bytes, up to so many; b"" at the end."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._source = JsonText(read)
        self._decoder = json.JSONDecoder(parse_constant=lambda _: None, parse_int=_int)
        self._number = 0
        self._kept = 0  # characters of the record
        self._values = 0  # objects and lists of the record
        self._open = 0  # objects and lists of the record that are being taken apart
        self._over = False  # nothing more can be read

    @property
    def damaged(self) -> bool:
        """Whether some bytes were no text, so far."""
        return self._source.damaged

    def items(self) -> Iterator[Record | Bad]:
        """Give the records in their order.

        Behind a fault of the JSON itself, reading goes on with the next line that begins an object: many
        files have a record a line. Where none does, nothing more is given.
        """
        while not self._over and (first := self._source.peek()):
            try:
                if first == "[":
                    yield from self._elements({})
                elif first == "{":
                    yield from self._object()
                else:
                    raise Fault(FlawKind.DAMAGED)
            except Fault as fault:
                self._number += 1
                yield Bad(self._number, fault.kind)
                self._skipped(fault)

    def _object(self) -> Iterator[Record | Bad]:
        """Read an object: it is a record, or the records are in it."""
        values = self._whole() if len(self._source) <= AT_ONCE else None
        if values is not None:
            yield from self._unpacked(values)
            return
        self._begin()
        self._source.take("{")
        head: dict[str, Any] = {}
        listed = False
        while (name := self._name()) is not None:
            if name in LISTED and self._source.peek() == "[":
                listed = True
                yield from self._elements(head)
                if self._over:
                    return
            else:
                self._open = 1
                head[name] = self._value(1)
        if not listed:
            self._number += 1
            yield Record(self._number, head, {})

    def _unpacked(self, values: dict[str, Any]) -> Iterator[Record]:
        name = next((name for name in LISTED if isinstance(values.get(name), list)), None)
        inner = [values] if name is None else cast("list[object]", values.pop(name))
        for value in inner:
            self._number += 1
            yield Record(self._number, value, {} if name is None else values)

    def _whole(self) -> dict[str, Any] | None:
        """Read an object that lies in the buffer; None where it does not."""
        source = self._source
        try:
            value, end = self._decoder.raw_decode(source.text, source.at)
        except (ValueError, RecursionError):
            return None
        source.at = end
        return cast("dict[str, Any]", value)

    def _elements(self, head: dict[str, Any]) -> Iterator[Record | Bad]:
        source = self._source
        source.take("[")
        while source.peek() != "]":
            self._number += 1
            self._begin()
            try:
                value = self._value(0)
            except Fault as fault:
                yield Bad(self._number, fault.kind)
                if not self._skipped(fault):
                    return
                if fault.kind is FlawKind.DAMAGED:
                    continue
            else:
                yield Record(self._number, value, head)
            if source.peek() == ",":
                source.take(",")
            elif source.peek() != "]":
                raise Fault(FlawKind.DAMAGED)
        source.take("]")

    def _skipped(self, fault: Fault) -> bool:
        """Leave the record out that has a fault; False where nothing can be read behind it."""
        if fault.kind is FlawKind.DAMAGED:
            self._over = not self._source.next_record()
        else:
            try:
                self._source.skip(self._open)
            except Fault:
                self._over = True
        return not self._over

    def _begin(self) -> None:
        self._kept = self._values = self._open = 0

    def _value(self, level: int) -> object:
        """Read a value; of what is not in the buffer as a whole, the levels above are taken apart."""
        source = self._source
        first = source.peek()
        if first in ("{", "[") and level < LAYERS and len(source) > AT_ONCE:
            return self._apart(first, level)
        while True:
            value, end = self._decoded()
            if end >= 0 and (end < len(source.text) or source.ended or first in '{["'):
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
            raise Fault(FlawKind.TOO_LARGE)

    def _apart(self, first: str, level: int) -> object:
        self._values += 1
        self._open += 1
        source = self._source
        source.take(first)
        if first == "[":
            made: list[object] = []
            while source.peek() != "]":
                made.append(self._value(level + 1))
                self._next("]")
            source.take("]")
            self._open -= 1
            return made
        values: dict[str, object] = {}
        while (name := self._name()) is not None:
            values[name] = self._value(level + 1)
        self._open -= 1
        return values

    def _name(self) -> str | None:
        """Take the name of the next member of an object; None and its end where there is none."""
        source = self._source
        if source.peek() == ",":
            source.take(",")
        if source.peek() == "}":
            source.take("}")
            return None
        if source.peek() != '"':
            raise Fault(FlawKind.DAMAGED)
        name = self._value(LAYERS)
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
