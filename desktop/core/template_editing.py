"""Rules for a template that is being edited: what is found in its texts, and what stays of its fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.core.chat import clean
from desktop.core.template_errors import TemplateTooLong
from desktop.core.template_filling import fields_in
from desktop.core.template_parser import parse
from desktop.core.template_text import MOST_FIELDS, VARIABLES, Parsed, Problem, ProblemKind
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


def find_problems(body: Body) -> tuple[Finding, ...]:
    """List everything in all texts that does not mean what was meant, in their order."""
    found: list[Finding] = []
    kinds: dict[str, FieldKind] = {}
    names: set[str] = set()
    for spot, number, text in texts_of(body):
        parsed = parse(text)
        names.update(name for name in parsed.names if name not in VARIABLES)
        problems = [each for each in parsed.problems if each.kind is not ProblemKind.TOO_MANY]
        problems += _other_kinds(parsed, kinds)
        for problem in sorted(problems, key=lambda each: each.start):
            found.append(Finding(problem, spot, number, *place_of(text, problem.start)))
    if len(names) > MOST_FIELDS:
        many = Problem(ProblemKind.TOO_MANY, 0, 0, str(len(names)))
        found.append(Finding(many, Spot.USER, 0, 1, 1))
    return tuple(found)


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


def follow(before: Body, after: Body) -> Body:
    """Keep the declarations of fields through a change of the texts.

    Where one name went and another came, the field was renamed. What went is kept too: its name may
    only be half typed.
    """
    old = {field.name: field for field in fields_in(before)}
    new = {field.name: field for field in fields_in(after)}
    declared = {field.name: field for field in after.fields}
    gone = [name for name in old if name not in new]
    come = [name for name in new if name not in old and name not in declared]
    if len(gone) == len(come) == 1 and gone[0] in declared:
        declared[come[0]] = replace(declared[gone[0]], name=come[0])
    kept = tuple(declared.values())[-MOST_KEPT:]
    return after if kept == after.fields else replace(after, fields=kept)


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
    kept = replace(texts, fields=fields_in(texts))
    return Draft(template_name(draft.name), kept, clean(" ".join(draft.description.split())))


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


def _other_kinds(parsed: Parsed, kinds: dict[str, FieldKind]) -> Iterator[Problem]:
    """Find fields that have another kind in a text before this one; what is in one text, parsing tells."""
    here: set[str] = set()
    for slot in parsed.slots:
        if slot.kind is None or slot.name in here:
            continue
        here.add(slot.name)
        if kinds.setdefault(slot.name, slot.kind) is not slot.kind:
            yield Problem(ProblemKind.OTHER_KIND, slot.start, slot.end, slot.name)
