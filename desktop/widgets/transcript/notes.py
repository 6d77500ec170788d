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
    Look,
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
_TO_NOTE, _TO_REFERENCE = "#fn-", "#fnref-"
BACK = "\u00a0↩\ufe0e"  # at the end of a note


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

    def reference(self, label: str, before: str) -> tuple[str, str]:
        """Give what is shown for a reference, and the address of its note; empty if it is none.

        `before` is the text before it.
        """
        if not (label in self._defined if self._defined is not None else label.isdecimal()):
            return "", ""
        number = str(self._number(label))
        shown = number.translate(_RAISED)
        apart = APART if before and before[-1] in "⁰¹²³⁴⁵⁶⁷⁸⁹" else ""
        return apart + shown, _TO_NOTE + number

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
    """Put its number before a note, and the way back to the reference after it."""
    first, *others = leaves
    made = [replace(first, place=replace(first.place, marker=f"{number}.", joint=joint)), *others]
    for index in range(len(made) - 1, -1, -1):
        if isinstance(leaf := made[index], Paragraph):
            back = Run(BACK, Look.AID, f"{_TO_REFERENCE}{number}")
            made[index] = replace(leaf, runs=(*leaf.runs, back))
            break
    return made


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


def counterpart(leaves: Sequence[Leaf], address: str) -> int | None:
    """Give the index of the block that an address inside a message leads to; None for any other address."""
    if address.startswith(_TO_NOTE):
        wanted = _TO_REFERENCE + address.removeprefix(_TO_NOTE)
        found = _index_of(leaves, wanted)
        while found and not begins_note(leaves[found]):
            found -= 1
        return found
    if address.startswith(_TO_REFERENCE):
        return _index_of(leaves, _TO_NOTE + address.removeprefix(_TO_REFERENCE))
    return None


def inside(address: str) -> bool:
    """Tell whether an address leads to a place in its own message."""
    return address.startswith((_TO_NOTE, _TO_REFERENCE))


def note_of(address: str) -> str | None:
    """Give the number of the note that a reference leads to; None for any other address."""
    return address.removeprefix(_TO_NOTE) if address.startswith(_TO_NOTE) else None


def backs_of(runs: Sequence[Run]) -> list[str]:
    """Give the numbers of the notes that end with these runs."""
    return [run.href.removeprefix(_TO_REFERENCE) for run in runs if run.href.startswith(_TO_REFERENCE)]


def begins_note(leaf: Leaf) -> bool:
    """Tell whether a note may begin with a block; an item of a list looks the same."""
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
