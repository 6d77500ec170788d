"""Walks markdown-it's tokens and gives the flat list of leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.widgets.transcript import cutting
from desktop.widgets.transcript.inlines import Inlines
from desktop.widgets.transcript.leaves import LIST, Align, Cell, Code, Leaf, MathBlock, Rule, Run, Table
from desktop.widgets.transcript.nesting import ListState, Nesting
from desktop.widgets.transcript.notes import Notes

if TYPE_CHECKING:
    from markdown_it.token import Token

TASKS = {"[ ] ": "☐", "[x] ": "☑", "[X] ": "☑"}


class Flattener:
    """Takes the tokens one by one. `breaks` shows soft line breaks as line breaks."""

    def __init__(self, notes: Notes, resumed: ListState | None = None, breaks: bool = False) -> None:
        self._notes = notes
        self._inlines = Inlines(breaks, notes)
        self._leaves: list[Leaf] = []
        self._nesting = Nesting(resumed)
        self._around: list[tuple[str, list[Leaf], Nesting]] = []  # labels of notes, and what they stand in
        self._level = 0  # of the heading that the next text is
        self._table: _TableRows | None = None
        self._handlers: dict[str, Callable[[Token], None]] = {
            "heading_open": self._open_heading,
            "inline": self._inline,
            "bullet_list_open": lambda _: self._nesting.open_list(False, 1),
            "ordered_list_open": self._open_ordered,
            "bullet_list_close": lambda _: self._nesting.close_list(),
            "ordered_list_close": lambda _: self._nesting.close_list(),
            "list_item_open": lambda _: self._nesting.open_item(),
            "list_item_close": self._close_item,
            "blockquote_open": lambda _: self._nesting.open_quote(),
            "blockquote_close": lambda _: self._nesting.close_quote(),
            "footnote_reference_open": self._open_note,
            "footnote_reference_close": self._close_note,
            "fence": self._code,
            "code_block": self._code,
            "math_block": self._math,
            "math_block_label": self._math,
            "hr": self._rule,
            "table_open": self._open_table,
            "table_close": self._close_table,
        }

    def take(self, token: Token) -> None:
        """Read the next token."""
        if (handler := self._handlers.get(token.type)) is not None:
            handler(token)
        elif self._table is not None:
            self._table.take(token)
            self._leaves += self._table.full_part(self._nesting)

    @property
    def count(self) -> int:
        """How many leaves there are so far."""
        return len(self._leaves)

    def finish(self) -> list[Leaf]:
        """Give the leaves of all tokens."""
        return [*self._leaves, *self._notes.list()]

    def _open_heading(self, token: Token) -> None:
        self._level = int(token.tag[1])

    def _open_ordered(self, token: Token) -> None:
        self._nesting.open_list(True, int(token.attrGet("start") or 1))

    def _close_item(self, token: Token) -> None:
        if self._nesting.marker:  # an empty item
            self._leaves += cutting.paragraphs(self._nesting.place(), ())

    def _open_note(self, token: Token) -> None:
        self._around.append((str(token.meta["label"]), self._leaves, self._nesting))
        self._leaves, self._nesting = [], Nesting(nest=LIST)

    def _close_note(self, token: Token) -> None:
        leaves = self._leaves or cutting.paragraphs(self._nesting.place(), ())
        label, self._leaves, self._nesting = self._around.pop()
        self._leaves += self._notes.define(label, leaves)

    def _code(self, token: Token) -> None:
        words = token.info.split() if token.info else []
        text = token.content.removesuffix("\n")
        self._leaves += cutting.code(self._nesting.place(), text, words[0][:40] if words else "")

    def _math(self, token: Token) -> None:
        self._leaves.append(MathBlock(self._nesting.place(), token.content.strip()))

    def _rule(self, token: Token) -> None:
        self._leaves.append(Rule(self._nesting.place()))

    def _inline(self, token: Token) -> None:
        level, self._level = self._level, 0
        runs = self._inlines.runs(token)
        if self._table is not None:
            self._table.add(tuple(runs))
            return
        if self._nesting.marker and runs and (box := TASKS.get(runs[0].text[:4])):
            self._nesting.marker = box
            runs[0] = Run(runs[0].text[4:], runs[0].look, runs[0].href)
        for part in self._inlines.around_formulas(runs):
            if isinstance(part, str):
                self._leaves.append(MathBlock(self._nesting.place(), part))
            else:
                self._leaves += cutting.paragraphs(self._nesting.place(), part, level)

    def _open_table(self, token: Token) -> None:
        self._table = _TableRows()

    def _close_table(self, token: Token) -> None:
        if self._table is not None:
            self._leaves += self._table.rest(self._nesting)
            self._table = None


class _TableRows:
    """A table that is being walked. A long one is given in parts, so that no step takes long."""

    def __init__(self) -> None:
        self._rows: list[list[Cell]] = []  # after the last part; the labels come first
        self._aligns: list[Align] = []
        self._whole: Table | None = None  # once a part has been given: without rows

    def take(self, token: Token) -> None:
        """Read a token of the table's frame."""
        if token.type == "tr_open":
            self._rows.append([])
        elif token.type == "th_open":
            self._aligns.append(_align(token))

    def add(self, cell: Cell) -> None:
        """Add the next cell of the row."""
        self._rows[-1].append(cell)

    def full_part(self, nesting: Nesting) -> list[Table]:
        """Give a part that is full, if another row has begun."""
        rows = cutting.TABLE_ROWS + (self._whole is None)
        if len(self._rows) <= rows or len(self._aligns) > cutting.TABLE_COLUMNS:
            return []
        first = self._whole is None
        if self._whole is None:
            self._whole = Table(nesting.place(), tuple(self._rows.pop(0)), (), tuple(self._aligns), ())
        part = [tuple(row) for row in self._rows[: cutting.TABLE_ROWS]]
        del self._rows[: cutting.TABLE_ROWS]
        return [cutting.table_part(self._whole, part, first, last=False)]

    def rest(self, nesting: Nesting) -> list[Table] | list[Code]:
        """Give what is left at the end of the table."""
        rows = [tuple(row) for row in self._rows]
        if self._whole is not None:
            return [cutting.table_part(self._whole, rows, first=False, last=True)]
        return cutting.tables(nesting.place(), rows[0], rows[1:], tuple(self._aligns))


def _align(token: Token) -> Align:
    style = str(token.attrGet("style") or "")
    return Align.RIGHT if "right" in style else Align.CENTER if "center" in style else Align.LEFT
