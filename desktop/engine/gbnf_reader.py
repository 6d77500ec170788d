"""Reads the parts of a GBNF grammar that stand for themselves: names, texts, classes, numbers."""

from __future__ import annotations

import re

from desktop.core.errors import GrammarInvalid

HIGHEST = 0x10FFFF
ESCAPE = r'\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[trn\\"\[\]-])'
CHARACTER = re.compile(rf"{ESCAPE}|[^\\]", re.DOTALL)
LITERAL = re.compile(rf'"(?:{ESCAPE}|[^"\\])*"', re.DOTALL)
CLASS = re.compile(rf"\[\^?((?:{ESCAPE}|[^\]\\])*)\]", re.DOTALL)
RANGE = re.compile(rf"({ESCAPE}|[^\\])(?:-({ESCAPE}|[^\\]))?", re.DOTALL)
NAME = re.compile(r"[A-Za-z0-9-]+")
NUMBER = re.compile(r"[0-9]+")
BLANKS = re.compile(r"(?:[ \t]|#[^\r\n]*)*")
BLANKS_AND_LINES = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")
CONTROLS = {"t": "\t", "r": "\r", "n": "\n"}


class Reader:
    """A grammar's text, and how far it has been read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.at = 0

    @property
    def done(self) -> bool:
        """Tell whether everything has been read."""
        return self.at >= len(self._text)

    def line(self, at: int) -> int:
        """Give the line of a place, counted from 1."""
        return self._text.count("\n", 0, at) + 1

    def error(self, detail: str, at: int | None = None) -> GrammarInvalid:
        """Say what is wrong, and in which line."""
        return GrammarInvalid(self.line(self.at if at is None else at), detail)

    def peek(self) -> str:
        """Give the next character, "" at the end."""
        return self._text[self.at : self.at + 1]

    def skip(self, lines: bool) -> None:
        """Pass over blanks and comments, and over the ends of lines where they do not matter."""
        match = (BLANKS_AND_LINES if lines else BLANKS).match(self._text, self.at)
        self.at = match.end() if match else self.at

    def expect(self, text: str, otherwise: str) -> None:
        """Pass over what must stand here."""
        if not self._text.startswith(text, self.at):
            raise self.error(otherwise)
        self.at += len(text)

    def name(self, otherwise: str) -> str:
        """Read a rule's name."""
        return self._take(NAME, otherwise)

    def terminal(self) -> int:
        """Read a text, a class or a dot; give the elements that llama.cpp makes of it."""
        begin = self.at
        character = self.peek()
        if character == ".":
            self.at += 1
            return 1
        if character == '"':
            text = self._take(LITERAL, "a text without its closing quote, or with an unknown escape")
            return self._characters(text[1:-1])
        text = self._take(CLASS, "a class without its closing bracket, or with an unknown escape")
        return self._ranges(text[2 if text[1] == "^" else 1 : -1], begin)

    def repetitions(self, lines: bool) -> tuple[int, int | None]:
        """Read `*`, `+`, `?`, `{2}`, `{2,}` or `{2,3}`: how often at least and at most."""
        simple: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
        character = self.peek()
        self.at += 1
        self.skip(lines)
        if character in simple:
            return simple[character]
        low = high = self._number(lines)
        if self.peek() == ",":
            self.at += 1
            self.skip(lines)
            high = None if self.peek() == "}" else self._number(lines)
        self.expect("}", "“}” is missing")
        self.skip(lines)
        return low, high

    def _number(self, lines: bool) -> int:
        digits = self._take(NUMBER, "a number of repetitions should stand here").lstrip("0")
        self.skip(lines)
        return int(digits[:9] or "0")

    def _take(self, pattern: re.Pattern[str], otherwise: str) -> str:
        match = pattern.match(self._text, self.at)
        if match is None:
            raise self.error(otherwise)
        self.at = match.end()
        return match.group()

    def _characters(self, text: str) -> int:
        if "\\" not in text:
            return len(text)
        found: list[str] = CHARACTER.findall(text)
        for character in found:
            self._code(character)
        return len(found)

    def _ranges(self, body: str, begin: int) -> int:
        size = 0
        for low, high in RANGE.findall(body):
            size += 2 if high else 1
            if self._code(low) > (self._code(high) if high else HIGHEST):
                raise self.error(f"the range {low}-{high} is the wrong way round", begin)
        if not size:
            raise self.error("an empty class", begin)
        return size

    def _code(self, character: str) -> int:
        """Give the code point of a character as it is written."""
        if character[0] != "\\":
            return ord(character)
        kind = character[1]
        if kind not in "xuU":
            return ord(CONTROLS.get(kind, kind))
        code = int(character[2:], 16)
        if code > HIGHEST:
            raise self.error(f"there is no character {character}")
        return code
