"""Saved inputs that a prompt template is tried out with, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NewType

from desktop.core.chat import clean
from desktop.core.templates import LONGEST_NAME, Value

InputId = NewType("InputId", int)

MOST_INPUTS = 500  # of one template


@dataclass(frozen=True, slots=True)
class NewInput:
    """Values under a name, not kept yet."""

    name: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class SavedInput:
    """Values that a template is tried out with."""

    id: InputId
    name: str
    values: Mapping[str, Value]


def input_name(text: str) -> str:
    """Make a name of what was typed: in one line, not too long. "" is no name."""
    return " ".join(clean(text).split())[:LONGEST_NAME].strip()


def name_from(values: Mapping[str, Value]) -> str:
    """Make a name of what is filled in: the beginning of the first text that says something."""
    texts = (value for value in values.values() if isinstance(value, str))
    return next((name for name in map(input_name, texts) if name), "")
