"""Chats as one HTML file that needs nothing else: no script, no picture from elsewhere, no font."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import chain
from typing import TYPE_CHECKING

from desktop.core.archive import WholeChat
from desktop.core.archive_markdown import Form, speaker
from desktop.core.chat import Message, Role
from desktop.services.archive_code import CODE_STYLE, Colours
from desktop.services.archive_formulas import DrawnFormulas
from desktop.services.archive_plain import Means, html_of

if TYPE_CHECKING:
    from markdown_it.token import Token

STYLE = """
:root { color-scheme: light dark; --text: #1b1b1f; --soft: #5b5b66; --bg: #fff; --user: #f0f2f7;
        --code: #f7f7f9; --line: #e3e3e8; --quote: #c9ccda; --link: #2f50d0; }
@media (prefers-color-scheme: dark) {
  :root { --text: #ececf1; --soft: #b0b0bc; --bg: #17181b; --user: #27292f;
          --code: #1d1e22; --line: #303138; --quote: #4a4c59; --link: #8fa8ff; } }
body { font: 16px/1.65 system-ui, "Noto Sans CJK SC", "Microsoft YaHei UI", "PingFang SC", sans-serif;
       color: var(--text); background: var(--bg); max-width: 47.5rem; margin: 2rem auto; padding: 0 1rem;
       overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .25rem; } a { color: var(--link); }
h2.who { font-size: .85rem; color: var(--soft); margin: 0 0 .35rem; display: flex; gap: 1rem; }
h2.who time { font-weight: normal; margin-inline-start: auto; white-space: nowrap; }
article + article { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 2rem; }
section { margin: 1.75rem 0; }
.said > :first-child { margin-top: 0; } .said > :last-child { margin-bottom: 0; }
section.user { background: var(--user); padding: .8rem 1rem; border-radius: 12px; }
p.note { color: var(--soft); font-size: .9rem; }
pre { background: var(--code); border: 1px solid var(--line); padding: .8rem; border-radius: 10px;
      overflow-x: auto; line-height: 1.45; direction: ltr; text-align: left; }
code { font-family: "JetBrains Mono", "Cascadia Code", Consolas, "DejaVu Sans Mono", monospace;
       font-size: .87em; }
:not(pre) > code { background: var(--user); border-radius: 4px; padding: .1em .3em; }
section.user :not(pre) > code, section.user pre { background: var(--code); }
blockquote { border-inline-start: 3px solid var(--quote); margin: .8rem 0; padding-inline-start: 1rem;
             color: var(--soft); }
.table { overflow-x: auto; } table { border-collapse: collapse; }
td, th { border: 1px solid var(--line); padding: .35rem .8rem; } th { background: var(--code); }
p.formula { text-align: center; overflow-x: auto; margin: 1rem 0; } p.formula svg { font-size: 1.15em; }
hr { border: 0; border-top: 1px solid var(--line); } details { color: var(--soft); margin: .5rem 0; }
@media print {
  :root { --text: #000; --soft: #444; --bg: #fff; --user: #f0f2f7; --code: #f7f7f9; --line: #ccc;
          --quote: #ccc; --link: #00c; color-scheme: light; }
  body { margin: 0; max-width: none; font-size: 11pt; }
  article + article { break-before: page; border: 0; margin: 0; padding: 0; }
  h1, h2, h3, h4 { break-after: avoid; } pre { white-space: pre-wrap; overflow: visible; }
  tr, img { break-inside: avoid; } thead { display: table-header-group; } .table { overflow: visible; }
}
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Even if something dangerous came through, no browser would run or fetch it."""

LONGEST = 400_000  # characters of a message; a longer one is not rendered
LONGEST_PARAGRAPH = 20_000  # characters
MOST_BRACKETS = 400  # of a paragraph
SAFE = ("http://", "https://", "mailto:")


class HtmlPages:
    """Writes chats as one page. Markdown is read by a parser that is made once."""

    def __init__(self, form: Form) -> None:
        self._form = form
        colours = Colours()
        self._means = Means(renderer(form.language, colours), colours.block)
        self._names: dict[str, str] = {}  # of who speaks, as HTML

    def pieces(self, chats: Iterator[WholeChat]) -> Iterator[str]:
        """Write a page, in pieces. Its title is that of the first chat."""
        first = next(chats, None)
        wholes = chain(() if first is None else (first,), chats)
        title = escape((first.chat.title if first else "") or self._form.headings.untitled)
        yield (
            f'<!DOCTYPE html>\n<html lang="{escape(self._form.language)}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
            '<meta name="viewport" content="width=device-width">\n'
            f"<title>{title}</title>\n<style>{STYLE}{CODE_STYLE}</style>\n</head>\n<body>\n"
        )
        for whole in wholes:
            yield from self._article(whole)
        yield "</body>\n</html>\n"

    def _article(self, whole: WholeChat) -> Iterator[str]:
        headings, (branches, more) = self._form.headings, whole.written(self._form.branches)
        title = escape(whole.chat.title or headings.untitled)
        yield f'<article>\n<h1 dir="auto">{title}</h1>\n'
        yield f'<p class="note">{whole.chat.created:%Y-%m-%d %H:%M} UTC</p>\n'
        if more:
            yield f'<p class="note">{escape(headings.branches)}</p>\n'
        for number, branch in enumerate(branches):
            if number:
                yield f'<hr>\n<p class="note" dir="auto">{escape(headings.another(whole, branch))}</p>\n'
            for message in branch:
                yield self._section(message)
        yield "</article>\n"

    def _section(self, message: Message) -> str:
        headings = self._form.headings
        moment = message.created.isoformat(" ", "minutes")[:16]  # a tenth of the time of `strftime`
        name = speaker(message, headings)
        who = self._names.get(name) or self._names.setdefault(name, escape(name))
        who = f'<h2 class="who"><span>{who}</span><time>{moment}</time></h2>'
        thought = ""
        if self._form.thinking and message.thinking:
            inside = self._text(message.thinking, breaks=False)
            thought = f"<details><summary>{escape(headings.thinking)}</summary>\n{inside}</details>\n"
        text = self._text(message.text, breaks=message.role is Role.USER)
        files = "".join(
            f"<p><strong>{escape(headings.attachment.format(name=file.name))}</strong></p>\n"
            f"<pre><code>{escape(file.text)}</code></pre>\n"
            for file in message.attachments
        )
        said = f'<div class="said" dir="auto">\n{text}{files}</div>'
        return f'<section class="{message.role.value}">\n{who}\n{thought}{said}\n</section>\n'

    def _text(self, text: str, breaks: bool) -> str:
        return _as_written(text) if _too_heavy(text) else html_of(text, breaks, self._means)


def renderer(language: str, colours: Colours) -> Callable[[str, bool], str]:
    """Make what renders Markdown. HTML in it is text, pictures are left out, links lead to the web only."""
    from markdown_it import MarkdownIt  # here: importing it takes 80 ms
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20, "highlight": colours.highlighted})
    parser.enable(["table", "strikethrough"])
    parser.disable(["image"])
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    parser.validateLink = lambda url: url.strip().casefold().startswith(SAFE)
    formulas = DrawnFormulas(language)

    def soft_break(_: object, tokens: Sequence[Token], at: int, options: object, env: object) -> str:
        return "<br>\n" if isinstance(env, dict) and "breaks" in env else "\n"

    def inline(_: object, tokens: Sequence[Token], at: int, *more: object) -> str:
        return formulas.html(tokens[at].content, display=False)

    def block(_: object, tokens: Sequence[Token], at: int, *more: object) -> str:
        return formulas.html(tokens[at].content, display=True)

    def table(_: object, tokens: Sequence[Token], at: int, *more: object) -> str:
        return '<div class="table"><table>\n' if tokens[at].nesting > 0 else "</table></div>\n"

    rules = (("softbreak", soft_break), ("table_open", table), ("table_close", table))
    formulas_rules = (("math_inline", inline), ("math_inline_double", inline), ("math_block", block))
    for name, rule in (*rules, *formulas_rules):
        parser.add_render_rule(name, rule)

    def render(text: str, breaks: bool) -> str:
        return str(parser.render(text, {"breaks": True} if breaks else {}))

    return render


def _too_heavy(text: str) -> bool:
    """Tell whether markdown-it could take minutes: its time grows with the square of some things."""
    if len(text) <= LONGEST_PARAGRAPH and text.count("[") <= MOST_BRACKETS:
        return False
    return len(text) > LONGEST or any(
        len(part) > LONGEST_PARAGRAPH or part.count("[") > MOST_BRACKETS for part in text.split("\n\n")
    )


def _as_written(text: str) -> str:
    return f"<pre>{escape(text)}</pre>\n"
