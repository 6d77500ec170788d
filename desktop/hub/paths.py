"""Names that come from the hub: what may be a repository, and what may be a file below a folder of ours."""

from __future__ import annotations

import re
import unicodedata

from desktop.core.hub import RepoId
from desktop.core.hub_errors import NameRefused

LONGEST_PATH = 400  # characters; Windows has 260 for a whole path unless long ones are switched on
LONGEST_PART = 200  # bytes of one name; most file systems have 255, and ours gets endings
LONGEST_SHOWN = 80  # characters of a refused name
DEEPEST = 8  # folders
LONGEST_REPO = 96  # characters of each half
HALF = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?")
FORBIDDEN = frozenset('\\:*?"<>|')  # by Windows; a colon also opens a second stream of a file
DEVICES = frozenset(
    (
        "con",
        "prn",
        "aux",
        "nul",
        "conin$",
        "conout$",
        *(f"{d}{n}" for d in ("com", "lpt") for n in "0123456789¹²³"),
    )
)


def safe_path(path: str) -> str:
    """Give a repository's path back if it can be a file below any folder, on every system.

    Raises `NameRefused`.
    """
    parts = path.split("/")
    if len(path) > LONGEST_PATH or len(parts) > DEEPEST or not all(map(_is_plain, parts)):
        raise NameRefused(shown(path))
    return path


def repo_id(text: str) -> RepoId:
    """Check `owner/name`. Raises `NameRefused`."""
    halves = text.split("/")
    good = len(halves) == 2 and all(
        len(half) <= LONGEST_REPO
        and HALF.fullmatch(half)
        and ".." not in half
        and "--" not in half
        and not _is_device(half)
        for half in halves
    )
    if not good:
        raise NameRefused(shown(text))
    return RepoId(text)


def shown(text: str) -> str:
    """Make a text of the hub fit for one line that people read: no control or direction characters."""
    printable = "".join(c if c.isprintable() else "�" for c in text[: LONGEST_SHOWN + 1])
    return printable if len(printable) <= LONGEST_SHOWN else printable[: LONGEST_SHOWN - 1] + "…"


def _is_plain(part: str) -> bool:
    if not part or part.endswith((" ", ".")) or part.startswith("."):
        return False  # nothing hidden, and no `..`; Windows drops spaces and dots at the end
    if len(part.encode("utf-8", "surrogatepass")) > LONGEST_PART or _is_device(part):
        return False
    return all(c not in FORBIDDEN and unicodedata.category(c)[0] != "C" for c in part)


def _is_device(part: str) -> bool:
    return part.split(".", 1)[0].rstrip(" ").casefold() in DEVICES
