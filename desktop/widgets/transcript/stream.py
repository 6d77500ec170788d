"""Reads an answer while it grows: what is finished is frozen, only the open tail is read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from desktop.widgets.transcript import cutting
from desktop.widgets.transcript.inlines import LINE
from desktop.widgets.transcript.leaves import Cell, Code, Joint, Leaf, Place, Run, Table, plain_cell
from desktop.widgets.transcript.markdown import MAX_MARKDOWN, Parser
from desktop.widgets.transcript.nesting import ListState
from desktop.widgets.transcript.notes import Notes
from desktop.widgets.transcript.reading import normalized

if TYPE_CHECKING:
    from markdown_it.token import Token

_FORMULA = "\\["
_LISTS = ("bullet_list_open", "ordered_list_open")


@dataclass
class _Fence:
    """A code block whose end is still to come."""

    mark: str
    length: int
    indent: int
    language: str
    text: str = ""  # finished lines after the last frozen part
    first: bool = True  # no part of it is frozen yet
    joint: Joint = Joint.BLOCK  # of the next part

    def ends_at(self, line: str) -> bool:
        """Tell whether a line closes the block."""
        stripped = line.strip(" \t")
        few_spaces = len(line) - len(line.lstrip(" ")) < 4
        return few_spaces and len(stripped) >= self.length and not stripped.strip(self.mark)

    def may_end_at(self, tail: str) -> bool:
        """Tell whether an unfinished line may yet become the closing one, so that it is not shown."""
        return not tail.strip(" \t").strip(self.mark)

    def unindented(self, line: str) -> str:
        """Take away as much indentation as the opening fence had."""
        return line[min(self.indent, len(line) - len(line.lstrip(" "))) :]

    def parts(self, tail: str, closed: bool) -> list[Code]:
        """Give what is known of the block, after what is frozen."""
        text = (self.text + tail).removesuffix("\n")
        parts = cutting.code(Place(joint=self.joint), text, self.language, closed)
        if not self.first:
            parts[0] = replace(parts[0], first=False)
        return parts


@dataclass
class _Table:
    """A table whose last row is still to come. Its finished rows are not parsed again."""

    head: str  # the two lines it begins with
    whole: Table  # without rows
    rows: list[tuple[Cell, ...]] = field(default_factory=list[tuple[Cell, ...]])  # after the last frozen part
    first: bool = True  # no part of it is frozen yet

    def full_parts(self) -> list[Table]:
        """Take away the parts that are full and that another row follows: they never change again."""
        parts: list[Table] = []
        while len(self.rows) > cutting.TABLE_ROWS:
            parts.append(cutting.table_part(self.whole, self.rows[: cutting.TABLE_ROWS], self.first, False))
            del self.rows[: cutting.TABLE_ROWS]
            self.first = False
        return parts

    def parts(self, more: Sequence[tuple[Cell, ...]]) -> list[Table]:
        """Give what is known of the table, after what is frozen, with some more rows."""
        rest = _Table(self.head, self.whole, [*self.rows, *more], self.first)
        full = rest.full_parts()
        return [*full, cutting.table_part(self.whole, rest.rows, rest.first, True)]


class MarkdownStream:
    """Gives the leaves of a growing text.

    Everything before the last top-level block, or before the last item of a top-level list, is frozen
    as soon as something follows it; an open fence is not parsed at all, of an open table only what is
    new. The result may differ in small ways from reading the whole text (two lists that CommonMark makes
    one, a reference that is defined later, footnotes that are defined before the end), so the whole text
    is read once more when the answer has ended.
    """

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self._buffer = ""
        self._held = ""  # the beginning of a line end
        self._size = 0
        self._fence: _Fence | None = None
        self._table: _Table | None = None
        self._joint = Joint.BLOCK  # of what comes next in a text that is no longer parsed
        self._list: ListState | None = None  # of which items are frozen already
        self._notes = Notes()  # as they are after what is frozen
        self._frozen: list[Leaf] = []
        self._open: list[Leaf] = []

    def feed(self, text: str) -> None:
        """Take more text. It is read when the leaves are asked for."""
        text = self._held + text
        self._held = "\r" if text.endswith("\r") else ""  # a line feed may follow, and both are one line end
        text = normalized(text.removesuffix(self._held))
        self._buffer += text
        self._size += len(text)

    def advance(self) -> tuple[list[Leaf], list[Leaf]]:
        """Give the leaves that became final since the last call, and those that are still open."""
        self._frozen = []
        again = True
        while again:
            if self._fence is not None:
                again = self._read_fence(self._fence)
            elif self._table is not None:
                again = self._read_table(self._table)
            elif self._size > MAX_MARKDOWN:
                return self._as_written()
            else:
                again = self._read_blocks()
        return self._frozen, self._open

    def _as_written(self) -> tuple[list[Leaf], list[Leaf]]:
        """Stop reading Markdown in an answer that never ends; only the last part stays open."""
        parts = cutting.paragraphs(Place(joint=self._joint), (Run(self._buffer.replace("\n", LINE)),))
        if len(parts) > 1:
            self._joint = parts[-1].place.joint
            self._buffer = plain_cell(parts[-1].runs)
        return [*self._frozen, *parts[:-1]], list(parts[-1:])

    def _read_fence(self, fence: _Fence) -> bool:
        """Move the finished lines of an open fence. True if it ended, and something may follow."""
        lines = self._buffer.split("\n")
        tail = lines.pop()
        for number, line in enumerate(lines):
            if fence.ends_at(line):
                self._frozen += fence.parts("", closed=True)
                self._fence = None
                self._open = []
                self._buffer = "\n".join([*lines[number + 1 :], tail])
                return bool(self._buffer)
            fence.text += fence.unindented(line) + "\n"
        shown = "" if fence.may_end_at(tail) else fence.unindented(tail)
        parts = fence.parts(shown, closed=False)
        self._open = list(parts[-1:])
        self._buffer = tail
        if len(parts) > 1:
            self._frozen += parts[:-1]
            done = len((fence.text + shown).removesuffix("\n")) - len(parts[-1].text)
            self._buffer = tail[max(0, done - len(fence.text)) :]
            fence.text = fence.text[done:]
            fence.first, fence.joint = False, parts[-1].place.joint
        return False

    def _read_blocks(self) -> bool:
        """Parse the buffer, freeze what is final. True if an open fence or table was found at its end."""
        tokens = self._parser.tokens(self._buffer)
        starts = [n for n, t in enumerate(tokens) if t.level == 0 and t.nesting >= 0 and t.map]
        if not starts:
            self._open = []
            return False
        resumed = self._list if tokens[starts[0]].type in _LISTS else None
        lines = self._buffer.split("\n")
        last = _last_settled(tokens, starts, len(lines) - 1)
        cut = 0
        if last > starts[0]:
            self._frozen += self._parser.flatten(tokens[:last], self._notes, resumed)
            resumed = self._list = None
            cut = _first_line(tokens[last])
        tail = tokens[last:]
        if last == starts[-1]:
            if self._open_fence(tail[0], lines) or self._open_table(tail[0], lines):
                return True
            if tail[0].type in _LISTS:
                tail, resumed, cut = self._freeze_items(tail, resumed, (cut, len(lines) - 1))
        self._buffer = "\n".join(lines[cut:])
        self._open = self._parser.flatten(tail, self._notes.copy(), resumed)
        return False

    def _open_table(self, token: Token, lines: list[str]) -> bool:
        """Go over to reading a table row by row, if the one at the end of the buffer has all of its head."""
        begin = _first_line(token)
        if token.type != "table_open" or len(lines) < begin + 3:
            return False
        head = "\n".join(lines[begin : begin + 2]) + "\n"
        whole = self._parser.flatten(self._parser.tokens(head), self._notes)[0]
        if not isinstance(whole, Table):
            return False  # extremely wide, so that it is shown as it is written
        self._table = _Table(head, whole)
        self._list = None
        self._buffer = "\n".join(lines[begin + 2 :])
        return True

    def _read_table(self, table: _Table) -> bool:
        """Move the finished rows of an open table. True if it ended, and something may follow."""
        lines = self._buffer.split("\n")
        tail = lines.pop()
        # A formula ends the table; whether it is one cannot be told before its own end.
        count = next((n for n, line in enumerate(lines) if line.lstrip().startswith(_FORMULA)), len(lines))
        rows = 0  # that the table has taken
        if count:
            tokens = self._parser.tokens(table.head + "\n".join(lines[:count]))
            rows = tokens[0].map[1] - 2 if tokens[0].map else count
            table.rows += _rows(self._parser.flatten(_first_block(tokens), self._notes))
        self._frozen += table.full_parts()
        if rows < len(lines):
            self._frozen += table.parts(())
            self._table = None
            self._open = []
            self._buffer = "\n".join([*lines[rows:], tail])
            return True
        self._buffer = tail
        leaves = self._parser.flatten(self._parser.tokens(table.head + tail), self._notes.copy())
        self._open = [*table.parts(_rows(leaves)), *(leaf for leaf in leaves if not isinstance(leaf, Table))]
        return False

    def _freeze_items(
        self, tail: Sequence[Token], resumed: ListState | None, bounds: tuple[int, int]
    ) -> tuple[Sequence[Token], ListState | None, int]:
        """Freeze the items of a list that another one follows. Gives the rest, the list's state and the cut.

        `bounds` are the first line of the list and the line that is still to come.
        """
        items = [n for n, t in enumerate(tail) if t.type == "list_item_open" and t.level == 1]
        last = _last_settled(tail, items, bounds[1])
        if last == items[0]:
            return tail, resumed, bounds[0]
        self._frozen += self._parser.flatten([*tail[:last], tail[-1]], self._notes, resumed)
        ordered = tail[0].type == "ordered_list_open"
        same = resumed is not None and resumed.ordered == ordered
        number = resumed.number if resumed is not None and same else int(tail[0].attrGet("start") or 1)
        self._list = ListState(ordered, number + items.index(last))
        return [tail[0], *tail[last:]], self._list, _first_line(tail[last])

    def _open_fence(self, token: Token, lines: list[str]) -> bool:
        """Go over to reading a fence line by line, if the one at the end of the buffer is open."""
        if token.type != "fence" or token.map is None or not token.markup:
            return False
        begin, end = token.map
        opening = lines[begin]
        words = token.info.split()
        indent = len(opening) - len(opening.lstrip(" "))
        fence = _Fence(token.markup[0], len(token.markup), indent, words[0][:40] if words else "")
        if len(lines) <= begin + 1 or (end - begin > 1 and fence.ends_at(lines[end - 1])):
            return False
        self._fence = fence
        self._list = None
        self._buffer = "\n".join(lines[begin + 1 :])
        return True


def _first_line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _last_settled(tokens: Sequence[Token], starts: Sequence[int], coming: int) -> int:
    """Give the last block before which all is final: one that begins in the line to come may vanish again."""
    return next((n for n in reversed(starts) if _first_line(tokens[n]) < coming), starts[0])


def _first_block(tokens: Sequence[Token]) -> Sequence[Token]:
    end = next(n for n, token in enumerate(tokens) if token.level == 0 and token.nesting <= 0)
    return tokens[: end + 1]


def _rows(leaves: Sequence[Leaf]) -> list[tuple[Cell, ...]]:
    return [row for leaf in leaves if isinstance(leaf, Table) for row in leaf.rows]
