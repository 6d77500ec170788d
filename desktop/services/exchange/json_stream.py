"""JSON, piece by piece: a large file holds no thread up, and of a cut one the beginning counts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

_BLANK = re.compile(r"[ \t\r\n]*")


class Broken(Exception):
    """The text is no JSON from a place on. Carries the line, and whether it is only nested too deeply."""

    def __init__(self, line: int, deep: bool = False) -> None:
        super().__init__(line)
        self.line = line
        self.deep = deep


@dataclass(frozen=True, slots=True)
class Item:
    """An element of a list, or a member of the object around it."""

    line: int
    value: object
    member: str = ""  # "" for an element


class JsonStream:
    """Reads an object with a list in it, or a list."""

    def __init__(self, text: str, listed: str) -> None:
        self._text = text
        self._listed = listed  # the member whose elements are wanted one by one
        self._at = 0
        self._line, self._counted = 1, 0
        self._decoder = json.JSONDecoder(parse_constant=lambda _: None)

    def items(self) -> Iterator[Item]:
        """Give members and elements in their order. Raises `Broken`."""
        first = self._next()
        if first == "[":
            yield from self._elements()
        elif first == "{":
            yield from self._members()
        else:
            raise Broken(self.line())
        if self._next():
            raise Broken(self.line())

    def line(self) -> int:
        """Tell in which line the reading has arrived."""
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def _members(self) -> Iterator[Item]:
        self._take("{")
        while self._next() != "}":
            name = self._decode()
            if not isinstance(name, str):
                raise Broken(self.line())
            self._take(":")
            if name == self._listed and self._next() == "[":
                yield from self._elements()
            else:
                self._next()
                line = self.line()
                yield Item(line, self._decode(), name)
            if self._next() != "}":
                self._take(",")
        self._take("}")

    def _elements(self) -> Iterator[Item]:
        self._take("[")
        while self._next() != "]":
            line = self.line()
            yield Item(line, self._decode())
            if self._next() != "]":
                self._take(",")
        self._take("]")

    def _next(self) -> str:
        found = _BLANK.match(self._text, self._at)
        assert found is not None
        self._at = found.end()
        return self._text[self._at : self._at + 1]

    def _take(self, wanted: str) -> None:
        if self._next() != wanted:
            raise Broken(self.line())
        self._at += 1

    def _decode(self) -> object:
        self._next()
        try:
            value, end = self._decoder.raw_decode(self._text, self._at)
        except RecursionError:
            raise Broken(self.line(), deep=True) from None
        except ValueError as error:
            if isinstance(error, json.JSONDecodeError):
                self._at = max(self._at, min(error.pos, len(self._text)))
            raise Broken(self.line()) from None
        self._at = end
        return value
