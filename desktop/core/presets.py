"""Parameters of answers that were kept under a name."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.chat import clean
from desktop.core.sampling import Sampling


@dataclass(frozen=True, slots=True)
class Preset:
    """Parameters under a name; no two names differ in upper and lower case only."""

    id: int
    name: str
    sampling: Sampling


class NameTaken(ValueError):
    """Another preset has this name."""


def preset_name(text: str) -> str:
    """Make a name of what was typed: in one line, without spaces around. "" is no name."""
    return " ".join(clean(text).split())


def folded_name(name: str) -> str:
    """Give what is the same for names that count as equal."""
    return name.casefold()
