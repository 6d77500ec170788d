"""Footnotes: their numbers, and the list of them at the end of a message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.widgets.transcript.leaves import (
    LIST,
    QUOTE,
    Cell,
    Joint,
    Leaf,
    Paragraph,
    Place,
    Rule,
    Run,
    Table,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_REFERENCE = re.compile(r"\[\^([^\s\[\]]{1,80})\]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
APART = "\u202f"  # between two numbers that would read as one


class Notes:
    """The notes of one message, numbered in the order in which they are first referred to.

    `defined` are the labels that have a definition. While a message grows they are not known yet, and
    it is None: labels that are numbers count as defined then, since "[^a-z]" is no footnote. What only
    looks like a reference is shown as it is written.
    """

    def __init__(self, defined: Iterable[str] | None = None) -> None:
        self._defined = None if defined is None else frozenset(defined)
        self._numbers: dict[str, int] = {}
        self._begun = False  # a definition has been shown where it stands
        self._collected: dict[str, list[list[Leaf]]] = {}

    def copy(self) -> Notes:
        """Give another one in the same state, for reading what will be read again."""
        made = Notes(self._defined)
        made._numbers = dict(self._numbers)
        made._begun = self._begun
        return made

    def reference(self, label: str, before: str) -> str:
        """Give what is shown for a reference; empty if it is none. `before` is the text before it."""
        if not (label in self._defined if self._defined is not None else label.isdecimal()):
            return ""
        number = str(self._number(label)).translate(_RAISED)
        return APART + number if before[-1:] in "⁰¹²³⁴⁵⁶⁷⁸⁹" and before else number

    def define(self, label: str, leaves: Sequence[Leaf]) -> list[Leaf]:
        """Take a note. Gives what is shown where it is defined: all of it while the message grows."""
        if self._defined is not None:
            self._collected.setdefault(label, []).append(list(leaves))
            return []
        marked = _marked(leaves, self._number(label), Joint.TIGHT if self._begun else Joint.BLOCK)
        shown = marked if self._begun else [Rule(Place()), *marked]
        self._begun = True
        return shown

    def list(self) -> list[Leaf]:
        """Give the notes that were collected: in their order, and at the end those never referred to."""
        made: list[Leaf] = [Rule(Place())] if self._collected else []
        first = True
        for label in sorted(
            self._collected, key=lambda label: self._numbers.get(label, len(self._numbers) + 1)
        ):
            for leaves in self._collected[label]:
                made += _marked(leaves, self._number(label), Joint.BLOCK if first else Joint.TIGHT)
                first = False
        return made

    def _number(self, label: str) -> int:
        return self._numbers.setdefault(label, len(self._numbers) + 1)


def _marked(leaves: Sequence[Leaf], number: int, joint: Joint) -> list[Leaf]:
    first, *others = leaves
    return [replace(first, place=replace(first.place, marker=f"{number}.", joint=joint)), *others]


def labels(tokens: Sequence[Token]) -> list[str]:
    """Give the labels of the notes that are defined."""
    return [str(token.meta["label"]) for token in tokens if token.type == "footnote_reference_open"]


def install(parser: MarkdownIt) -> None:
    """Let a parser read definitions, and references whether or not they are defined.

    Notes inside the text ("^[…]") stay off: each is parsed on its own inside the others, without a limit.
    """
    from mdit_py_plugins.footnote import footnote_plugin

    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.inline.ruler.at("footnote_ref", _read_reference)


def _read_reference(state: StateInline, silent: bool) -> bool:
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("footnote_ref", "", 0)
        token.content = match[0]
        token.meta = {"label": match[1]}
    state.pos = match.end()
    return True


_DEFINITION = re.compile(r"^[ >]*\[\^[^\s\[\]]{1,80}\]:", re.MULTILINE)
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_TO_NOTE, _TO_REFERENCE = "#fn-", "#fnref-"
BACK = "\u00a0↩\ufe0e"  # at the end of a note; shown only, never copied


def linked(leaves: list[Leaf], text: str) -> list[Leaf]:
    """Let the references of a whole message lead to its notes, and an arrow after each note back.

    The notes are what `Notes.list` has put after the last rule that stands in no list.
    """
    if not _DEFINITION.search(text):
        return leaves
    rules = [index for index, leaf in enumerate(leaves) if isinstance(leaf, Rule) and not leaf.place.nest]
    if not rules:
        return leaves
    start = rules[-1] + 1
    notes = leaves[start:]
    numbers = {leaf.place.marker.removesuffix(".") for leaf in notes if leaf.place.marker}
    body = [_with_references(leaf, numbers) for leaf in leaves[:start]]
    return [*body, *_with_arrows([_with_references(leaf, numbers) for leaf in notes])]


def counterpart(leaves: Sequence[Leaf], address: str) -> int | None:
    """Give the index of the block that an address inside a message leads to; None for any other address."""
    if address.startswith(_TO_NOTE):
        wanted = _TO_REFERENCE + address.removeprefix(_TO_NOTE)
        found = _index_of(leaves, wanted)
        while found and not _begins_note(leaves[found]):
            found -= 1
        return found
    if address.startswith(_TO_REFERENCE):
        return _index_of(leaves, _TO_NOTE + address.removeprefix(_TO_REFERENCE))
    return None


def inside(address: str) -> bool:
    """Tell whether an address leads to a place in its own message."""
    return address.startswith((_TO_NOTE, _TO_REFERENCE))


def _begins_note(leaf: Leaf) -> bool:
    return bool(leaf.place.marker) and leaf.place.nest.removeprefix(QUOTE) == LIST


def _index_of(leaves: Sequence[Leaf], address: str) -> int | None:
    for index, leaf in enumerate(leaves):
        if any(run.href == address for cell in _cells(leaf) for run in cell):
            return index
    return None


def _cells(leaf: Leaf) -> list[Cell]:
    match leaf:
        case Paragraph():
            return [leaf.runs]
        case Table():
            return [cell for row in leaf.shown_rows for cell in row]
        case _:
            return []


def _with_references(leaf: Leaf, numbers: set[str]) -> Leaf:
    def cell(runs: Cell) -> Cell:
        return tuple(_reference(run, numbers) for run in runs)

    match leaf:
        case Paragraph():
            return replace(leaf, runs=cell(leaf.runs))
        case Table():
            return replace(
                leaf,
                labels=tuple(map(cell, leaf.labels)),
                rows=tuple(tuple(map(cell, row)) for row in leaf.rows),
                widest=tuple(map(cell, leaf.widest)),
            )
        case _:
            return leaf


def _reference(run: Run, numbers: set[str]) -> Run:
    """Give a run its address if it is what `Notes.reference` shows: raised digits and nothing else."""
    digits = run.text.removeprefix(APART)
    if not digits or run.href or digits.strip("⁰¹²³⁴⁵⁶⁷⁸⁹"):
        return run
    number = digits.translate(_LOWERED)
    return replace(run, href=_TO_NOTE + number) if number in numbers else run


def _with_arrows(notes: list[Leaf]) -> list[Leaf]:
    """Put an arrow at the end of the last paragraph of each note."""
    made = list(notes)
    last: dict[str, int] = {}
    number = ""
    for index, leaf in enumerate(notes):
        if leaf.place.nest == LIST and leaf.place.marker:
            number = leaf.place.marker.removesuffix(".")
        if isinstance(leaf, Paragraph) and number:
            last[number] = index
    for number, index in last.items():
        leaf = made[index]
        if isinstance(leaf, Paragraph):
            made[index] = replace(leaf, runs=(*leaf.runs, Run(BACK, href=_TO_REFERENCE + number)))
    return made
