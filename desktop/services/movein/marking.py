"""Leaves marks in messages for what cannot be kept, and counts them."""

from __future__ import annotations

import re

from desktop.core.chat import Attachment, clean
from desktop.core.folders import one_line
from desktop.core.moving_in import Loss, Marks

LONGEST_NAME = 80  # characters of a mark
LONGEST_TEXT = 10_000_000  # characters of a message

_MARK = re.compile(r"\[[^\[\]\n]*\]")


class Marker:
    """The marks of one chat."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self.losses: list[Loss] = []

    def mark(self, loss: Loss, name: str = "") -> str:
        """Make one, and count it."""
        self.losses.append(loss)
        words = self._marks.words(loss)
        name = one_line(name[: 4 * LONGEST_NAME].replace("[", "(").replace("]", ")"), LONGEST_NAME)
        return f"[{words}: {name}]" if name else f"[{words}]"

    def tidy(self, words: str) -> str:
        """Make a text storable."""
        words = clean(words)
        if len(words) <= LONGEST_TEXT:
            return words
        return f"{words[:LONGEST_TEXT]}\n\n{self.mark(Loss.CUT)}"

    def attach(self, name: str, words: str) -> Attachment:
        """Make a file of text that goes with a message."""
        name = one_line(name[: 4 * LONGEST_NAME], LONGEST_NAME).replace("/", "_").replace("\\", "_")
        return Attachment(name or "file.txt", self.tidy(words))


def without_marks(words: str) -> str:
    """Give what is the same of a text in every language that marks may have been written in."""
    return "".join(_MARK.sub("", words).split())


def joined(*parts: str) -> str:
    """Put texts below each other, those that say something."""
    return "\n\n".join(part for part in parts if part.strip())
