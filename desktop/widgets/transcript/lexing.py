"""Pygments' lexers, made to go on from where they stopped. Imported when code is first coloured."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pygments.lexer import Lexer

    from desktop.widgets.transcript.coloring import Line

NAMES = {"py": "python", "sh": "bash", "shell": "bash", "zsh": "bash", "js": "javascript", "ts": "typescript"}
PLAIN = frozenset({"", "text", "txt", "plain", "plaintext", "output", "log", "none"})

# Token types by name, most special first; the value is a colour of the theme, "" is the text's own.
_COLORS = (
    ("Token.Comment.Preproc", "syntax_decorator"),
    ("Token.Comment", "syntax_comment"),
    ("Token.Keyword.Constant", "syntax_number"),
    ("Token.Keyword", "syntax_keyword"),
    ("Token.Operator.Word", "syntax_keyword"),
    ("Token.Operator", "syntax_operator"),
    ("Token.Punctuation", "syntax_operator"),
    ("Token.Literal.String", "syntax_string"),
    ("Token.Literal.Number", "syntax_number"),
    ("Token.Name.Function", "syntax_function"),
    ("Token.Name.Class", "syntax_class"),
    ("Token.Name.Namespace", "syntax_class"),
    ("Token.Name.Exception", "syntax_class"),
    ("Token.Name.Decorator", "syntax_decorator"),
    ("Token.Name.Attribute", "syntax_decorator"),
    ("Token.Name.Tag", "syntax_keyword"),
    ("Token.Name.Builtin", "syntax_function"),
    ("Token.Name.Constant", "syntax_number"),
    ("Token.Generic.Deleted", "syntax_number"),
    ("Token.Generic.Inserted", "syntax_string"),
    ("Token.Generic.Heading", "syntax_keyword"),
)


def color_of(kind: object) -> str:
    """Name the theme's colour for a token type."""
    name = str(kind)
    return next((color for prefix, color in _COLORS if name.startswith(prefix)), "")


def lexer_for(language: str) -> Lexer | None:
    """Find the lexer of a language as it is written behind a fence; None for plain text."""
    name = NAMES.get(language.lower(), language.lower())
    if name in PLAIN:
        return None
    from pygments.lexers import get_lexer_by_name  # pyright: ignore[reportUnknownVariableType]  # untyped
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def warm_lexer() -> None:
    """Import Pygments and the lexer that is wanted most."""
    lexer = lexer_for("python")
    if lexer is not None:
        list(lexer.get_tokens("x = 1"))


class LineLexer:
    """Reads a growing text line by line. What it has read it never reads again."""

    def __init__(self, lexer: Lexer) -> None:
        from pygments.lexer import RegexLexer

        # Other lexers, and those with a way of their own, cannot stop between two lines.
        own_way = type(lexer).get_tokens_unprocessed is not RegexLexer.get_tokens_unprocessed
        self._lexer: Any = lexer if isinstance(lexer, RegexLexer) and not own_way else None
        self._stack = ["root"]
        self._lines: list[Line] = []
        self._position = 0
        self.done = False

    def advance(self, text: str, until: float) -> list[Line]:
        """Read finished lines until the clock (perf_counter) says `until`; the last, open one always."""
        self.done = False
        if self._lexer is None:
            self.done = True
            return []
        while (end := text.find("\n", self._position)) >= 0:
            if time.perf_counter() >= until:
                return self._lines
            line, self._stack = self._read(text[self._position : end + 1])
            self._lines.append(line)
            self._position = end + 1
        self.done = True
        return [*self._lines, self._read(text[self._position :] + "\n")[0]]

    def _read(self, line: str) -> tuple[Line, list[str]]:
        from desktop.widgets.transcript.coloring import Span

        spans: list[Span] = []
        stack = list(self._stack)
        for start, kind, value in _tokens(self._lexer, line, stack):
            length = len(value.rstrip("\n"))
            if length and (color := color_of(kind)):
                spans.append(Span(start, length, color))
        return tuple(spans), stack


def _tokens(lexer: Any, text: str, stack: list[str]) -> Iterator[tuple[int, object, str]]:
    """Do what `RegexLexer.get_tokens_unprocessed` of Pygments 2.21 does, but leave the state in `stack`."""
    from pygments.token import Text, Token, Whitespace

    definitions = lexer._tokens
    position = 0
    while position < len(text):
        for match_rule, action, new_state in definitions[stack[-1]]:
            match = match_rule(text, position)
            if match is None:
                continue
            if action is not None:
                if isinstance(action, type(Token)):  # a token type; anything else is a function
                    yield position, action, match.group()
                else:
                    yield from action(lexer, match)
            position = match.end()
            if new_state is not None:
                _enter(stack, new_state)
            break
        else:
            if text[position] == "\n":
                stack[:] = ["root"]
                yield position, Whitespace, "\n"
            else:
                yield position, Text, text[position]
            position += 1


def _enter(stack: list[str], new_state: Any) -> None:
    """Change the lexer's stack of states: by names, by a number to pop, or by "#push"."""
    if isinstance(new_state, tuple):
        for state in new_state:  # pyright: ignore[reportUnknownVariableType]  # Pygments is untyped
            if state == "#pop":
                if len(stack) > 1:
                    stack.pop()
            elif state == "#push":
                stack.append(stack[-1])
            else:
                stack.append(str(state))  # pyright: ignore[reportUnknownArgumentType]  # as above
    elif isinstance(new_state, int):
        if abs(new_state) >= len(stack):
            del stack[1:]
        else:
            del stack[new_state:]
    else:
        stack.append(stack[-1])
