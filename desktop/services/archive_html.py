"""A chat as one HTML file that needs nothing else: no script, no picture from elsewhere, no font."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from desktop.core.archive import WholeChat
from desktop.core.archive_markdown import Headings, speaker
from desktop.core.chat import Message

STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", "Microsoft YaHei UI", sans-serif; max-width: 46rem;
       margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
section { margin: 0 0 2rem; } h1 { line-height: 1.25; } h2 { font-size: .85rem; opacity: .75; margin: 0; }
section.user, pre { background: color-mix(in srgb, CanvasText 7%, Canvas); padding: .8rem; }
section.user, pre { border-radius: 10px; }
pre { overflow-x: auto; }
code { font-family: "JetBrains Mono", Consolas, monospace; font-size: .9em; }
table { border-collapse: collapse; } td, th { border: 1px solid; padding: .2rem .6rem; }
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Even if something dangerous came through, no browser would run or fetch it."""

LONGEST = 400_000  # characters of a message; a longer one is not rendered
LONGEST_PARAGRAPH = 20_000  # characters
MOST_BRACKETS = 400  # of a paragraph
SAFE = ("http://", "https://", "mailto:")


def html_of(whole: WholeChat, headings: Headings, language: str = "en") -> str:
    """Write the branch that is shown."""
    render = _renderer()
    title = escape(whole.chat.title or headings.untitled)
    branch = whole.branch()
    note = f"<p><em>{escape(headings.branches)}</em></p>" if len(branch) < len(whole.messages) else ""
    body = "\n".join(_section(message, headings, render) for message in branch)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f"<p>{whole.chat.created:%Y-%m-%d %H:%M} UTC</p>\n{note}\n{body}\n</body>\n</html>\n"
    )


def _section(message: Message, headings: Headings, render: Callable[[str], str]) -> str:
    files = "".join(
        f"<p><strong>{escape(headings.attachment.format(name=file.name))}</strong></p>"
        f"<pre><code>{escape(file.text)}</code></pre>"
        for file in message.attachments
    )
    name = escape(speaker(message, headings))
    text = _as_written(message.text) if _too_heavy(message.text) else render(message.text)
    return f'<section class="{message.role}">\n<h2>{name}</h2>\n{text}{files}</section>'


def _renderer() -> Callable[[str], str]:
    """Make what renders Markdown. HTML in it is text, pictures are left out, links lead to the web only."""
    from markdown_it import MarkdownIt  # here: importing it takes 80 ms

    options = {"html": False, "maxNesting": 20, "breaks": True}  # line breaks as in the window
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    parser.disable(["image"])
    parser.validateLink = lambda url: url.strip().casefold().startswith(SAFE)
    return lambda text: str(parser.render(text))


def _too_heavy(text: str) -> bool:
    """Tell whether markdown-it could take minutes: its time grows with the square of some things."""
    if len(text) > LONGEST:
        return True
    return any(
        len(part) > LONGEST_PARAGRAPH or part.count("[") > MOST_BRACKETS for part in text.split("\n\n")
    )


def _as_written(text: str) -> str:
    return f"<pre>{escape(text)}</pre>"
