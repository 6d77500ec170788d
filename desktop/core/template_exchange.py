"""Prompt templates on their way from and to files, as values. `services.exchange` has the formats."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from desktop.core.template_text import Problem
from desktop.core.template_values import Wrong
from desktop.core.templates import Draft, Place, Template, Version, template_name

LARGEST_FILE = 200_000_000  # bytes; of a format that is read whole, a document is much smaller
MOST_FLAWS = 1_000  # that are kept of one import; the others are counted
OWN_FORMAT, OWN_VERSION = "fireside-templates", 1
LONGEST_MADE_NAME = 40  # characters
IMPORTED_NAME = "Template"  # of what has no name, and no text to make one from


class Format(StrEnum):
    """What templates are written as."""

    JSON = "json"  # our own; holds everything
    MARKDOWN = "markdown"  # with front matter; holds everything of one version
    CSV = "csv"  # columns `act` and `prompt`; holds everything of one version
    YAML = "yaml"  # of the program `llm`; holds texts, fields without their kinds, a JSON schema


class OnConflict(StrEnum):
    """What becomes of a template whose name is taken by another one."""

    KEEP = "keep"  # the one that is here; the other is left out
    REPLACE = "replace"  # the other becomes one more version of it
    BOTH = "both"  # the other gets a number behind its name


class FlawKind(StrEnum):
    """What is wrong with a file, or with a place in it."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too large"
    EMPTY = "empty"
    UNKNOWN_FORMAT = "unknown format"
    NEWER = "newer"  # written by a later version of Fireside
    NO_COLUMNS = "no columns"  # no column of texts
    ENCODING_GUESSED = "encoding guessed"  # `name` is the encoding
    BAD_BYTES = "bad bytes"  # they became U+FFFD
    DAMAGED = "damaged"  # from this line on; what stands before was read
    BROKEN_ROW = "broken row"  # the quotes do not match
    TOO_DEEP = "too deep"
    TAG = "tag"  # YAML that would make objects of a program
    ALIASES = "aliases"  # YAML that repeats itself
    NOT_A_TEMPLATE = "not a template"
    NO_TEXT = "no text"
    TOO_LONG = "too long"  # the text `name`
    WRONG_TYPE = "wrong type"  # the member `name` was left out
    IGNORED = "ignored"  # the member `name` means nothing here
    NAMELESS = "nameless"  # is called `name` now
    TWICE = "twice"  # the name stands further up; this one is called `name`
    BAD_FIELD = "bad field"  # the declaration of `name` was left out
    TEXT = "text"  # `problem` says what
    VALUE = "value"  # `wrong` says what
    LOST_CONDITIONS = "lost conditions"  # of an export: what depends on fields is written as if it held
    LOST_FIELDS = "lost fields"  # of an export: kinds, labels and limits
    LOST_EXAMPLES = "lost examples"  # of an export


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in a file that is not as it should be, and where."""

    kind: FlawKind
    line: int = 0  # counts from 1; 0 is the file as a whole
    name: str = ""
    file: str = ""  # its name
    problem: Problem | None = None
    wrong: Wrong | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A template that a file holds."""

    draft: Draft
    place: Place = field(default_factory=Place)
    history: tuple[Version, ...] = ()  # what it was before, the oldest first
    note: str = ""  # of the newest version
    line: int = 0  # where it begins
    file: str = ""


Piece: TypeAlias = Found | Flaw
"""What readers give, one after the other."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A template as it goes into a file."""

    template: Template
    versions: tuple[Version, ...] = ()  # all of them, the oldest first; empty where only the newest goes


def name_from(text: str) -> str:
    """Make a name for a template that has none, of its text."""
    line = next((line for line in text[:2000].splitlines() if line.strip()), "")
    words = template_name(line)
    if len(words) > LONGEST_MADE_NAME:
        words = words[:LONGEST_MADE_NAME].rpartition(" ")[0] or words[:LONGEST_MADE_NAME]
    return words or IMPORTED_NAME
