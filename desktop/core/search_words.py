"""What a text is found by: words of scripts that part them, pairs of characters of those that do not.

All functions but `folded_with_origins` take text that was folded (`core.folding.fold`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from operator import add

from desktop.core.folding import fold

RULES = "2"
"""Which words there are; another value has every index made anew."""

LONGEST = 40  # characters of a word that count; what is longer is a key or a blob

# Thai to Khmer, Chinese, Japanese and Korean; symbols and emoji, which are found one by one, too.
_UNPARTED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2600-\u27bf\u2e80-\u2fff\u3005-\u3007\u3021-\u3029"
    "\u3040-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\U0001f300-\U0001faff\U00020000-\U0003ffff"
)
_LETTER = f"[^\\W_{_UNPARTED}]"
_BETWEEN = f"[^{_UNPARTED}\\w]|_"
_RUN = re.compile(f"([{_UNPARTED}]+)|({_LETTER}+)")
_TOGETHER = re.compile(f"[{_UNPARTED}]+")
_WORD = re.compile(f"{_LETTER}+")
_PLAIN = re.compile("[0-9A-Za-z]+")  # the words of ASCII, five times as fast


@dataclass(frozen=True, slots=True)
class Run:
    """A word, or characters of a script without spaces that stand together."""

    text: str
    unparted: bool


def runs(text: str) -> list[Run]:
    """Take a text apart."""
    return [Run(unparted or word, bool(unparted)) for unparted, word in _RUN.findall(text)]


def words(text: str) -> list[str]:
    """Give the words of scripts that part them, in their order."""
    return [word[:LONGEST] for word in (_PLAIN if text.isascii() else _WORD).findall(text)]


def characters(text: str) -> set[str]:
    """Give the characters of scripts without spaces, alone and with the one that follows."""
    found: set[str] = set()
    if text.isascii():
        return found
    for unparted in _TOGETHER.findall(text):
        found.update(unparted)
        found.update(map(add, unparted, unparted[1:]))
    return found


def pattern(text: str, whole: bool) -> re.Pattern[str] | None:
    """Give what finds a phrase in folded text; None if it has no word.

    Words begin where a word begins. The last one ends where a word ends if it is `whole`.
    """
    found = runs(text)
    if not found:
        return None
    pieces: list[str] = []
    for before, run in zip([None, *found], found, strict=False):
        if before is not None:
            least = "+" if before.unparted == run.unparted else "*"
            pieces.append(f"(?:{_BETWEEN}){least}")
        pieces.append(re.escape(run.text))
        if before is None and not run.unparted:  # behind it: so `re` looks for the letters first, and fast
            pieces.append(f"(?<!{_LETTER}{re.escape(run.text)})")
    if whole and not found[-1].unparted:
        pieces.append(f"(?!{_LETTER})")
    return re.compile("".join(pieces))


@cache
def _fold_one(character: str) -> str:
    return fold(character)


def folded_with_origins(text: str) -> tuple[str, list[int]]:
    """Fold a text, and give for every folded character the place of the one that it came from."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    pieces = [_fold_one(character) for character in text]
    return "".join(pieces), [place for place, piece in enumerate(pieces) for _ in piece]
