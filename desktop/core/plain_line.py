"""Texts from anywhere, made storable, and names in one line. Imports next to nothing."""

from __future__ import annotations

import re
import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_UNCLEAN = "[\0\ud800-\udfff\ufdd0-\ufdef]"  # compiled when it is wanted
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def clean(text: str) -> str:
    """Make any text storable and sendable: lone surrogates, NUL and noncharacters become U+FFFD.

    U+FDD0 to U+FDEF are reserved by Unicode for use inside a program; the engine marks message
    contents with two of them, so they must not come from outside.
    """
    if (text.isascii() and "\0" not in text) or re.search(_UNCLEAN, text) is None:
        return text
    table = dict.fromkeys([0, *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)], REPLACEMENT)
    return text.translate(table)


def one_line(text: str, longest: int) -> str:
    """Make a name of any text: in one line, without control and direction characters, not too long."""
    kept = "".join(
        " " if c.isspace() else c
        for c in unicodedata.normalize("NFC", clean(text))
        if c.isspace() or (unicodedata.category(c) not in ("Cc", "Cs", "Cn") and c not in _DIRECTIONS)
    )
    return " ".join(kept.split())[:longest].strip()
