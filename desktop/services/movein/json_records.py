"""JSON of any size, a record at a time: of a file only what is being read is in memory.

A record is an element of the list that the file holds, or one of several values that stand in a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from desktop.core.moving_in import FlawKind
from desktop.services.movein import json_values
from desktop.services.movein.json_text import Fault, JsonText
from desktop.services.movein.json_values import JsonValues

LISTED = ("chats", "conversations")  # members of an object around the records


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
        self._values = JsonValues(self._source)
        self._number = 0
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
        values = self._values.whole() if len(self._source) <= json_values.AT_ONCE else None
        if values is not None:
            yield from self._unpacked(values)
            return
        self._values.begin()
        self._source.take("{")
        head: dict[str, Any] = {}
        listed = False
        while (name := self._values.name()) is not None:
            if name in LISTED and self._source.peek() == "[":
                listed = True
                yield from self._elements(head)
                if self._over:
                    return
            else:
                self._values.open = 1
                head[name] = self._values.value(1)
        if not listed:
            self._number += 1
            yield Record(self._number, head, {})

    def _unpacked(self, values: dict[str, Any]) -> Iterator[Record]:
        name = next((name for name in LISTED if isinstance(values.get(name), list)), None)
        inner = [values] if name is None else cast("list[object]", values.pop(name))
        for value in inner:
            self._number += 1
            yield Record(self._number, value, {} if name is None else values)

    def _elements(self, head: dict[str, Any]) -> Iterator[Record | Bad]:
        source = self._source
        source.take("[")
        while source.peek() != "]":
            self._number += 1
            self._values.begin()
            try:
                value = self._values.value(0)
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
        elif self._values.open or not fault.past:
            try:
                self._source.skip(self._values.open)
            except Fault:
                self._over = True
        return not self._over
