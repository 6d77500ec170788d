"""Takes the whole sentences out of an answer that is still growing, each once."""

from __future__ import annotations

import re
from collections.abc import Sequence

_END = re.compile(r"[.!?…]+[\"'”’)\]*_]*(?=\s)|[。！？]+[”’」』）]*|\n")
_FENCE = re.compile(r"^ {0,3}(```|~~~)", re.MULTILINE)
LONGEST = 2_000  # characters at a time; what is longer is read in the conversation


class Sentences:
    """Of one answer. It counts what it has given; a text that does not go on as before begins anew."""

    def __init__(self) -> None:
        self._given = ""

    def more(self, text: str) -> str:
        """Give the sentences that are whole by now; code comes when its block is closed."""
        return self._give(text, _whole(self._rest(text)))

    def all(self, text: str) -> str:
        """Give what is left: the text has come to its end."""
        return self._give(text, len(self._rest(text)))

    def _rest(self, text: str) -> str:
        if not text.startswith(self._given):
            self._given = ""
        return text[len(self._given) :]

    def _give(self, text: str, count: int) -> str:
        begin = len(self._given)
        self._given = text[: begin + count]
        return text[begin : begin + min(count, LONGEST)].strip()


def _whole(rest: str) -> int:
    """Tell how many characters of it are whole sentences, and whole blocks of code."""
    fences = [match.start() for match in _FENCE.finditer(rest)]
    closed = [rest.find("\n", fence) for fence in fences[1::2]]  # ends of the lines that close a block
    blocks = [(fence, end) for fence, end in zip(fences[::2], closed, strict=False) if end >= 0]
    until = fences[2 * len(blocks)] if len(fences) > 2 * len(blocks) else len(rest)
    ends = [match.end() for match in _END.finditer(rest, 0, until)]
    return max((end for end in ends if not _inside(end, blocks)), default=0)


def _inside(place: int, blocks: Sequence[tuple[int, int]]) -> bool:
    return any(begin < place <= end for begin, end in blocks)
