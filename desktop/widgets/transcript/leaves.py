"""What a message is made of: a flat list of leaf blocks, as values. No Qt, no parser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, IntFlag, StrEnum
from typing import TypeAlias

QUOTE = "q"
LIST = "l"


class Look(IntFlag):
    """How a run of text is set."""

    PLAIN = 0
    BOLD = 1
    ITALIC = 2
    STRIKE = 4
    CODE = 8
    MATH = 16  # the text is LaTeX
    DISPLAY = 32  # with MATH: the formula stands on its own, as far as there is room
    AID = 64  # is there for who reads it on the screen, and is never copied


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look. Line breaks inside a paragraph are U+2028."""

    text: str
    look: Look = Look.PLAIN
    href: str = ""  # checked: http, https or mailto; or "#fn-", "#fnref-" and a number, of a footnote


Cell: TypeAlias = tuple[Run, ...]


class Joint(Enum):
    """How a leaf follows the one before it; the value stands between them in copied text."""

    BLOCK = ("\n\n", "block")
    TIGHT = ("\n", "tight")  # items of a list
    NEXT_LINE = ("\n", "next line")  # a long block cut between two lines
    SAME_LINE = ("", "same line")  # a long block cut inside a line

    @property
    def text(self) -> str:
        """What stands between the two leaves in copied text."""
        return self.value[0]

    @property
    def cut(self) -> bool:
        """Whether both leaves are parts of one block."""
        return self in (Joint.NEXT_LINE, Joint.SAME_LINE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a leaf stands: inside which quotes and lists, under which marker."""

    nest: str = ""  # QUOTE and LIST, from the outside in
    marker: str = ""  # "•", "◦", "3.", "☐", "☑"; empty for all but the first leaf of a list item
    joint: Joint = Joint.BLOCK


class Align(StrEnum):
    """How the cells of a column are set."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a heading of level 1 to 6."""

    place: Place
    runs: Cell
    level: int = 0


@dataclass(frozen=True, slots=True)
class Code:
    """A code block, or one part of a long one."""

    place: Place
    text: str  # without the last line break
    language: str = ""
    first: bool = True
    last: bool = True
    closed: bool = True  # False while its end is still to come


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or one part of a long one. All parts know `labels`; only the first shows them."""

    place: Place
    labels: tuple[Cell, ...]  # of the columns
    rows: tuple[tuple[Cell, ...], ...]
    aligns: tuple[Align, ...]
    widest: tuple[Cell, ...]  # of every column the longest cell of this part, the label left out
    first: bool = True
    last: bool = True

    @property
    def shown_rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows of this part, its labels included."""
        return (self.labels, *self.rows) if self.first else self.rows


@dataclass(frozen=True, slots=True)
class MathBlock:
    """A formula on its own."""

    place: Place
    tex: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line."""

    place: Place


Leaf: TypeAlias = Paragraph | Code | Table | MathBlock | Rule


def plain_run(run: Run) -> str:
    """Give a run as copied text: formulas as TeX between dollar signs."""
    if run.look & Look.AID:
        return ""
    return f"${run.text}$" if run.look & Look.MATH else run.text.replace("\u2028", "\n")


def plain_cell(runs: Cell) -> str:
    """Give runs as copied text."""
    return "".join(plain_run(run) for run in runs)


def plain(leaf: Leaf) -> str:
    """Give a leaf as copied text, its marker included."""
    match leaf:
        case Paragraph():
            return f"{leaf.place.marker} {plain_cell(leaf.runs)}".lstrip(" ")
        case Code():
            return leaf.text
        case Table():
            return "\n".join("\t".join(plain_cell(cell) for cell in row) for row in leaf.shown_rows)
        case MathBlock():
            return f"$${leaf.tex}$$"
        case Rule():
            return ""


def joined(leaves: Sequence[Leaf]) -> str:
    """Give leaves as copied text, with the right distance between them."""
    parts: list[str] = []
    for leaf in leaves:
        if parts:
            parts.append(leaf.place.joint.text)
        parts.append(plain(leaf))
    return "".join(parts)


def cell_units(runs: Cell) -> int:
    """Estimate the width of runs in Latin characters; TeX is about twice as long as what it shows."""
    return sum(units(run.text) // 2 + 1 if run.look & Look.MATH else units(run.text) for run in runs)


def units(text: str) -> int:
    """Estimate the width of a text in Latin characters: a CJK character counts as two.

    UTF-8 takes one byte for a Latin character and three for a CJK one; the mean of bytes and
    characters is then 1 and 2.
    """
    if text.isascii():  # known without looking at it
        return len(text)
    return (len(text) + len(text.encode(errors="replace"))) // 2
