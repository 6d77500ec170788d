"""What of a source may not be shown as it is written. Where no hit touches it, hits need no parser. No Qt."""

from __future__ import annotations

import re

SIGN = "*"  # stands for what is taken out: hits with signs inside are looked at closely anyway

_LINKS = re.compile(r"\]\([^()\n]*\)|\]\[[^\]\n]*\]|\[\^[^\]\s]{0,200}+\]")  # where links lead, and labels
_LONG_LABEL = re.compile(r"\[\^[^\]\s]{201}")
_FENCES = re.compile(r"^[^\n`~]*(?:`{3,}|~{3,})[^\n]*", re.MULTILINE)  # what opens blocks of code
_UNCLEAR = ("](", "][", "]:")  # where these are left, a link goes over several lines, or something is defined
_DEEP_INDENT, _DEEP_QUOTES = " " * 40, 8
_DEEP = re.compile(r"^[ \t]*(?:>[ \t]*){8}", re.MULTILINE)
_ENTITY = re.compile(r"&#?\w+;")
# Nothing is given back (`*+`): with empty cells, the ways to share out their blanks would be without number.
_DELIMITER = re.compile(r"[ \t>]*+\|?+[ \t]*+:?+-++:?+[ \t]*+(?:\|[ \t]*+:?+-*+:?+[ \t]*+)++")
_PLAIN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")


def plain(needle: str) -> bool:
    """Tell whether a folded needle is made of words alone: no markup looks like a part of it."""
    return len(needle) > 1 and _PLAIN.fullmatch(needle) is not None


def without_doubts(source: str) -> str | None:
    """Give a source without what may not be shown; None if that cannot be told by its looks."""
    if "&" in source and _ENTITY.search(source) is not None:
        return None
    if _may_be_deep(source) or ("|" in source and _ragged(source)):
        return None
    if "[^" in source and _LONG_LABEL.search(source) is not None:
        return None
    sure = _LINKS.sub(SIGN, source) if "](" in source or "][" in source or "[^" in source else source
    if "```" in sure or "~~~" in sure:
        sure = _FENCES.sub(SIGN, sure)
    return None if any(sign in sure for sign in _UNCLEAR) else sure


def _may_be_deep(source: str) -> bool:
    """Tell whether quotes and lists may be nested more deeply than they are read."""
    if _DEEP_INDENT in source or "\t\t\t\t\t\t" in source:
        return True
    return source.count(">") >= _DEEP_QUOTES and _DEEP.search(source) is not None


def _ragged(source: str) -> bool:
    """Tell whether a table may have more cells in a row than it has columns: those are not shown."""
    least: int | None = None  # columns of the narrowest table that may go on here
    for line in source.split("\n"):
        cells = line.count("|")
        if least is not None and cells > least:
            return True
        if not line.strip():
            least = None
        elif cells and _DELIMITER.fullmatch(line) is not None:
            least = cells if least is None else min(least, cells)
    return False
