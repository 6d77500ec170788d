"""Prompt templates as values: what a template holds, and what is remembered of its use.

`template_text` is the language of their texts, `template_values` checks what is filled in.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType, TypeAlias

from desktop.core.chat import clean

TemplateId = NewType("TemplateId", int)

LONGEST_NAME = 80  # characters; the picker shows about 40
MOST_TAGS = 20
TRASH_DAYS = 30  # that a template stays in the trash
LONGEST_TEXT = 200_000  # characters of one text; more than any context here holds


class FieldKind(StrEnum):
    """What is filled into a field. The values are written in texts: `{{amount:number}}`."""

    TEXT = "text"
    LONG = "long"  # text of several lines
    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "choices"  # any of several
    DATE = "date"
    FILE = "file"  # the contents of a text file
    YES_NO = "yesno"


Value: TypeAlias = str | bool | int | float | tuple[str, ...]
"""Of a number an int or float, of yes/no a bool, of choices a tuple; else a str: of a date YYYY-MM-DD,
of a file its contents, or its path where a value is remembered or typed."""


@dataclass(frozen=True, slots=True)
class Field:
    """What is asked for before a template can be used."""

    name: str  # as it stands in the text
    kind: FieldKind = FieldKind.TEXT
    label: str = ""  # "" shows the name
    help: str = ""
    default: Value | None = None
    required: bool = True
    low: float | None = None  # limits of a number, both may be reached
    high: float | None = None
    options: tuple[str, ...] = ()  # of a choice


@dataclass(frozen=True, slots=True)
class Example:
    """A question and how it is to be answered, shown to the model before the real one (few-shot)."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Body:
    """What one version of a template says. All texts may have fields."""

    user: str = ""  # the message; "" where the template is for the system prompt only
    system: str = ""
    fields: tuple[Field, ...] = ()
    examples: tuple[Example, ...] = ()
    model: str = ""  # name of the model that it was made for; "" takes any
    preset: str = ""  # name of a sampling preset; "" changes nothing
    grammar: str = ""  # GBNF that the answer must follow
    json_schema: str = ""  # JSON text of a schema that the answer must follow; comes before `grammar`


@dataclass(frozen=True, slots=True)
class Draft:
    """What is saved: one more version."""

    name: str
    body: Body
    description: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a template is kept. Changing it makes no version."""

    folder: str = ""  # names joined by "/"; "" is the top
    tags: tuple[str, ...] = ()
    favourite: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """A template as it is now."""

    id: TemplateId
    name: str
    body: Body
    version: int  # counts from 1
    created: datetime
    updated: datetime  # when the newest version was saved
    description: str = ""
    place: Place = Place()
    deleted: datetime | None = None  # when it was put into the trash


@dataclass(frozen=True, slots=True)
class Entry:
    """A template as lists show it, without its fields."""

    id: TemplateId
    name: str
    description: str
    place: Place
    user: str
    system: str
    version: int
    updated: datetime
    used: datetime | None = None  # the last time
    uses: int = 0
    deleted: datetime | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A template as it was saved once."""

    number: int
    draft: Draft
    created: datetime
    note: str = ""


class Part(StrEnum):
    """What a template made of a message."""

    USER = "user"
    SYSTEM = "system"
    EXAMPLE = "example"  # one of its few-shot turns


@dataclass(frozen=True, slots=True)
class TemplateUse:
    """Which template a message was made with. The name stays what it was."""

    template: TemplateId | None  # None once it has been deleted for good
    name: str
    version: int
    part: Part = Part.USER
    edited: bool = False  # the text was changed by hand before it was sent


def template_name(text: str) -> str:
    """Make a name of what was typed: in one line, not too long. "" is no name."""
    return " ".join(unicodedata.normalize("NFC", clean(text)).split())[:LONGEST_NAME].strip()


def slash_name(name: str) -> str:
    """Give what is typed behind a slash; no two templates outside the trash have the same."""
    kept = "".join("-" if c.isspace() or c in "/\\" else c for c in template_name(name))
    return kept.casefold()


def folder_path(text: str) -> str:
    """Make a folder of what was typed: clean names joined by "/", none of them empty."""
    names = (" ".join(clean(name).split())[:LONGEST_NAME].strip() for name in text.split("/"))
    return "/".join(name for name in names if name)


def tag_names(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Make tags of what was typed: in one line, without "#", each once whatever its case."""
    names = (" ".join(clean(text).split()).lstrip("#").strip()[:LONGEST_NAME] for text in texts)
    once = {name.casefold(): name for name in reversed([name for name in names if name])}
    return tuple(reversed(once.values()))[:MOST_TAGS]
