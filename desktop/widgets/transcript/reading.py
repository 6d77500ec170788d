"""Reads a long message in steps, so that the window is never kept waiting for the whole of it."""

from __future__ import annotations

import re
import time
from collections.abc import Generator
from typing import TYPE_CHECKING, Any, TypeAlias

from desktop.widgets.transcript.leaves import Leaf

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

Steps: TypeAlias = Generator[None, None, list[Leaf]]

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


def normalized(text: str) -> str:
    """Give a text as markdown-it reads it: lines end with a line feed, and NUL is no character."""
    return _LINE_ENDS.sub("\n", text).replace("\0", "\ufffd")


def top_level(parser: MarkdownIt, source: str, env: dict[str, Any]) -> Generator[None, None, list[Token]]:
    """Do what `ParserBlock.parse` of markdown-it-py 4 does, stopping after every block."""
    from markdown_it.rules_block import StateBlock

    tokens: list[Token] = []
    state = StateBlock(source, parser, env, tokens)
    line, end = state.line, state.lineMax
    blank_lines = False
    while line < end:
        state.line = line = state.skipEmptyLines(line)
        if line >= end:
            break
        _read_block(parser, state, line)
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


def _read_block(parser: MarkdownIt, state: StateBlock, line: int) -> None:
    for rule in parser.block.ruler.getRules(""):
        if rule(state, line, state.lineMax, False):
            break
    if state.line <= line:
        raise RuntimeError(f"no rule has read line {line}")
