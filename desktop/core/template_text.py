r"""The language of templates: fields and conditions, and nothing else.

    {{name}}                 a field, or one of the built-in `VARIABLES`
    {{name:number}}          a field whose kind is said in the text, see `FieldKind`
    {{#if name}} … {{else}} … {{/if}}                what is written where a field is filled in
    {{#if name = value}} …   or has (or with != has not) a value
    \{{                      two literal braces; before braces, a backslash is written \\

Single braces are text. What is not understood is text too, and is told as a `Problem` with its place:
parsing (`template_parser`) and rendering are total, pure, and take time in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from desktop.core.templates import Field, FieldKind, Value

VARIABLES = ("date", "time", "clipboard", "selection", "language", "model")
"""Built-in: filled in without asking. No field can have these names."""

MOST_FIELDS = 50
DEEPEST = 20  # conditions within conditions
LONGEST_FIELD_NAME = 60  # characters

OPEN = re.compile(r"(?<!\\)(\\*)\{\{(?!\{)")
"""Two braces, with the backslashes before them; of three braces, the last two."""

_BRACES = re.compile(r"(?<!\\)(\\*)(\{{2,})")


class ProblemKind(StrEnum):
    """What is wrong at a place of a text."""

    UNCLOSED = "unclosed"  # {{ without }}
    NESTED = "nested"  # {{ within {{ … }}
    NOT_A_FIELD = "not a field"
    UNKNOWN_KIND = "unknown kind"
    OTHER_KIND = "other kind"  # the field has another kind further up
    IF_UNCLOSED = "if unclosed"
    NO_IF = "no if"  # {{else}} or {{/if}} without {{#if}}
    TOO_DEEP = "too deep"
    TOO_MANY = "too many"  # fields
    VARIABLE = "variable"  # a built-in one that is given a kind, as if it were a field


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a text that does not mean what was meant."""

    kind: ProblemKind
    start: int  # characters before it
    end: int
    name: str = ""  # of the field, or what stands there


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that a value is written to."""

    name: str
    start: int
    end: int
    kind: FieldKind | None = None  # where the text says it


@dataclass(frozen=True, slots=True)
class Choice:
    """A stretch of text that depends on a field."""

    name: str
    value: str | None  # None asks whether it is filled in
    negated: bool
    start: int
    yes: tuple[Node, ...] = ()
    no: tuple[Node, ...] = ()


Node: TypeAlias = str | Slot | Choice


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text, understood."""

    nodes: tuple[Node, ...]
    slots: tuple[Slot, ...]  # also those in conditions, in the order of the text
    problems: tuple[Problem, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every field and variable once, in the order of the text."""
        return tuple(dict.fromkeys(slot.name for slot in self.slots))


@dataclass(frozen=True, slots=True)
class Wording:
    """How values that are no text are written."""

    yes: str = "yes"
    no: str = "no"
    between: str = ", "  # choices


def escape(text: str) -> str:
    """Write any text so that it renders to itself."""
    return _BRACES.sub(_literally, text)


def render(parsed: Parsed, values: Mapping[str, Value], wording: Wording | None = None) -> str:
    """Write a text with its values; what has none is left empty. Values are never parsed themselves.

    A value is written as often as the text wants it, so ask `length` first.
    """
    return "".join(_written(parsed.nodes, _Values(values, wording or Wording())))


def length(parsed: Parsed, values: Mapping[str, Value], wording: Wording | None = None) -> int:
    """Tell how many characters `render` would write, without writing them."""
    return sum(len(part) for part in _written(parsed.nodes, _Values(values, wording or Wording())))


def fields_of(texts: Sequence[Parsed], declared: Sequence[Field]) -> tuple[Field, ...]:
    """Give the fields that texts have, in their order: as declared, or as the text says, or plain text."""
    known = {each.name: each for each in declared}
    kinds: dict[str, FieldKind | None] = {}
    for slot in (slot for parsed in texts for slot in parsed.slots if slot.name not in VARIABLES):
        if kinds.get(slot.name) is None:
            kinds[slot.name] = slot.kind
    return tuple(_field(name, kind, known.get(name)) for name, kind in kinds.items())


def text_of(value: Value | None, wording: Wording) -> str:
    """Write one value."""
    match value:
        case None:
            return ""
        case bool():
            return wording.yes if value else wording.no
        case tuple():
            return wording.between.join(value)
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case _:
            return str(value)


def _literally(found: re.Match[str]) -> str:
    slashes, pairs = found.group(1), "\\{{" * (len(found.group(2)) // 2)
    return slashes + "{" + pairs if len(found.group(2)) % 2 else slashes * 2 + pairs


def _field(name: str, kind: FieldKind | None, declared: Field | None) -> Field:
    if declared is None:
        return Field(name, kind or FieldKind.TEXT)
    if kind is None or kind is declared.kind:
        return declared
    return Field(name, kind, declared.label, declared.help, None, declared.required)  # its limits mean others


class _Values:
    """Values as they are written; each is made into text once, however often a text has it."""

    def __init__(self, values: Mapping[str, Value], wording: Wording) -> None:
        self._values = values
        self._wording = wording
        self._texts: dict[str, str] = {}
        self._folded: dict[str, frozenset[str]] = {}

    def text(self, name: str) -> str:
        """Write one."""
        if name not in self._texts:
            self._texts[name] = text_of(self._values.get(name), self._wording)
        return self._texts[name]

    def holds(self, choice: Choice) -> bool:
        """Tell whether a condition does."""
        value = self._values.get(choice.name)
        if choice.value is None:
            given = bool(value) if isinstance(value, bool | str | tuple) else value is not None
            return given is not choice.negated
        return (choice.value.casefold() in self._shown(choice.name)) is not choice.negated

    def _shown(self, name: str) -> frozenset[str]:
        if name not in self._folded:
            value = self._values.get(name)
            shown = value if isinstance(value, tuple) else (self.text(name),)
            self._folded[name] = frozenset(each.strip().casefold() for each in shown)
        return self._folded[name]


def _written(nodes: Sequence[Node], values: _Values) -> Iterator[str]:
    for node in nodes:
        match node:
            case str():
                yield node
            case Slot():
                yield values.text(node.name)
            case Choice():
                yield from _written(node.yes if values.holds(node) else node.no, values)
