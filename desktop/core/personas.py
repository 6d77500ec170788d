"""Personas as values: a system prompt, a model and a way of drawing under one name."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NewType

from desktop.core.chat import clean
from desktop.core.chat_defaults import LONGEST_SYSTEM
from desktop.core.folding import fold
from desktop.core.sampling import Sampling, within_limits
from desktop.core.templates import TemplateId, Value, template_name

PersonaId = NewType("PersonaId", int)

LONGEST_DESCRIPTION = 300  # characters
LONGEST_OPENING = 20_000  # characters
LONGEST_SYMBOL = 12  # code points; an emoji of a family takes eleven
JOINER = "\u200d"


class PersonaColor(StrEnum):
    """What the sign of a persona is coloured with; the theme knows how that looks."""

    BLUE = "blue"
    TEAL = "teal"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    VIOLET = "violet"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class WantedModel:
    """The model that a persona was made for, whether it is here or not."""

    path: str  # where it lay then
    name: str  # with its quant


@dataclass(frozen=True, slots=True)
class SystemTemplate:
    """The template whose system text a persona takes, as it is when a chat begins."""

    template: TemplateId
    name: str  # as it was then
    values: tuple[tuple[str, Value], ...] = ()  # of its fields


@dataclass(frozen=True, slots=True)
class PersonaDraft:
    """All that a persona is; it is saved like this."""

    name: str
    description: str = ""
    symbol: str = ""  # a letter or an emoji; "" takes the first letter of the name
    color: PersonaColor = PersonaColor.BLUE
    system: str = ""  # the system prompt, where no template gives it
    template: SystemTemplate | None = None
    model: WantedModel | None = None  # None leaves the model that is there
    preset: str = ""  # name of a preset, see `core.preset_names`; "" is none
    sampling: Sampling | None = None  # values of its own, where no preset is named
    opening: str = ""  # stands in the box to type in when a chat begins


@dataclass(frozen=True, slots=True)
class Persona:
    """A persona that is kept; no two names count as equal."""

    id: PersonaId
    draft: PersonaDraft

    @property
    def name(self) -> str:
        """What it is called."""
        return self.draft.name

    @property
    def symbol(self) -> str:
        """What its sign shows."""
        return self.draft.symbol or symbol_of(self.draft.name).upper()


def persona_name(text: str) -> str:
    """Make a name of what was typed: in one line, not too long. "" is no name."""
    return template_name(text)


def folded_persona(name: str) -> str:
    """Give what is the same for names that count as equal."""
    return fold(persona_name(name))


def checked(draft: PersonaDraft) -> PersonaDraft:
    """Bring what was typed, or came from a file, within its limits."""
    return replace(
        draft,
        name=persona_name(draft.name),
        description=_line(draft.description)[:LONGEST_DESCRIPTION],
        symbol=symbol_of(draft.symbol),
        system=clean(draft.system)[:LONGEST_SYSTEM].strip(),
        sampling=None if draft.sampling is None else within_limits(draft.sampling),
        opening=clean(draft.opening)[:LONGEST_OPENING],
    )


def symbol_of(text: str) -> str:
    """Take the first character as people see it: a letter with its accents, an emoji with its parts."""
    text = _line(text)
    end = 1
    while end < len(text) and end < LONGEST_SYMBOL and _belongs(text, end):
        end += 1
    return text[:end]


def _line(text: str) -> str:
    """Put a text into one line, without what is not seen; joiners of emoji stay."""
    kept = "".join(c for c in clean(text) if c == JOINER or unicodedata.category(c) != "Cf")
    return " ".join(kept.split())


def _belongs(text: str, at: int) -> bool:
    """Tell whether a code point goes with the one before."""
    this, before = text[at], text[at - 1]
    if JOINER in (this, before) or unicodedata.combining(this) or unicodedata.category(this) in ("Mn", "Me"):
        return True
    return "\U0001f3fb" <= this <= "\U0001f3ff" or (at == 1 and _is_flag(this) and _is_flag(before))


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
