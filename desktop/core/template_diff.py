"""What differs between two versions of a template: line by line, with the changed words marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.core.template_filling import fields_in
from desktop.core.templates import Body, Draft, Field

MOST_LINES = 3_000  # of the part that differs; longer ones are shown as replaced whole
MOST_COMPARED = 600_000  # pairs of words in all changed lines of a text; a tenth of a second, usually
ALIKE = 0.3  # share of a line that has to be the same, or its words are not compared
AROUND = 3  # lines that are shown around a change

# A run of letters is a word; in Chinese and Japanese, where nothing stands between words, a character is one.
_OWN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_WORDS = re.compile(rf"[{_OWN}]|[^\W{_OWN}]+|\s+|.", re.DOTALL)


Check = Callable[[], None]


def _go_on() -> None:
    """Nobody gives up."""


class Mark(StrEnum):
    """What became of a line."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"
    LEFT_OUT = "left out"  # a stretch of lines that are the same


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a comparison; of lines that are left out, how many."""

    mark: Mark
    pieces: tuple[Piece, ...] = ()
    count: int = 1

    @property
    def text(self) -> str:
        """The whole line."""
        return "".join(piece.text for piece in self.pieces)


class Subject(StrEnum):
    """A text of a template."""

    NAME = "name"
    DESCRIPTION = "description"
    SYSTEM = "system"
    QUESTION = "question"  # of an example
    ANSWER = "answer"
    USER = "user"
    MODEL = "model"
    PRESET = "preset"
    JSON_SCHEMA = "json schema"
    GRAMMAR = "grammar"


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text that is not the same."""

    subject: Subject
    number: int  # of the example, from 1; else 0
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that is not the same; None where it is not there."""

    name: str
    before: Field | None
    after: Field | None


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between two versions."""

    texts: tuple[TextChange, ...]
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two texts, and all lines of both with what differs marked."""

    before: str
    after: str
    old: tuple[Sequence[Piece], ...]
    new: tuple[Sequence[Piece], ...]


def compare(before: Draft, after: Draft, check: Check = _go_on) -> Difference:
    """Find what differs, on a worker: a second at most. Where too much differs, it is less precise."""
    pairs = zip(_texts(before, after), _texts(after, before), strict=True)
    texts = (
        TextChange(subject, number, diff_texts(old, new, check))
        for (subject, number, old), (_, _, new) in pairs
        if old != new
    )
    return Difference(tuple(texts), tuple(_field_changes(before.body, after.body)))


def diff_texts(before: str, after: str, check: Check = _go_on) -> tuple[Line, ...]:
    """Compare two texts by lines; of lines that are the same, those around a change are given.

    `check` is called between lines, and raises where nobody waits for this any more.
    """
    old, new = before.splitlines(), after.splitlines()
    return tuple(_shortened(list(_lines(old, new, check))))


def side_by_side(before: str, after: str, check: Check = _go_on) -> SideBySide:
    """Give all lines of two texts, with what differs marked."""
    old, new = list[Sequence[Piece]](), list[Sequence[Piece]]()
    there = before.splitlines()
    for line in diff_texts(before, after, check):
        match line.mark:
            case Mark.GONE:
                old.append(_marked(line))
            case Mark.NEW:
                new.append(_marked(line))
            case _:
                same = [(Piece(text),) for text in there[len(old) : len(old) + line.count]]
                old += same
                new += same
    return SideBySide(before, after, tuple(old), tuple(new))


def _texts(draft: Draft, other: Draft) -> Iterator[tuple[Subject, int, str]]:
    body = draft.body
    yield Subject.NAME, 0, draft.name
    yield Subject.DESCRIPTION, 0, draft.description
    yield Subject.SYSTEM, 0, body.system
    for number in range(max(len(body.examples), len(other.body.examples))):
        example = body.examples[number] if number < len(body.examples) else None
        yield Subject.QUESTION, number + 1, example.question if example is not None else ""
        yield Subject.ANSWER, number + 1, example.answer if example is not None else ""
    yield Subject.USER, 0, body.user
    yield Subject.MODEL, 0, body.model
    yield Subject.PRESET, 0, body.preset
    yield Subject.JSON_SCHEMA, 0, body.json_schema
    yield Subject.GRAMMAR, 0, body.grammar


def _field_changes(before: Body, after: Body) -> Iterator[FieldChange]:
    old = {field.name: field for field in fields_in(before)}
    new = {field.name: field for field in fields_in(after)}
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield FieldChange(name, old.get(name), new.get(name))


def _lines(old: Sequence[str], new: Sequence[str], check: Check) -> Iterator[Line]:
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    yield from (_whole(Mark.SAME, line) for line in old[:head])
    yield from _between(old[head : len(old) - tail], new[head : len(new) - tail], check)
    yield from (_whole(Mark.SAME, line) for line in old[len(old) - tail :])


def _between(old: Sequence[str], new: Sequence[str], check: Check) -> Iterator[Line]:
    """Compare what lies between equal beginnings and ends."""
    budget = MOST_COMPARED
    for tag, a, b, c, d in _steps(old, new):
        if tag == "equal":
            yield from (_whole(Mark.SAME, line) for line in old[a:b])
            continue
        both = min(b - a, d - c)
        marked: list[tuple[tuple[Piece, ...], tuple[Piece, ...]]] = []
        for i in range(both):
            check()
            words = ([text] if budget <= 0 else _WORDS.findall(text) for text in (old[a + i], new[c + i]))
            gone, come = words
            budget -= len(gone) * len(come)
            marked.append(_words(gone, come, compared=budget > 0))
        yield from (Line(Mark.GONE, pieces) for pieces, _ in marked)
        yield from (_whole(Mark.GONE, line) for line in old[a + both : b])
        yield from (Line(Mark.NEW, pieces) for _, pieces in marked)
        yield from (_whole(Mark.NEW, line) for line in new[c + both : d])


def _steps(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    if max(len(old), len(new)) > MOST_LINES:
        return [("replace", 0, len(old), 0, len(new))]
    from difflib import SequenceMatcher  # here, and below: the window seldom needs it

    return SequenceMatcher(None, old, new).get_opcodes()


def _words(a: Sequence[str], b: Sequence[str], compared: bool) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Mark what differs within two lines."""
    whole = _filled([Piece("".join(a), changed=True)]), _filled([Piece("".join(b), changed=True)])
    if not compared:
        return whole
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(str.isspace, a, b, autojunk=False)  # blanks are everywhere, and mean nothing
    if matcher.ratio() < ALIKE:
        return whole
    gone, come = list[Piece](), list[Piece]()
    for tag, i, j, k, m in matcher.get_opcodes():
        changed = tag != "equal"
        gone.append(Piece("".join(a[i:j]), changed))
        come.append(Piece("".join(b[k:m]), changed))
    return _filled(gone), _filled(come)


def _filled(pieces: list[Piece]) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.text)


def _shortened(lines: list[Line]) -> Iterator[Line]:
    """Leave out lines that are far from every change."""
    near = [False] * len(lines)
    for number, line in enumerate(lines):
        if line.mark is not Mark.SAME:
            for place in range(max(0, number - AROUND), min(len(lines), number + AROUND + 1)):
                near[place] = True
    left = 0
    for line, shown in zip(lines, near, strict=True):
        if shown and left:
            yield Line(Mark.LEFT_OUT, count=left)
            left = 0
        if shown:
            yield line
        else:
            left += 1
    if left:
        yield Line(Mark.LEFT_OUT, count=left)


def _whole(mark: Mark, text: str) -> Line:
    return Line(mark, (Piece(text),) if text else ())


def _marked(line: Line) -> Sequence[Piece]:
    """Mark a line whole where none of its words is there in the other text."""
    if any(piece.changed for piece in line.pieces):
        return line.pieces
    return tuple(Piece(piece.text, changed=True) for piece in line.pieces)


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    """Length of the common beginning."""
    pairs = enumerate(zip(a, b, strict=False))
    return next((i for i, (x, y) in pairs if x != y), min(len(a), len(b)))
