"""Text as a search compares it: without case, accents and kinds of white space. No Qt."""

from __future__ import annotations

import re
import unicodedata

# ASCII, and what most Chinese text consists of: to lower case and NFKD is all the folding there is, and
# but for the ellipsis every character stays one.
_PLAIN = re.compile(
    "[\x00-\x7f\u2013\u2014\u2018-\u201d\u2022\u2026\u3000-\u3011\u4e00-\u9fff\uff01-\uff5e]*"
)
_SPACES = str.maketrans("\t\n\u2028\u2029", "    ")


class _Table(dict[int, str]):
    """What every character folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        # The second turn is for characters that only NFKD makes letters with a case, as in "𝐀".
        text = unicodedata.normalize("NFKD", chr(code).casefold())
        text = unicodedata.normalize("NFKD", text.casefold())
        folded = "".join(c for c in text if not unicodedata.combining(c)).translate(_SPACES)
        self[code] = folded
        return folded


class Folding:
    """Folds texts with Unicode's case folding and NFKD, leaving combining marks out.

    Every character folds on its own, so that a place in the folded text leads back to one in the text.
    """

    def __init__(self) -> None:
        self._table = _Table()

    def fold(self, text: str) -> str:
        """Give the folded text."""
        if text.isascii():
            return text.lower().replace("\n", " ").replace("\t", " ")
        if _PLAIN.fullmatch(text):
            return unicodedata.normalize("NFKD", text.lower()).replace("\n", " ").replace("\t", " ")
        return text.translate(self._table)

    def spans(self, text: str, folded: str, needle: str) -> list[tuple[int, int]]:
        """Give where the folded needle stands in a text, whose folded form is given, one after the other.

        A hit takes whole characters, together with the combining marks that follow it.
        """
        starts = _starts(folded, needle)
        one_for_one = len(folded) == len(text) and (text.isascii() or _PLAIN.fullmatch(text))
        if not starts or one_for_one:
            return [(start, start + len(needle)) for start in starts]
        origins = self._origins(text)
        found: list[tuple[int, int]] = []
        for start in starts:
            end = origins[start + len(needle) - 1] + 1
            while end < len(text) and not self._table[ord(text[end])]:
                end += 1
            found.append((origins[start], end))
        return found

    def _origins(self, text: str) -> list[int]:
        """Give for every folded character the index of the one that it came from."""
        return [index for index, character in enumerate(text) for _ in self._table[ord(character)]]


def _starts(folded: str, needle: str) -> list[int]:
    starts: list[int] = []
    start = folded.find(needle)
    while start >= 0:
        starts.append(start)
        start = folded.find(needle, start + len(needle))
    return starts
