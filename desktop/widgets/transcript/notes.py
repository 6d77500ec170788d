"""Footnotes: their numbers, and the list of them at the end of a message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.widgets.transcript.leaves import Joint, Leaf, Place, Rule

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
