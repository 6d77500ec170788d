"""Reads a long message in steps, so that the window is never kept waiting for the whole of it."""

from __future__ import annotations

import re
import time
from collections.abc import Generator, Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

from desktop.widgets.transcript.leaves import Leaf

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

Steps: TypeAlias = Generator[None, None, list[Leaf]]

LINES = 100  # of a list or a table that are read at a time
MAX_MISSING = 65_536  # cells that the rows of a table may lack together, as in markdown-it
_LINE_ENDS = re.compile(r"\r\n?")


class Reading:
    """A message that is being read. `leaves` is complete when `done` is true."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self.leaves: list[Leaf] = []
        self.done = False

    def work(self, until: float) -> bool:
        """Read until the clock (perf_counter) says `until`, but at least one step. True when done."""
        try:
            next(self._steps)
            while time.perf_counter() < until:
                next(self._steps)
        except StopIteration as end:
            self.leaves = end.value
            self.done = True
        return self.done


def finish(steps: Steps) -> list[Leaf]:
    """Read now what can be read in steps."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


class Landmarks:
    """Source lines of a text, and the index of the leaf that begins there, once it has been read."""

    def __init__(self, lines: Iterable[int] = ()) -> None:
        self._lines = frozenset(lines)
        self.leaves: dict[int, int] = {}  # by line; only where a block or an item of a list begins

    def pass_by(self, token: Token, leaf: int) -> None:
        """Note a token, and the number of leaves before it."""
        if token.map is None or token.nesting < 0:
            return
        if token.level == 0 or (token.level == 1 and token.type == "list_item_open"):
            self.note(token.map[0], leaf)

    def note(self, line: int, leaf: int) -> None:
        """Note how many leaves there are before the block at a line."""
        if line in self._lines:
            self.leaves.setdefault(line, leaf)


def normalized(text: str) -> str:
    """Give a text as markdown-it reads it: lines end with a line feed, and NUL is no character."""
    return _LINE_ENDS.sub("\n", text).replace("\0", "\ufffd")


def top_level(parser: MarkdownIt, source: str, env: dict[str, Any]) -> Generator[None, None, list[Token]]:
    """Do what `ParserBlock.parse` of markdown-it-py 4 does, stopping after every block.

    Long lists and tables are read some lines at a time; apart from source lines the tokens are the same.
    """
    from markdown_it.rules_block import StateBlock

    tokens: list[Token] = []
    state = StateBlock(source, parser, env, tokens)
    line, end = state.line, state.lineMax
    blank_lines = False
    while line < end:
        state.line = line = state.skipEmptyLines(line)
        if line >= end:
            break
        yield from _read_block(parser, state, line)
        state.tight = not blank_lines
        line = state.line
        if line - 1 < end and state.isEmpty(line - 1):
            blank_lines = True
        if line < end and state.isEmpty(line):
            blank_lines = True
            line += 1
            state.line = line
        yield
    return tokens


def _read_block(parser: MarkdownIt, state: StateBlock, line: int) -> Generator[None]:
    from markdown_it.rules_block import list_block, table

    for rule in parser.block.ruler.getRules(""):
        if rule is list_block:
            if (yield from _read_list(state, line)):
                break
        elif rule is table:
            if (yield from _read_table(parser, state, line)):
                break
        elif rule(state, line, state.lineMax, False):
            break
    if state.line <= line:
        raise RuntimeError(f"no rule has read line {line}")


def _read_list(state: StateBlock, line: int) -> Generator[None, None, bool]:
    """Read a list. Of what is read at a time the last item is read once more: it may go on."""
    from markdown_it.rules_block import list_block

    tokens = state.tokens
    first, count = True, LINES
    while True:
        state.line = line
        mark, limit = len(tokens), min(line + count, state.lineMax)
        if not list_block(state, line, limit, False):
            return False
        at_limit = state.line >= limit < state.lineMax
        items = _items(tokens, mark) if at_limit else []
        if at_limit and len(items) < 2:
            del tokens[mark:]
            count *= 2
            continue
        if items:
            line, count = (tokens[items[-1]].map or [line])[0], LINES
            del tokens[items[-1] :]
        if not first:
            del tokens[mark]  # the list was opened before
        if not at_limit:
            return True
        first = False
        yield


def _items(tokens: list[Token], mark: int) -> list[int]:
    level = tokens[mark].level + 1
    return [
        n for n in range(mark, len(tokens)) if tokens[n].level == level and tokens[n].type == "list_item_open"
    ]


def _read_table(parser: MarkdownIt, state: StateBlock, line: int) -> Generator[None, None, bool]:
    """Read a table; rows after the first ones are read as those of a table with the same head."""
    from markdown_it.rules_block import StateBlock, table

    limit = _row_limit(state, line)
    if not table(state, line, limit, False):
        return False
    head = _source(state, line, line + 2)
    missing = 0
    while state.line == limit < state.lineMax and missing < MAX_MISSING:
        yield
        begin, limit = limit, _row_limit(state, limit)
        piece = StateBlock(f"{head}\n{_source(state, begin, limit)}", parser, state.env, [])
        table(piece, 0, piece.lineMax, False)
        body = [n for n, token in enumerate(piece.tokens) if token.type in ("tbody_open", "tbody_close")]
        rows = piece.tokens[body[0] + 1 : body[1]] if body else []
        state.tokens[-2:-2] = rows  # before the ends of body and table
        missing += sum(token.type == "inline" and not token.content for token in rows)
        state.line = begin + piece.line - 2
    return True


def _row_limit(state: StateBlock, line: int) -> int:
    """Give up to which line rows are read at a time: to the end where a formula may end the table."""
    limit = min(line + LINES, state.lineMax)
    source = _source(state, line, limit)
    return state.lineMax if "\\[" in source else limit


def _source(state: StateBlock, first: int, end: int) -> str:
    return state.src[state.bMarks[first] : state.eMarks[end - 1]]
