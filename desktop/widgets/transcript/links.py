"""Which links of a message may be followed. Asked when a message is read, and again at the click."""

from __future__ import annotations

import re

_ALLOWED = re.compile(r"(?:https?://[^\s/?#]|mailto:[^\s])", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BARE = re.compile(r"https?://[^\s<>\"'`，。、；：！？）】》」』]+", re.IGNORECASE)


def allowed(url: str) -> bool:
    """Tell whether an address is http, https or mailto, and holds no character that could disguise it."""
    return _ALLOWED.match(url) is not None and _CONTROL.search(url) is None


def bare(text: str) -> list[tuple[int, int]]:
    """Find addresses that are written without any markup, as pairs of start and end."""
    found: list[tuple[int, int]] = []
    for match in _BARE.finditer(text):
        start, end = match.span()
        address = match[0].rstrip(".,;:!?*_~'\"")
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(".,;:!?")
        end = start + len(address)
        if allowed(address):
            found.append((start, end))
    return found
