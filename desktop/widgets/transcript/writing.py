"""Blocks as Markdown again: what is copied of a part of a message. No Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from desktop.widgets.transcript.leaves import (
    LIST,
    QUOTE,
    Align,
    Cell,
    Code,
    Joint,
    Leaf,
    MathBlock,
    Paragraph,
    Place,
    Rule,
    Run,
    Table,
)
from desktop.widgets.transcript.notes import backs_of, begins_note
from desktop.widgets.transcript.writing_inline import at_line_starts, written_runs

_MARKERS = {"•": "-", "◦": "-", "☐": "- [ ]", "☑": "- [x]"}
_DASHES = {Align.LEFT: "---", Align.CENTER: ":---:", Align.RIGHT: "---:"}
NOTE_INDENT = 4
_CLOSING = re.compile(r"(?:(?<=\s)|^)#+$")


def written(leaves: Sequence[Leaf], breaks: bool = False) -> str:
    """Write blocks, which need not be all of a message. With `breaks` line breaks are kept as they are."""
    writer = _Writer("\n" if breaks else "  \n")
    whole = _merged(leaves)
    for index, leaf in enumerate(whole):
        note = _note_at(whole, index)
        if not (isinstance(leaf, Rule) and _note_at(whole, index + 1)):  # a note needs none above it
            writer.write(leaf, note)
    return writer.text


def _merged(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Put the parts of long blocks together again."""
    made: list[Leaf] = []
    for leaf in leaves:
        if not (made and leaf.place.joint.cut and _join(made, leaf)):
            made.append(leaf)
    return made


def _join(made: list[Leaf], leaf: Leaf) -> bool:
    between = "\n" if leaf.place.joint is Joint.NEXT_LINE else ""
    match made[-1], leaf:
        case Code() as before, Code():
            made[-1] = replace(before, text=before.text + between + leaf.text)
        case Table() as before, Table():
            made[-1] = replace(before, rows=(*before.rows, *leaf.rows))
        case Paragraph() as before, Paragraph():
            line = (Run("\u2028"),) if between else ()
            made[-1] = replace(before, runs=(*before.runs, *line, *leaf.runs))
        case _:
            return False
    return True


def _note_at(leaves: Sequence[Leaf], index: int) -> str:
    """Give the number of the note that begins with a block; empty if none does."""
    if index >= len(leaves) or not begins_note(leaves[index]):
        return ""
    nest = leaves[index].place.nest
    for number, leaf in enumerate(leaves[index:]):
        if number and leaf.place.marker and leaf.place.nest == nest:
            break
        if isinstance(leaf, Paragraph) and (backs := backs_of(leaf.runs)):
            return backs[0]
    return ""


class _Writer:
    """Knows how far each list around the next block is indented."""

    def __init__(self, line_end: str) -> None:
        self.text = ""
        self._line_end = line_end
        self._indents: list[int] = []  # of the lists around the last block; none for one begun before
        self._nest = ""

    def write(self, leaf: Leaf, note: str = "") -> None:
        """Add a block."""
        place = leaf.place
        depth = place.nest.count(LIST)
        self._indents = [*self._indents[:depth], *[0] * (depth - len(self._indents))]
        marker = f"[^{note}]:" if note else _MARKERS.get(place.marker, place.marker)
        if self.text:
            self.text += self._between(place, bool(marker))
        if marker and depth:
            self._indents[-1] = 0
            self.text += f"{self._prefix(place.nest)}{marker} "
            self._indents[-1] = NOTE_INDENT if note else len(marker.split()[0]) + 1
        else:
            self.text += self._prefix(place.nest)
        rest = self._prefix(place.nest)
        self.text += self._body(leaf).replace("\n", f"\n{rest}")
        self._nest = place.nest

    def _prefix(self, nest: str) -> str:
        lists = iter(self._indents)
        return "".join("> " if level == QUOTE else " " * next(lists) for level in nest)

    def _between(self, place: Place, marked: bool) -> str:
        if marked and place.joint is Joint.TIGHT:
            return "\n"
        common = 0
        while common < min(len(self._nest), len(place.nest)) and self._nest[common] == place.nest[common]:
            common += 1
        return f"\n{self._prefix(place.nest[:common]).rstrip()}\n" if QUOTE in place.nest[:common] else "\n\n"

    def _body(self, leaf: Leaf) -> str:
        match leaf:
            case Paragraph():
                text = written_runs(leaf.runs, self._line_end)
                if leaf.level:  # signs at its end would be taken for its frame
                    return f"{'#' * leaf.level} {_CLOSING.sub(_escaped, text)}"
                return at_line_starts(text)
            case Code():
                return _fenced(leaf.text, leaf.language)
            case Table():
                return _table(leaf)
            case MathBlock():
                return f"$$\n{leaf.tex}\n$$" if "\n" in leaf.tex else f"$${leaf.tex}$$"
            case Rule():
                return "---"


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _fenced(text: str, language: str) -> str:
    sign = "~" if "`" in language else "`"
    longest = max((len(found) for found in re.findall(f"{sign}{{3,}}", text)), default=2)
    fence = sign * (longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def _table(table: Table) -> str:
    lines = [_row(table.labels), "| " + " | ".join(_DASHES[align] for align in table.aligns) + " |"]
    return "\n".join([*lines, *(_row(row) for row in table.rows)])


def _row(cells: Sequence[Cell]) -> str:
    return "| " + " | ".join(written_runs(cell, cell=True).strip() for cell in cells) + " |"
