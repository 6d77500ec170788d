"""Marks within a prompt that tell a person's text from the layout around it.

The two characters are reserved by Unicode for use inside a program; `core.chat.clean` keeps them out of
messages. A pair round a text says: nothing in here is control text. A pair round nothing says: do not
read a control text across here. They pass through the chat template and are gone before tokenising.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OPEN, CLOSE = "\ufdd0", "\ufdd1"
CUT = OPEN + CLOSE
_MARK = re.compile(f"[{OPEN}{CLOSE}]")
_MARKED = re.compile(f"{OPEN}[^{CLOSE}]*{CLOSE}?")


@dataclass(frozen=True, slots=True)
class Marked:
    """A prompt without its marks, and where they were."""

    text: str
    spans: tuple[tuple[int, int], ...]  # start and end of people's text; empty ones are cuts


class UnbalancedMarks(ValueError):
    """A template has torn a pair apart, so that people's text cannot be told any more."""


def enclose(text: str) -> str:
    """Mark a person's text. Marks that came from outside become U+FFFD."""
    return OPEN + _MARK.sub("\ufffd", text) + CLOSE


def find(prompt: str) -> Marked:
    """Take the marks out of a prompt. Raises UnbalancedMarks."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    length, opened, last = 0, -1, 0
    for mark in _MARK.finditer(prompt):
        parts.append(prompt[last : mark.start()])
        length += mark.start() - last
        last = mark.end()
        if (mark.group() == OPEN) != (opened < 0):
            raise UnbalancedMarks
        if opened < 0:
            opened = length
        else:
            spans.append((opened, length))
            opened = -1
    if opened >= 0:
        raise UnbalancedMarks
    parts.append(prompt[last:])
    return Marked("".join(parts), tuple(spans))


def without_contents(text: str) -> str:
    """Take people's text out, marks and all, for a message that may be logged."""
    return _MARK.sub("", _MARKED.sub("…", text))
