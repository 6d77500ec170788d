"""Understands the texts of templates; `template_text` says how they are written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from desktop.core.template_text import (
    DEEPEST,
    LONGEST_FIELD_NAME,
    MOST_FIELDS,
    OPEN,
    VARIABLES,
    Choice,
    Node,
    Parsed,
    Problem,
    ProblemKind,
    Slot,
)
from desktop.core.templates import FieldKind

MOST_PROBLEMS = 100
LONGEST_EXCERPT = 30  # characters
MOST_READ = 60  # characters that an excerpt is made from

_KINDS = {kind.value: kind for kind in FieldKind}
# Nothing here is tried in two ways: `(?>` and `*+` give back nothing, so that no text takes long.
_NAME = r"(?P<name>(?>[^\s{}#/:=!](?:[^{}#/:=!\r\n]*[^\s{}#/:=!])?))"
_FIELD = re.compile(rf"\s*+{_NAME}\s*+(?::\s*+(?P<kind>\w*+)\s*+)?")
_IF = re.compile(rf"#if\s++{_NAME}\s*+(?:(?P<sign>!?=)\s*+(?P<value>[^{{}}\r\n]*+)\s*+)?")
_BLANK = re.compile(r"[ \t]*")
_BLANK_TO_END = re.compile(r"[ \t]*(?:\r?\n|\Z)")


def parse(text: str) -> Parsed:
    """Understand a text. Never fails."""
    return _Parser(text).parse()


@dataclass(slots=True)
class _Frame:
    """A condition whose end has not come yet; the outermost is the text itself."""

    opened: Choice | None
    tag: str = ""  # as it stands in the text
    otherwise: str = ""  # the tag of its else
    yes: list[Node] = field(default_factory=list[Node])
    no: list[Node] = field(default_factory=list[Node])

    @property
    def nodes(self) -> list[Node]:
        """Where the text goes on."""
        return self.no if self.otherwise else self.yes

    def closed(self) -> Choice:
        """Give the condition with what depends on it."""
        opened = self.opened
        assert opened is not None
        parts = (tuple(self.yes), tuple(self.no))
        return Choice(opened.name, opened.value, opened.negated, opened.start, *parts)

    def as_text(self) -> list[Node]:
        """Give everything as if the tags were text."""
        return [self.tag, *self.yes, self.otherwise, *self.no]


@dataclass(frozen=True, slots=True)
class _Tag:
    """Two pairs of braces, and what stands between them."""

    inside: str
    start: int
    end: int


class _Parser:
    """Reads one text from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._frames = [_Frame(None)]
        self._ignored = 0  # conditions that lie too deep, and have not ended
        self._slots: list[Slot] = []
        self._kinds: dict[str, FieldKind] = {}
        self._problems: list[Problem] = []

    def parse(self) -> Parsed:
        """Give what the text says."""
        at = close = 0
        while (found := OPEN.search(self._text, at)) is not None:
            slashes, inner = len(found.group(1)), found.end()
            self._write(self._text[at : found.start()] + "\\" * (slashes // 2))
            if 0 <= close < inner:
                close = self._text.find("}}", inner)
            if slashes % 2 or not self._closes(inner, close):
                self._write("{{")
                at = inner
            else:
                at = self._take(_Tag(self._text[inner:close], inner - 2, close + 2), at)
        self._write(self._text[at:])
        self._end()
        problems = sorted(self._problems, key=lambda problem: problem.start)
        return Parsed(tuple(self._frames[0].yes), tuple(self._slots), tuple(problems))

    def _closes(self, inner: int, close: int) -> bool:
        """Tell whether braces have an end of their own."""
        if close < 0:
            self._problem(ProblemKind.UNCLOSED, inner - 2, inner, self._text[inner : inner + MOST_READ])
        elif OPEN.search(self._text, inner, close) is not None:
            self._problem(
                ProblemKind.NESTED, inner - 2, inner, self._text[inner : min(close, inner + MOST_READ)]
            )
        else:
            return True
        return False

    def _take(self, tag: _Tag, since: int) -> int:
        """Understand a tag; gives from where the text goes on. A condition may have a line for itself."""
        inside = tag.inside.strip()
        if inside.startswith(("#", "/")) or inside == "else":
            return self._block(tag, inside, since)
        found = _FIELD.fullmatch(tag.inside)
        name = _name(found.group("name")) if found is not None else ""
        if found is None or len(name) > LONGEST_FIELD_NAME:
            self._refuse(ProblemKind.NOT_A_FIELD, tag)
        else:
            self._field(tag, name, found.group("kind"))
        return tag.end

    def _field(self, tag: _Tag, name: str, said: str | None) -> None:
        kind = None if said is None else _KINDS.get(said.casefold())
        if said is not None and kind is None:
            self._problem(ProblemKind.UNKNOWN_KIND, tag.start, tag.end, said)
        if kind is not None and self._kinds.setdefault(name, kind) is not kind:
            self._problem(ProblemKind.OTHER_KIND, tag.start, tag.end, name)
            kind = None
        slot = Slot(name, tag.start, tag.end, kind)
        self._slots.append(slot)
        self._frames[-1].nodes.append(slot)

    def _block(self, tag: _Tag, inside: str, since: int) -> int:
        top = self._frames[-1]
        found = _IF.fullmatch(inside)
        if found is not None:
            return self._open(tag, found, since)
        if inside == "/if" and self._ignored:
            self._ignored -= 1
            self._write(self._text[tag.start : tag.end])
        elif inside == "/if" and top.opened is not None:
            end = self._own_line(tag, since)
            self._frames.pop()
            self._frames[-1].nodes.append(top.closed())
            return end
        elif inside == "else" and top.opened is not None and not top.otherwise:
            end = self._own_line(tag, since)
            top.otherwise = self._text[tag.start : tag.end]
            return end
        else:
            known = inside in ("/if", "else")
            self._refuse(ProblemKind.NO_IF if known else ProblemKind.NOT_A_FIELD, tag)
        return tag.end

    def _open(self, tag: _Tag, found: re.Match[str], since: int) -> int:
        if self._ignored or len(self._frames) > DEEPEST:
            self._ignored += 1
            self._refuse(ProblemKind.TOO_DEEP, tag)
            return tag.end
        end = self._own_line(tag, since)
        name = _name(found.group("name"))
        value = found.group("value")
        choice = Choice(
            name, value if value is None else value.rstrip(), found.group("sign") == "!=", tag.start
        )
        self._slots.append(Slot(name, tag.start, tag.end))
        self._frames.append(_Frame(choice, self._text[tag.start : tag.end]))
        return end

    def _own_line(self, tag: _Tag, since: int) -> int:
        """Take a line that holds nothing but the tag out of the text; gives where the text goes on."""
        line = self._text.rfind("\n", since, tag.start) + 1 or (0 if since == 0 else tag.start + 1)
        if since and line > tag.start and self._text[since - 1] == "\n":
            line = since
        after = _BLANK_TO_END.match(self._text, tag.end)
        if line > tag.start or after is None or not _BLANK.fullmatch(self._text, line, tag.start):
            return tag.end
        nodes = self._frames[-1].nodes
        if line < tag.start and nodes and isinstance(nodes[-1], str):
            nodes[-1] = nodes[-1][: line - tag.start]
        return after.end()

    def _end(self) -> None:
        while len(self._frames) > 1:
            left = self._frames.pop()
            assert left.opened is not None
            start = left.opened.start
            self._problem(ProblemKind.IF_UNCLOSED, start, start + len(left.tag), left.opened.name)
            self._frames[-1].nodes.extend(left.as_text())
        names = {slot.name for slot in self._slots}.difference(VARIABLES)
        if len(names) > MOST_FIELDS:
            self._problem(ProblemKind.TOO_MANY, 0, 0, str(len(names)))

    def _refuse(self, kind: ProblemKind, tag: _Tag) -> None:
        self._problem(kind, tag.start, tag.end, tag.inside)
        self._write(self._text[tag.start : tag.end])

    def _problem(self, kind: ProblemKind, start: int, end: int, what: str) -> None:
        if len(self._problems) < MOST_PROBLEMS:
            excerpt = " ".join(what[:MOST_READ].split())[:LONGEST_EXCERPT]
            self._problems.append(Problem(kind, start, end, excerpt))

    def _write(self, text: str) -> None:
        if text:
            self._frames[-1].nodes.append(text)


def _name(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip())
