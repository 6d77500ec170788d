"""Markdown to leaves. Pure Python; markdown-it is imported at the first use, for it takes 80 ms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.widgets.transcript.cutting import paragraphs
from desktop.widgets.transcript.flattening import Flattener, ListState
from desktop.widgets.transcript.leaves import Leaf, Place, Run
from desktop.widgets.transcript.links import allowed
from desktop.widgets.transcript.mathrules import block_formula, inline_formula, too_deep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

MAX_MARKDOWN = 400_000  # characters; a longer message is shown as it is written (parsing takes 1 ms a kB)
MAX_INLINE = 30_000  # characters of one paragraph; a longer one is shown as it is written
MAX_BRACKETS = 400  # of one paragraph; markdown-it takes quadratic time over them


class Parser:
    """Turns the text of a message into leaves. Makes its markdown-it when it is first needed."""

    def __init__(self) -> None:
        self._parser: MarkdownIt | None = None

    def leaves(self, text: str, breaks: bool = False) -> list[Leaf]:
        """Read a whole message. `breaks` shows each line break as one, as who typed it expects."""
        if len(text) > MAX_MARKDOWN:
            return _as_written(text)
        return self.flatten(self.tokens(text), breaks=breaks)

    def tokens(self, text: str) -> Sequence[Token]:
        """Give markdown-it's own tokens, with their source lines."""
        if self._parser is None:
            self._parser = _make()
        return self._parser.parse(text)

    def flatten(
        self, tokens: Sequence[Token], resumed: ListState | None = None, breaks: bool = False
    ) -> list[Leaf]:
        """Turn tokens into leaves. `resumed` tells that they begin inside a list begun before."""
        return Flattener(resumed, breaks).run(tokens)

    def warm(self) -> None:
        """Import and build what the first message would otherwise wait for."""
        self.tokens("*a* $b$")


def _make() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 100})
    parser.enable(["table", "strikethrough"])
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    parser.inline.ruler.before("escape", "bracket_formula", inline_formula)
    alternatives: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("fence", "bracket_formula", block_formula, alternatives)
    parser.block.ruler.before("table", "too_deep", too_deep)
    parser.core.ruler.at("inline", _bounded_inline)
    parser.validateLink = allowed
    return parser


def _bounded_inline(state: StateCore) -> None:
    """Read the inside of paragraphs, except of giant ones."""
    from markdown_it.token import Token

    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if len(token.content) > MAX_INLINE or token.content.count("[") > MAX_BRACKETS:
            token.children.append(Token("text", "", 0, content=token.content))
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)


_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


def _as_written(text: str) -> list[Leaf]:
    """Show a giant text without reading any Markdown."""
    made: list[Leaf] = []
    for part in _BLANK_LINES.split(text):
        if part:
            made += paragraphs(Place(), (Run(part.replace("\n", "\u2028")),))
    return made
