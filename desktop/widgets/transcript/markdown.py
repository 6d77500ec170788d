"""Markdown to leaves. Pure Python; markdown-it is imported at the first use, for it takes 80 ms."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from desktop.widgets.transcript.cutting import paragraphs
from desktop.widgets.transcript.flattening import Flattener
from desktop.widgets.transcript.leaves import Leaf, Place, Run
from desktop.widgets.transcript.links import allowed
from desktop.widgets.transcript.mathrules import block_formula, inline_formula, too_deep
from desktop.widgets.transcript.nesting import ListState
from desktop.widgets.transcript.notes import Notes, install, labels
from desktop.widgets.transcript.reading import Landmarks, Reading, Steps, normalized, top_level

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

MAX_MARKDOWN = 400_000  # characters; a longer message is shown as it is written (parsing takes 1 ms a kB)
MAX_INLINE = 20_000  # characters of one paragraph; a longer one is shown as it is written
MAX_BRACKETS = 400  # of one paragraph; markdown-it takes quadratic time over them
_MARKUP = re.compile(r"[\\`*_~\[\]!<&$\n]")  # every character at which an inline rule begins


class Parser:
    """Turns the text of a message into leaves. Makes its markdown-it when it is first needed."""

    def __init__(self) -> None:
        self._parser: MarkdownIt | None = None

    def leaves(self, text: str, breaks: bool = False) -> list[Leaf]:
        """Read a whole message. `breaks` shows each line break as one, as who typed it expects."""
        reading = Reading(self.steps(text, breaks))
        while not reading.done:
            reading.work(math.inf)
        return reading.leaves

    def steps(self, text: str, breaks: bool = False, marks: Landmarks | None = None) -> Steps:
        """Read a whole message like `leaves`, stopping after every block and every paragraph's inside.

        `marks` learn on the way which leaves begin at their lines.
        """
        if len(text) > MAX_MARKDOWN:
            return (yield from as_written(text, marks))
        parser = self._markdown
        env: dict[str, Any] = {}
        tokens = yield from top_level(parser, normalized(text), env)
        flattener = Flattener(Notes(labels(tokens)), breaks=breaks)
        for token in tokens:
            if token.type == "inline":
                _read_inline(parser, token, env)
                yield
            elif marks is not None:
                marks.pass_by(token, flattener.count)
            flattener.take(token)
        return flattener.finish()

    def tokens(self, text: str) -> Sequence[Token]:
        """Give markdown-it's own tokens, with their source lines."""
        return self._markdown.parse(text)

    def flatten(self, tokens: Iterable[Token], notes: Notes, resumed: ListState | None = None) -> list[Leaf]:
        """Turn tokens into leaves. `resumed` tells that they begin inside a list begun before."""
        flattener = Flattener(notes, resumed)
        for token in tokens:
            flattener.take(token)
        return flattener.finish()

    def warm(self) -> None:
        """Import and build what the first message would otherwise wait for."""
        self.leaves("*a* $b$")

    @property
    def _markdown(self) -> MarkdownIt:
        if self._parser is None:
            self._parser = _make()
        return self._parser


def _make() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 100})
    parser.enable(["table", "strikethrough"])
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    install(parser)
    parser.inline.ruler.before("escape", "bracket_formula", inline_formula)
    alternatives: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("fence", "bracket_formula", block_formula, alternatives)
    parser.block.ruler.before("table", "too_deep", too_deep)
    parser.core.ruler.at("inline", _bounded_inline)
    parser.validateLink = allowed
    return parser


def _bounded_inline(state: StateCore) -> None:
    """Read the inside of paragraphs, except of giant ones, and of those where there is nothing to read."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        text = token.content
        token.children = []
        if len(text) > MAX_INLINE or text.count("[") > MAX_BRACKETS or not _MARKUP.search(text):
            token.children = _text(text)
        else:
            state.md.inline.parse(text, state.md, state.env, token.children)


def _text(text: str) -> list[Token]:
    from markdown_it.token import Token

    return [Token("text", "", 0, content=text)] if text else []


def _read_inline(parser: MarkdownIt, token: Token, env: dict[str, Any]) -> None:
    """Do with one token what markdown-it does with all of them after it has read the blocks."""
    from markdown_it.rules_core import StateCore, text_join

    if not _MARKUP.search(token.content):
        token.children = _text(token.content)
        return
    state = StateCore("", parser, env, [token])
    _bounded_inline(state)
    text_join(state)


_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


def as_written(text: str, marks: Landmarks | None = None) -> Steps:
    """Show a giant text without reading any Markdown, in steps."""
    text = normalized(text)
    made: list[Leaf] = []
    start = line = 0
    while start < len(text):
        gap = _BLANK_LINES.search(text, start)
        end, after = (gap.start(), gap.end()) if gap is not None else (len(text), len(text))
        if end > start:
            if marks is not None:
                marks.note(line, len(made))
            made += paragraphs(Place(), (Run(text[start:end].replace("\n", "\u2028")),))
        line += text.count("\n", start, after)
        start = after
        yield
    return made
