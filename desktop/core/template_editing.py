"""Rules for a template that is being edited: what is found in its texts, and what stays of its fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.core.chat import clean
from desktop.core.template_errors import TemplateTooLong
from desktop.core.template_parser import parse
from desktop.core.template_text import MOST_FIELDS, VARIABLES, Parsed, Problem, ProblemKind, fields_of
from desktop.core.templates import LONGEST_TEXT, Body, Draft, Example, Field, FieldKind, template_name

MOST_KEPT = 300  # declarations, with those whose name is not in the texts at the moment


class Spot(StrEnum):
    """A text that fields can stand in."""

    SYSTEM = "system"
    QUESTION = "question"
    ANSWER = "answer"
    USER = "user"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with its place: which text, which line and column."""

    problem: Problem
    spot: Spot
    number: int  # of the example, from 0
    line: int  # from 1, as the column
    column: int


@dataclass(frozen=True, slots=True)
class Part:
    """A text of a body, understood."""

    spot: Spot
    number: int  # of the example, from 0
    text: str
    parsed: Parsed


@dataclass(frozen=True, slots=True)
class Reading:
    """A body with all of its texts understood."""

    body: Body
    parts: tuple[Part, ...]
    fields: tuple[Field, ...]  # that the texts have


def read(body: Body, before: Reading | None = None) -> Reading:
    """Understand a body; texts that were understood before are not parsed again."""
    known = {part.text: part.parsed for part in before.parts} if before is not None else {}
    parts = [
        Part(spot, number, text, known[text] if text in known else parse(text))
        for spot, number, text in texts_of(body)
    ]
    return Reading(body, tuple(parts), fields_of([part.parsed for part in parts], body.fields))


def find_problems(reading: Reading) -> tuple[Finding, ...]:
    """List everything in all texts that does not mean what was meant, in their order."""
    found: list[Finding] = []
    kinds: dict[str, FieldKind] = {}
    for part in reading.parts:
        problems = [each for each in part.parsed.problems if each.kind is not ProblemKind.TOO_MANY]
        problems += _wrong_kinds(part.parsed, kinds)
        for problem in sorted(problems, key=lambda each: each.start):
            place = place_of(part.text, problem.start)
            found.append(Finding(problem, part.spot, part.number, *place))
    if len(reading.fields) > MOST_FIELDS:
        many = Problem(ProblemKind.TOO_MANY, 0, 0, str(len(reading.fields)))
        found.append(Finding(many, Spot.USER, 0, 1, 1))
    return tuple(found)


def said_kinds(reading: Reading) -> dict[str, FieldKind]:
    """Give the kinds of fields that the texts themselves say."""
    kinds: dict[str, FieldKind] = {}
    for slot in (slot for part in reading.parts for slot in part.parsed.slots):
        if slot.kind is not None:
            kinds.setdefault(slot.name, slot.kind)
    return kinds


def texts_of(body: Body) -> Iterator[tuple[Spot, int, str]]:
    """Give all texts in the order in which a model reads them."""
    yield Spot.SYSTEM, 0, body.system
    for number, example in enumerate(body.examples):
        yield Spot.QUESTION, number, example.question
        yield Spot.ANSWER, number, example.answer
    yield Spot.USER, 0, body.user


def place_of(text: str, at: int) -> tuple[int, int]:
    """Give line and column of a character, both from 1."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def follow(before: Reading, after: Body) -> Reading:
    """Keep the declarations of fields through a change of the texts.

    Where one name went and another came, the field was renamed. What went is kept too: its name may
    only be half typed.
    """
    reading = read(after, before)
    old, new = ([field.name for field in each.fields] for each in (before, reading))
    if old == new:
        return reading
    declared = {field.name: field for field in after.fields}
    gone = [name for name in old if name not in new]
    come = [name for name in new if name not in old and name not in declared]
    if len(gone) != 1 or len(come) != 1 or gone[0] not in declared:
        return reading
    renamed = replace(declared[gone[0]], name=come[0])
    return read(replace(after, fields=(*after.fields, renamed)[-MOST_KEPT:]), reading)


def declare(body: Body, field: Field) -> Body:
    """Have a field declared like this; with another kind than before, what that means nothing to goes."""
    before = next((each for each in body.fields if each.name == field.name), None)
    if before is not None and before.kind is not field.kind:
        field = as_kind(before, field.kind)
    declared = {each.name: each for each in body.fields} | {field.name: field}
    return replace(body, fields=tuple(declared.values()))


def as_kind(field: Field, kind: FieldKind) -> Field:
    """Give a field another kind; limits, choices and a default mean nothing to most others."""
    choice = (FieldKind.CHOICE, FieldKind.CHOICES)
    options = field.options if kind in choice and field.kind in choice else ()
    return Field(field.name, kind, field.label, field.help, None, field.required, options=options)


def settled(draft: Draft) -> Draft:
    """Give what is to be saved: storable, and only the fields that the texts have, as they are declared.

    Raises `TemplateTooLong`.
    """
    body = draft.body
    longest = max(len(text) for _, _, text in texts_of(body))
    if longest > LONGEST_TEXT:
        raise TemplateTooLong(longest, LONGEST_TEXT)
    examples = tuple(Example(clean(each.question), clean(each.answer)) for each in body.examples)
    texts = replace(body, user=clean(body.user), system=clean(body.system), examples=examples)
    kept = replace(texts, fields=read(texts).fields)
    return Draft(template_name(draft.name), kept, clean(" ".join(draft.description.split())))


def same(draft: Draft, reading: Reading, other: Draft, other_reading: Reading) -> bool:
    """Tell whether two drafts would be saved as the same."""
    return (
        template_name(draft.name) == template_name(other.name)
        and draft.description.split() == other.description.split()
        and replace(draft.body, fields=reading.fields) == replace(other.body, fields=other_reading.fields)
    )


def is_blank(draft: Draft) -> bool:
    """Tell whether nothing was typed yet."""
    return (
        not draft.name.strip() and not draft.description.strip() and replace(draft.body, fields=()) == Body()
    )


def field_name(text: str) -> str:
    """Make the name of a field of any text; "" where nothing of it can be one."""
    kept = "".join(" " if c in "{}#/:=!\r\n\t" else c for c in text)
    name = " ".join(kept.split())[:40].strip()
    return f"{name} 1" if name in VARIABLES or name == "else" else name


def _wrong_kinds(parsed: Parsed, kinds: dict[str, FieldKind]) -> Iterator[Problem]:
    """Find kinds of variables, and other ones in a text before this one; the rest parsing tells."""
    here: set[str] = set()
    for slot in parsed.slots:
        if slot.kind is None or slot.name in here:
            continue
        here.add(slot.name)
        if slot.name in VARIABLES:
            yield Problem(ProblemKind.VARIABLE, slot.start, slot.end, slot.name)
        elif kinds.setdefault(slot.name, slot.kind) is not slot.kind:
            yield Problem(ProblemKind.OTHER_KIND, slot.start, slot.end, slot.name)
