r"""Rules for markdown-it that read \( \) and \[ \] as formulas, which models write more often than $."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_TICKS = re.compile("`+")
MAX_LINES = 200  # of a formula; a longer one is text that only begins like a formula


def inline_formula(state: StateInline, silent: bool) -> bool:
    r"""Read \( … \) and \[ … \] inside a paragraph. Code spans are read before it comes to their contents."""
    opening = state.src[state.pos : state.pos + 2]
    closing = {"\\(": "\\)", "\\[": "\\]"}.get(opening)
    if closing is None:
        return False
    end = _closing(state.src, closing, state.pos + 2, state.posMax)
    content = state.src[state.pos + 2 : end].strip() if end >= 0 else ""
    if not content:
        return False
    if not silent:
        token = state.push("math_inline" if opening == "\\(" else "math_inline_double", "math", 0)
        token.content = content
    state.pos = end + 2
    return True


def _closing(text: str, closing: str, start: int, limit: int) -> int:
    """Find the end of a formula, which is not inside a code span; −1 if there is none."""
    position = start
    while (end := text.find(closing, position, limit)) >= 0:
        span = _TICKS.search(text, position, end)
        if span is None:
            return end
        after = re.compile(f"(?<!`){span[0]}(?!`)").search(text, span.end(), limit)
        position = span.end() if after is None else after.end()
    return -1


def block_formula(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    r"""Read a block that begins with \[ and ends with \] at the end of a line."""
    if state.is_code_block(start):
        return False
    begin = state.bMarks[start] + state.tShift[start]
    if state.src[begin : begin + 2] != "\\[":
        return False
    for line in range(start, min(end, start + MAX_LINES)):
        text = state.src[state.bMarks[line] : state.eMarks[line]].rstrip()
        if line > start and (state.sCount[line] < state.blkIndent or text.lstrip().startswith("\\[")):
            return False  # the list item has ended, or the next formula begins
        closes = text.find("\\]", begin + 2 - state.bMarks[start] if line == start else 0)
        if closes < 0:
            continue
        if closes != len(text) - 2:
            return False  # text follows: the inline rule will see to it
        if not silent:
            content = state.getLines(start, line + 1, state.blkIndent, False).strip()
            token = state.push("math_block", "math", 0)
            token.block = True
            token.content = content[2:-2].strip()
            token.map = [start, line + 1]
            state.line = line + 1
        return True
    return False


def too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Show what is nested too deeply as it is written; markdown-it's own limit would drop it."""
    if state.level < MAX_LEVEL:
        return False
    if not silent:
        token = state.push("code_block", "code", 0)
        token.content = state.getLines(start, end, state.blkIndent, True)
        token.map = [start, end]
        state.line = end
    return True


MAX_LEVEL = 32  # a quote is one level, a list two; below Python's recursion limit by far
