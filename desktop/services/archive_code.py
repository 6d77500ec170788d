"""Code in exported pages: coloured by classes that the page's own style knows; no script."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from desktop.services.quick_lexing import QuickLexer, quick

if TYPE_CHECKING:
    from pygments.lexer import Lexer

LONGEST = 100_000  # characters of a block; a longer one stays plain
LONGEST_LINE = 5_000  # characters
OFTEN = 10  # blocks of a language; making its lexer quick takes as long as some of them
MOST_WORDS = 5_000  # of a class that are remembered
MOST_LEXERS = 100  # that are remembered
PLAIN = frozenset({"", "text", "txt", "plain", "plaintext", "output", "log", "none"})

# Token types by name, most special first, and the class of the page.
_CLASSES = (
    ("Token.Comment.Preproc", "d"),
    ("Token.Comment", "c"),
    ("Token.Keyword.Constant", "n"),
    ("Token.Keyword", "k"),
    ("Token.Operator.Word", "k"),
    ("Token.Literal.String", "s"),
    ("Token.Literal.Number", "n"),
    ("Token.Name.Function", "f"),
    ("Token.Name.Builtin", "f"),
    ("Token.Name.Class", "t"),
    ("Token.Name.Namespace", "t"),
    ("Token.Name.Exception", "t"),
    ("Token.Name.Decorator", "d"),
    ("Token.Name.Attribute", "d"),
    ("Token.Name.Tag", "k"),
    ("Token.Generic.Deleted", "n"),
    ("Token.Generic.Inserted", "s"),
    ("Token.Generic.Heading", "k"),
)
CODE_STYLE = """
.k { color: #8a2bb0; } .s { color: #1c7c3c; } .n { color: #b0480b; } .c { color: #6a6a78; }
.c { font-style: italic; }
.f { color: #2455c3; } .t { color: #0f6f7f; } .d { color: #a0590a; }
@media screen and (prefers-color-scheme: dark) {
  .k { color: #c99bf0; } .s { color: #8fcb8f; } .n { color: #e8a36b; } .c { color: #8f8f9c; }
  .f { color: #86aef7; } .t { color: #6cc6d0; } .d { color: #e0b36a; } }
"""


class Colours:
    """Colours blocks of code, and remembers the lexers: finding one takes longer than a short block."""

    def __init__(self) -> None:
        self._lexers: dict[str, Lexer | None] = {}
        self._quick: dict[str, QuickLexer] = {}
        self._used: Counter[str] = Counter()
        self._of_kinds: dict[object, _Words] = {}
        self._words: dict[str, _Words] = {}  # by class

    def block(self, text: str, info: str) -> str:
        """Give a block of code as HTML, with what stands behind its fence."""
        language = info.split(maxsplit=1)[0] if info.strip() else ""
        shown = self.highlighted(text, language, "") or escape(text)
        known = f' class="language-{escape(language)}"' if language else ""
        return f"<pre><code{known}>{shown}</code></pre>\n"

    def highlighted(self, text: str, language: str, _: str) -> str:
        """Colour a block of code; gives HTML, or nothing where it stays plain."""
        name = language.strip().lower()
        if name in PLAIN or _too_long(text):
            return ""
        lexer = self._lexer_of(name)
        if lexer is None:
            return ""
        if (quickly := self._quick.get(name)) is not None:
            return quickly.written(text)
        return "".join([self._written(kind)[value] for kind, value in lexer.get_tokens(text)])

    def _lexer_of(self, name: str) -> Lexer | None:
        if name not in self._lexers:
            if len(self._lexers) >= MOST_LEXERS:  # what stands behind a fence may be anything
                self._lexers.clear()
                self._quick.clear()
                self._used.clear()
            self._lexers[name] = _lexer(name)
        lexer = self._lexers[name]
        self._used[name] += 1
        if lexer is not None and self._used[name] == OFTEN and (quickly := quick(lexer, self._written)):
            self._quick[name] = quickly
        return lexer

    def _written(self, kind: object) -> _Words:
        words = self._of_kinds.get(kind)
        if words is None:
            known = _class_of(str(kind))
            words = self._of_kinds[kind] = self._words.setdefault(known, _Words(known))
        return words


class _Words(dict[str, str]):
    """Tokens of a class as HTML: most of them come again and again."""

    def __init__(self, known: str) -> None:
        super().__init__()
        self._class = known

    def __missing__(self, value: str) -> str:
        if len(self) >= MOST_WORDS:
            self.clear()
        marked = self._class and not value.isspace()
        shown = f'<span class="{self._class}">{escape(value)}</span>' if marked else escape(value)
        self[value] = shown
        return shown


def _too_long(text: str) -> bool:
    if len(text) <= LONGEST_LINE:
        return False
    return len(text) > LONGEST or any(len(line) > LONGEST_LINE for line in text.split("\n"))


def _class_of(kind: str) -> str:
    return next((known for prefix, known in _CLASSES if kind.startswith(prefix)), "")


def _lexer(name: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name  # pyright: ignore[reportUnknownVariableType]  # untyped
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
