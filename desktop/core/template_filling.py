"""Makes messages of a template and of what was filled in. Pure; see `template_text` for the language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop.core.template_errors import TemplateFillsTooMuch
from desktop.core.template_parser import parse
from desktop.core.template_text import VARIABLES, Parsed, Wording, fields_of, length, render
from desktop.core.template_values import Wrong, check_values
from desktop.core.templates import Body, Example, Field, Value

LONGEST_CLIPBOARD = 200_000  # characters that are taken of it: a text may have them in many places
MOST_FILLED = 2_000_000  # characters of all texts of a template together; the engine takes no more


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the built-in variables stand for at the moment of use."""

    now: datetime  # local
    language: str = ""  # of the window, by its own name
    model: str = ""  # the one that will answer
    clipboard: str = ""
    selection: str = ""  # text selected in the conversation

    def values(self) -> dict[str, Value]:
        """Give them by their names, see `core.template_text.VARIABLES`."""
        return {
            "date": self.now.date().isoformat(),
            "time": self.now.strftime("%H:%M"),
            "language": self.language,
            "model": self.model,
            "clipboard": self.clipboard,
            "selection": self.selection,
        }


@dataclass(frozen=True, slots=True)
class Filled:
    """The texts of a template with everything in its place."""

    user: str
    system: str
    examples: tuple[Example, ...]


def fields_in(body: Body) -> tuple[Field, ...]:
    """Give the fields of all texts of a body, in their order, as they are declared."""
    return fields_of(_parsed(body), body.fields)


def variables_in(body: Body) -> frozenset[str]:
    """Tell which of the built-in variables the texts of a body have."""
    return frozenset(name for parsed in _parsed(body) for name in parsed.names if name in VARIABLES)


def unfilled(body: Body, values: Mapping[str, Value]) -> tuple[Wrong, ...]:
    """Tell what is missing or wrong, before anything is made of it."""
    return check_values(fields_in(body), values)


def fill(
    body: Body, values: Mapping[str, Value], around: Surroundings, wording: Wording | None = None
) -> Filled:
    """Write all texts. What is missing is left empty, so ask `unfilled` first.

    Raises `TemplateFillsTooMuch`, before anything is written: values may be in a text thousands of times.
    """
    known = {**values, **around.values()}
    texts = {text: parse(text) for text in _texts(body)}
    total = sum(length(texts[text], known, wording) for text in _texts(body))
    if total > MOST_FILLED:
        raise TemplateFillsTooMuch(total, MOST_FILLED)

    def write(text: str) -> str:
        return render(texts[text], known, wording)

    examples = tuple(Example(write(each.question), write(each.answer)) for each in body.examples)
    return Filled(write(body.user), write(body.system), examples)


def _texts(body: Body) -> list[str]:
    return [body.system, *(t for each in body.examples for t in (each.question, each.answer)), body.user]


def _parsed(body: Body) -> list[Parsed]:
    return [parse(text) for text in _texts(body)]
