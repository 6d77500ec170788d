"""Finds the colours of code with Pygments, a slice of time at a time. No Qt."""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from desktop.widgets.transcript.lexing import LineLexer, lexer_for

if TYPE_CHECKING:
    from pygments.lexer import Lexer

MAX_TEXT = 300_000  # characters of a block; a longer one stays plain
MAX_LINE = 5_000  # characters of a line; a longer one makes the whole block stay plain
_LONG_LINE = re.compile(rf"[^\n]{{{MAX_LINE + 1}}}")
KEPT = 300


class Span(NamedTuple):
    """A part of a line in one colour; a theme has the colour under `color`."""

    start: int
    length: int
    color: str


Line = tuple[Span, ...]


class Spans:
    """Keeps the colours of code blocks that were read to their end."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[str, str], list[Line]] = OrderedDict()

    def get(self, language: str, text: str) -> list[Line] | None:
        """Give the lines of a block, if it was read before."""
        return self._known.get((language, text))

    def keep(self, language: str, text: str, lines: list[Line]) -> None:
        """Remember the lines of a block."""
        if len(self._known) >= KEPT:
            self._known.popitem(last=False)
        self._known[(language, text)] = lines


class Coloring:
    """The colours of one code block.

    While the block grows, line after line is read, with the lexer's state kept in between. When it is
    closed, it is read once more as a whole, since a few lexers look further than a line.
    """

    def __init__(self, language: str, known: Spans) -> None:
        self._language = language
        self._known = known
        self._lexer: Lexer | None = None
        self._looked_up = False
        self._text = ""
        self._closed = False
        self._long = False  # a line is too long
        self._growing: LineLexer | None = None
        self._whole: Iterator[list[Line]] | None = None
        self._read: list[Line] = []
        self.lines: list[Line] = []  # by line of the block; may be fewer than the block has
        self.done = False

    def set_text(self, text: str, closed: bool) -> None:
        """Say what the block holds now. While it is open, its text only grows."""
        if (text, closed) == (self._text, self._closed):
            return
        grown_from = max(0, len(self._text) - MAX_LINE) if text.startswith(self._text) else 0
        self._long = self._long or _LONG_LINE.search(text, grown_from) is not None
        self._text, self._closed = text, closed
        self.done = not self._language or len(text) > MAX_TEXT or self._long
        if closed and not self.done and (lines := self._known.get(self._language, text)) is not None:
            self.lines, self.done = lines, True
        self._whole = None

    def work(self, seconds: float) -> bool:
        """Read on for about so long. True if lines have got new colours."""
        if self.done:
            return False
        if not self._looked_up:
            self._looked_up = True
            self._lexer = lexer_for(self._language)
        if self._lexer is None:
            self.done = True
            return False
        until = time.perf_counter() + seconds
        return self._work_whole(self._lexer, until) if self._closed else self._work_line(self._lexer, until)

    def _work_line(self, lexer: Lexer, until: float) -> bool:
        if self._growing is None:
            self._growing = LineLexer(lexer)
        before = len(self.lines)
        self.lines = self._growing.advance(self._text, until)
        self.done = self._growing.done
        return len(self.lines) != before or bool(self.lines)

    def _work_whole(self, lexer: Lexer, until: float) -> bool:
        if self._whole is None:
            self._whole = whole_lines(lexer, self._text)
            self._read = []
        while time.perf_counter() < until:
            step = next(self._whole, None)
            if step is None:
                self.done = True
                self._known.keep(self._language, self._text, self._read)
                break
            self._read = step
        if self.done or len(self._read) > len(self.lines):
            self.lines = self._read
            return True
        return False


def whole_lines(lexer: Lexer, text: str) -> Iterator[list[Line]]:
    """Read a whole text; after every few tokens the lines so far are given (always the same list).

    Lexers expect a line break at the end of a text.
    """
    from desktop.widgets.transcript.lexing import color_of

    lines: list[Line] = []
    line: list[Span] = []
    column = 0
    for number, (_, kind, value) in enumerate(lexer.get_tokens_unprocessed(text + "\n")):
        color = color_of(kind)
        for index, piece in enumerate(value.split("\n")):
            if index:
                lines.append(tuple(line))
                line, column = [], 0
            if piece and color:
                line.append(Span(column, len(piece), color))
            column += len(piece)
        if number % 16 == 15:
            yield lines
    yield lines
