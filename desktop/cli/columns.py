"""Texts on a terminal, where a Chinese character is as wide as two letters."""

from __future__ import annotations

import re
import unicodedata

OPENING, CLOSING = "（“‘《【", "，。；：！？、）”’》】…"  # what no line ends with, or begins with
HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"  # may be parted anywhere, and signs among them
PIECE = re.compile(
    rf"[{OPENING}]*(?:(?![{OPENING}{CLOSING}])[{HAN}]|[^\s{HAN}{OPENING}{CLOSING}]+)[{CLOSING}]*\s*|\S\s*|\s+"
)


def width(text: str) -> int:
    """Count the columns that a text takes."""
    return sum(map(_columns, text))


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """Fill a text up with spaces, behind it or before it."""
    gap = " " * (columns - width(text))
    return gap + text if right else text + gap


def wrapped(text: str, columns: int) -> list[str]:
    """Break a text into lines between words and between Chinese characters; signs stay where they belong."""
    lines = [""]
    for piece in PIECE.findall(" ".join(text.split())):
        if lines[-1] and width(lines[-1] + piece.rstrip()) > columns:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
