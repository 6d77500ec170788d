"""A safe part of regular expressions in GBNF, for the contents of JSON strings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.core.errors import SchemaInvalid

LONGEST = 2000  # characters
DEEPEST = 20  # brackets within each other
HIGHEST = 0x10FFFF
ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\f": "\\f", "\b": "\\b"}
CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v"}
COUNTS = re.compile(r"[*+?]|\{[0-9]{1,4}(?:,[0-9]{0,4})?\}")
HEX = re.compile(r"x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})")

Ranges = tuple[tuple[int, int], ...]

NAMED: dict[str, Ranges] = {
    "d": ((0x30, 0x39),),
    "w": ((0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)),
    "s": ((0x09, 0x0D), (0x20, 0x20), (0xA0, 0xA0), (0x2028, 0x2029), (0x3000, 0x3000)),
}
LINE_ENDS: Ranges = ((0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029))


def pattern(expression: object) -> str:
    """Write which texts a pattern allows, as they stand in JSON. Raises SchemaInvalid."""
    if not isinstance(expression, str) or len(expression) > LONGEST:
        raise SchemaInvalid("a pattern that is no text, or too long")
    reader = _Reader(expression)
    written = reader.alternatives(top=True)
    if not reader.done:
        raise reader.error()
    return written


@dataclass(slots=True)
class _Reader:
    """Reads a pattern once, from its beginning to its end."""

    text: str
    at: int = 0
    depth: int = 0

    @property
    def done(self) -> bool:
        """Tell whether everything has been read."""
        return self.at >= len(self.text)

    def error(self) -> SchemaInvalid:
        """Refuse what stands here."""
        return SchemaInvalid(f"a pattern with something unsupported at its character {self.at + 1}")

    def alternatives(self, top: bool = False) -> str:
        """Read what is separated by “|”."""
        written = [self._sequence(top)]
        while self._took("|"):
            written.append(self._sequence(top))
        return "(" + " | ".join(written) + ")"

    def _took(self, text: str) -> bool:
        if not self.text.startswith(text, self.at):
            return False
        self.at += len(text)
        return True

    def _sequence(self, top: bool) -> str:
        """Read a sequence; where it is not tied to an end of the text, anything may stand there."""
        parts: list[str] = []
        if top and not self._took("^"):
            parts.append("char*")
        tied = False
        while not self.done and self.text[self.at] not in "|)":
            if top and self._took("$"):
                tied = True
                break
            parts.append(self._item())
        if top and not tied:
            parts.append("char*")
        return " ".join(parts) or '""'

    def _item(self) -> str:
        atom = self._group() if self._took("(") else characters(self._set())
        found = COUNTS.match(self.text, self.at)
        if found is None:
            return atom
        self.at = found.end()
        self._took("?")  # which of several ways is taken does not change what is allowed
        return atom + found.group()

    def _group(self) -> str:
        self.depth += 1
        self._took("?:")
        if self.depth > DEEPEST or self.text[self.at : self.at + 1] in ("?", "*"):
            raise self.error()
        written = self.alternatives()
        if not self._took(")"):
            raise self.error()
        self.depth -= 1
        return written

    def _set(self) -> Ranges:
        character = self.text[self.at]
        if character in "^$*+?{}":
            raise self.error()
        self.at += 1
        if character == ".":
            return complement(LINE_ENDS)
        if character == "[":
            return self._class()
        return self._escape() if character == "\\" else _single(character)

    def _class(self) -> Ranges:
        negated = self._took("^")
        found: list[tuple[int, int]] = []
        while not self._took("]"):
            low = self._member()
            following = self.text[self.at + 1 : self.at + 2]
            if len(low) == 1 and low[0][0] == low[0][1] and following != "]" and self._took("-"):
                high = self._member()
                if len(high) != 1 or high[0][0] != high[0][1] or high[0][0] < low[0][0]:
                    raise self.error()
                low = ((low[0][0], high[0][0]),)
            found += low
        return complement(tuple(found)) if negated else tuple(found)

    def _member(self) -> Ranges:
        if self.done or self.text[self.at] == "[":
            raise self.error()
        self.at += 1
        character = self.text[self.at - 1]
        return self._escape() if character == "\\" else _single(character)

    def _escape(self) -> Ranges:
        found = HEX.match(self.text, self.at)
        if found is not None:
            self.at = found.end()
            return _single(chr(int(found.group(1) or found.group(2), 16)))
        if self.done:
            raise self.error()
        character = self.text[self.at]
        if character.lower() in NAMED:
            self.at += 1
            ranges = NAMED[character.lower()]
            return ranges if character.islower() else complement(ranges)
        if character not in CONTROLS and (character.isalnum() or character == "_"):
            raise self.error()
        self.at += 1
        return _single(CONTROLS.get(character, character))


def complement(ranges: Ranges) -> Ranges:
    """Give all characters that are not in these ranges."""
    left: list[tuple[int, int]] = []
    begin = 0
    for low, high in sorted(ranges):
        if low > begin:
            left.append((begin, low - 1))
        begin = max(begin, high + 1)
    if begin <= HIGHEST:
        left.append((begin, HIGHEST))
    return tuple(left)


def characters(ranges: Ranges) -> str:
    """Write a set of characters as they stand in a JSON string: some of them only escaped."""
    escaped = [text for c, text in ESCAPED.items() if any(low <= ord(c) <= high for low, high in ranges)]
    specials = ((0, 0x1F), (0x22, 0x22), (0x5C, 0x5C), (0x7F, 0x7F), (0xD800, 0xDFFF))
    plain = complement((*complement(ranges), *specials))
    parts = ['"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' for text in escaped]
    if plain:
        parts.insert(0, "[" + "".join(f"{_code(low)}-{_code(high)}" for low, high in plain) + "]")
    if not parts:
        raise SchemaInvalid("a pattern with a character that JSON cannot hold")
    return parts[0] if len(parts) == 1 else "(" + " | ".join(parts) + ")"


def _single(character: str) -> Ranges:
    return ((ord(character), ord(character)),)


def _code(code: int) -> str:
    return f"\\U{code:08X}"
