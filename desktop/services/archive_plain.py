"""Markdown of which parts mean nothing but themselves: these become HTML without a parser.

The parser takes a hundred times as long as anything else in an export. What is given here is, byte by byte,
what it would give: of what may be more than plain paragraphs and blocks of code, it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# Each of these is quick by itself: a search for one of some characters, or behind the end of a line.
_ONE_LINE = re.compile(
    r" {0,3}[^\W\d_][^\\`*~$<&\[|\t\r\0\x0b\x0c\x1c-\x1f\x85_\n]*"
)  # one that begins with a letter
_INSIDE = re.compile(r"[\\`*~$<&\[|\t\r\0\x0b\x0c\x1c-\x1f\x85]")  # may begin something, or are odd blanks
_UNDERLINED = re.compile(r"(?<![^\W_])_|_(?![^\W_])")  # may do so, too, but between letters
_BEGINNING = re.compile(r"\n(?: {0,3}(?:[-+=#>:]|\d{1,9}[.)])| {4})")
_DEFINED = re.compile(r"\n {0,3}\[")
_FENCE = re.compile(r"^(`{3,})([^\n]*)$", re.MULTILINE)
_INDENTED = re.compile(r"^[ >]{1,3}```", re.MULTILINE)
_APART = re.compile(r"(?<!\n)\n\n+(?=[^\W\d_])")  # what is before ends here: a new paragraph begins
_SPACES = re.compile(r"^ +$", re.MULTILINE)
_BREAK = re.compile(r" ?\n *")


@dataclass(frozen=True, slots=True)
class Means:
    """What is asked where a part is more than plain."""

    markdown: Callable[[str, bool], str]
    code: Callable[[str, str], str]  # a text and its language


def html_of(text: str, breaks: bool, means: Means) -> str:
    """Make HTML of Markdown; `breaks` says that lines end where they end in the text."""
    if _ONE_LINE.fullmatch(text):
        return f"<p>{_shown(text.strip())}</p>\n"
    parts = None if _reaches(text) else _parts(text)
    if parts is None:
        return means.markdown(text, breaks)
    return "".join(
        "".join(_words(part, breaks, means)) if isinstance(part, str) else means.code(*part) for part in parts
    )


def _reaches(text: str) -> bool:
    """Tell whether something in it may mean something for other paragraphs."""
    if "$$" in text or "~~~" in text or "\r" in text or "\0" in text:
        return True
    return "[" in text and _DEFINED.search(f"\n{text}") is not None


def _says_more(text: str) -> bool:
    """Tell whether something in it may be more than words."""
    if _INSIDE.search(text) or "  \n" in text or _BEGINNING.search(f"\n{text}"):
        return True
    return "_" in text and _UNDERLINED.search(text) is not None


def _parts(text: str) -> list[str | tuple[str, str]] | None:
    """Give the texts between blocks of code, and these with their languages; None where that is unclear."""
    parts: list[str | tuple[str, str]] = []
    at, begun = 0, None
    for found in _FENCE.finditer(text) if "```" in text else ():
        fence, rest = found.groups()
        if begun is None:
            words = text[at : found.start()]
            if "```" in words or "`" in rest or "\\" in rest or "&" in rest:
                return None
            parts.append(words)
            begun, at = found, found.end() + 1
        elif len(fence) >= len(begun[1]) and not rest.strip(" "):
            code = text[at : found.start()]
            if _INDENTED.search(code):  # it may have ended there
                return None
            parts.append((code, begun[2]))
            begun, at = None, found.end() + 1
    if begun is not None or "```" in text[at:]:
        return None
    return [*parts, text[at:]]


def _words(text: str, breaks: bool, means: Means) -> Iterator[str]:
    if not _says_more(text):
        yield from _paragraphs(text, breaks)
        return
    parts = _APART.split(text)
    for part in parts:
        if len(parts) == 1 or _says_more(part):
            yield means.markdown(part, breaks)
        else:
            yield from _paragraphs(part, breaks)


def _paragraphs(text: str, breaks: bool) -> Iterator[str]:
    for part in _SPACES.sub("", text).split("\n\n") if "\n" in text else (text,):
        if inside := part.strip():
            shown = _shown(inside)
            if "\n" in shown:
                shown = _BREAK.sub("<br>\n" if breaks else "\n", shown)
            yield f"<p>{shown}</p>\n"


def _shown(text: str) -> str:
    return text.replace(">", "&gt;").replace('"', "&quot;")
