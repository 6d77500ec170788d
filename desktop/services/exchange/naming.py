"""Names of files, made of what templates are called: good on every system, and none leaves its folder."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from desktop.core.chat import clean

LONGEST_STEM = 60  # characters; with 4 bytes each a name stays below 255 bytes
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd]')
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|\Z)", re.IGNORECASE
)
_NAMELESS = "template"


def safe_stem(name: str) -> str:
    """Make the name of a file, without its ending, of any text."""
    plain = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", clean(name)))
    stem = " ".join(plain.split())[:LONGEST_STEM].strip(". ")
    if not stem.strip("-"):
        stem = _NAMELESS
    return f"_{stem}" if _RESERVED.match(stem) else stem


def free_path(folder: Path, name: str, suffix: str, used: set[str]) -> Path:
    """Give a path in a folder that nothing has yet, and that no earlier call gave, whatever its case."""
    stem, number = safe_stem(name), 1
    free = f"{stem}{suffix}"
    while free.casefold() in used or (folder / free).exists():
        number += 1
        free = f"{stem} {number}{suffix}"
    used.add(free.casefold())
    return folder / free
