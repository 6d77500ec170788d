"""Cuts a long text into stretches that can be shown before the whole is read. Pure Python.

The cuts are good guesses: where a block begins is known for sure only when all before it has been read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

STRETCH = 4_000  # characters at least; takes about 4 ms to read
LONGEST = 8_000  # characters; without an empty line a list or a table is cut where a line begins

# An empty line with a block at the left edge after it, or a line that may begin or end a block of code.
_POINT = re.compile(r"\n[ \t]*\n(?=[^\s>|`~*+\-\d])|^(?P<fence>`{3,}|~{3,})[^`\n]*$", re.MULTILINE)
_FENCES = ("```", "~~~")
_BLANK = re.compile(r"\n(?:[ \t]*\n)*")
_ITEM = re.compile(r"\n(?=(?:[*+-]|\d{1,9}[.)])[ \t])")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text."""

    line: int  # its first one
    text: str
    plain: bool = False  # is shown as it is written until the whole is read

    @property
    def fence(self) -> bool:
        """Whether this is a long block of code and nothing else."""
        return len(self.text) > LONGEST and self.text.startswith(_FENCES)

    def code(self) -> tuple[str, str]:
        """Give the text and the language of a block of code."""
        opening, _, body = self.text.partition("\n")
        words = opening.lstrip("`~").split()
        body, _, closing = body.rstrip("\n").rpartition("\n")
        mark = opening[: len(opening) - len(opening.lstrip(opening[0]))]
        closed = closing.startswith(mark) and not closing.strip(opening[0])
        return body if closed else f"{body}\n{closing}", words[0][:40] if words else ""


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place where a stretch may end, and whether a block of code begins or ends there."""

    place: int
    fence: bool = False


def stretches(text: str) -> list[Stretch]:
    """Cut a text, whose lines end with line feeds. Together the stretches are the text."""
    made: list[Stretch] = []
    line = 0
    for start, end in _bounds(text):
        for piece, plain in _pieces(text, start, end):
            made.append(Stretch(line, piece, plain))
            line += piece.count("\n")
    return made


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    """Give where stretches begin and end: at blocks, and long blocks of code on their own."""
    start = 0
    cuts = list(_cuts(text))
    for number, cut in enumerate(cuts):
        after = cuts[number + 1].place if number + 1 < len(cuts) else len(text)
        long_code = cut.fence and after - cut.place > LONGEST
        if cut.place > start and (cut.place - start >= STRETCH or long_code):
            yield start, cut.place
            start = cut.place
    if start < len(text):
        yield start, len(text)


def _cuts(text: str) -> Iterator[_Cut]:
    """Give the places between blocks. Inside a block of code there is none."""
    fence = ""
    for match in _POINT.finditer(text):
        mark = match["fence"]
        if mark is None:
            if not fence:
                yield _Cut(match.end())
        elif not fence:
            fence = mark
            yield _Cut(match.start(), fence=True)
        elif mark.startswith(fence) and match.end() - match.start() == len(mark):
            fence = ""
            blank = _BLANK.match(text, match.end())
            if blank is not None and blank.end() < len(text):
                yield _Cut(blank.end())


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[str, bool]]:
    """Cut a stretch that is too long: a list between its items, anything else between lines."""
    if end - start <= 2 * LONGEST or text.startswith(_FENCES, start):
        yield text[start:end], False
        return
    items = [match.end() for match in _ITEM.finditer(text, start, end)]
    is_list = len(items) * 1_000 > end - start
    while end - start > LONGEST:
        limit = start + LONGEST
        if is_list:
            cut = next((place for place in items if start + STRETCH <= place <= limit), -1)
        else:
            cut = text.rfind("\n", start + STRETCH, limit) + 1
        cut = cut if cut > start else limit
        yield text[start:cut], not is_list
        start = cut
    yield text[start:end], not is_list
