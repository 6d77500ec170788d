"""Walks markdown-it's tokens and gives the flat list of leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.widgets.transcript import cutting
from desktop.widgets.transcript.inlines import Inlines
from desktop.widgets.transcript.leaves import (
    LIST,
    QUOTE,
    Align,
    Cell,
    Joint,
    Leaf,
    MathBlock,
    Place,
    Rule,
    Run,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

TASKS = {"[ ] ": "☐", "[x] ": "☑", "[X] ": "☑"}


@dataclass
class ListState:
    """A list that is being walked."""

    ordered: bool
    number: int = 1  # of the next item


class Flattener:
    """Walks the tokens once."""

    def __init__(self, resumed: ListState | None, breaks: bool) -> None:
        self._resumed = resumed
        self._inlines = Inlines(breaks)
        self._leaves: list[Leaf] = []
        self._nest = ""
        self._lists: list[ListState] = []
        self._marker = ""
        self._tight = False  # whether the next leaf follows inside the same list
        self._table: _TableRows | None = None
        self._handlers: dict[str, Callable[[Token], None]] = {
            "bullet_list_open": self._open_list,
            "ordered_list_open": self._open_list,
            "bullet_list_close": self._close_list,
            "ordered_list_close": self._close_list,
            "list_item_open": self._open_item,
            "list_item_close": self._close_item,
            "blockquote_open": self._open_quote,
            "blockquote_close": self._close_quote,
            "fence": self._code,
            "code_block": self._code,
            "math_block": self._math,
            "math_block_label": self._math,
            "hr": self._rule,
        }

    def run(self, tokens: Sequence[Token]) -> list[Leaf]:
        """Give the leaves of the tokens."""
        level = 0
        for token in tokens:
            if token.type == "heading_open":
                level = int(token.tag[1])
            elif token.type == "inline":
                self._inline(token, level)
                level = 0
            elif token.type.startswith(("table_", "tr_", "th_", "td_")):
                self._table_token(token)
            elif (handler := self._handlers.get(token.type)) is not None:
                handler(token)
        return self._leaves

    def _place(self) -> Place:
        joint = Joint.TIGHT if self._tight else Joint.BLOCK
        place = Place(self._nest, self._marker, joint)
        self._marker = ""
        self._tight = bool(self._lists)
        return place

    def _open_list(self, token: Token) -> None:
        ordered = token.type == "ordered_list_open"
        state = ListState(ordered, int(token.attrGet("start") or 1) if ordered else 1)
        if not self._lists and self._resumed is not None and self._resumed.ordered == ordered:
            state = ListState(ordered, self._resumed.number)
            self._tight = True
        self._resumed = None
        self._lists.append(state)
        self._nest += LIST

    def _close_list(self, token: Token) -> None:
        self._lists.pop()
        self._nest = self._nest[:-1]
        self._tight = bool(self._lists)

    def _open_item(self, token: Token) -> None:
        state = self._lists[-1]
        self._marker = f"{state.number}." if state.ordered else "•" if len(self._lists) % 2 else "◦"
        state.number += 1

    def _close_item(self, token: Token) -> None:
        if self._marker:  # an empty item
            self._leaves += cutting.paragraphs(self._place(), ())

    def _open_quote(self, token: Token) -> None:
        self._nest += QUOTE

    def _close_quote(self, token: Token) -> None:
        self._nest = self._nest[:-1]

    def _code(self, token: Token) -> None:
        words = token.info.split() if token.info else []
        text = token.content.removesuffix("\n")
        self._leaves += cutting.code(self._place(), text, words[0][:40] if words else "")

    def _math(self, token: Token) -> None:
        self._leaves.append(MathBlock(self._place(), token.content.strip()))

    def _rule(self, token: Token) -> None:
        self._leaves.append(Rule(self._place()))

    def _inline(self, token: Token, level: int) -> None:
        if self._table is not None:
            self._table.add(tuple(self._inlines.runs(token)))
            return
        runs = self._inlines.runs(token)
        if self._marker and runs and (box := TASKS.get(runs[0].text[:4])):
            self._marker = box
            runs[0] = Run(runs[0].text[4:], runs[0].look, runs[0].href)
        for part in self._inlines.around_formulas(runs):
            if isinstance(part, str):
                self._leaves.append(MathBlock(self._place(), part))
            else:
                self._leaves += cutting.paragraphs(self._place(), part, level)

    def _table_token(self, token: Token) -> None:
        if token.type == "table_open":
            self._table = _TableRows()
        elif self._table is None:
            return
        elif token.type == "tr_open":
            self._table.rows.append([])
        elif token.type == "th_open":
            self._table.aligns.append(_align(token))
        elif token.type == "table_close":
            head, *rows = [tuple(row) for row in self._table.rows]
            self._leaves += cutting.tables(self._place(), head, rows, tuple(self._table.aligns))
            self._table = None


class _TableRows:
    """A table that is being walked."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.aligns: list[Align] = []

    def add(self, cell: Cell) -> None:
        """Add the next cell of the row."""
        self.rows[-1].append(cell)


def _align(token: Token) -> Align:
    style = str(token.attrGet("style") or "")
    return Align.RIGHT if "right" in style else Align.CENTER if "center" in style else Align.LEFT
