"""Texts that are made to hurt: reading them takes work in proportion to their length, and loses nothing."""

from __future__ import annotations

import faulthandler
import sys

import pytest

from desktop.widgets.transcript.leaves import joined
from desktop.widgets.transcript.markdown import MAX_INLINE, Parser
from desktop.widgets.transcript.stream import MarkdownStream

PATIENCE = 1_200  # seconds, after which the process ends and says where it was
HOSTILE = {
    "nested quotes": lambda n: "> " * n + "deep",
    "quotes of growing depth": lambda n: "\n".join(">" * min(k, 60) + " q" for k in range(n // 20)),
    "nested lists": lambda n: "- " * n + "deep",
    "lists of growing depth": lambda n: "\n".join("  " * min(k, 60) + "- item" for k in range(n // 20)),
    "ordered lists in each other": lambda n: "1. " * n + "deep",
    "lists that change": lambda n: "- a\n* b\n" * (n // 4),
    "nested brackets": lambda n: "[" * n + "deep" + "]" * n,
    "open brackets": lambda n: "[" * n,
    "links in links": lambda n: "[a](" * n,
    "images": lambda n: "![" * n,
    "nested emphasis": lambda n: "*a " * n + " b*" * n,
    "emphasis of both kinds": lambda n: "*a_b" * n,
    "strong": lambda n: "**a" * n + "b**" * n,
    "stars": lambda n: "*" * n,
    "underscores": lambda n: "_" * n + "x" + "_" * n,
    "tildes": lambda n: "~~a " * n,
    "ticks": lambda n: "`" * n + "x",
    "ticks of all lengths": lambda n: " ".join("`" * (k % 90 + 1) for k in range(n // 30)),
    "dollars": lambda n: "$" * n,
    "formulas": lambda n: "$x$ " * n,
    "open formulas": lambda n: "\\(" * n,
    "open formulas on their own": lambda n: "\\[ x\n" * (n // 4),
    "formulas on their own": lambda n: "$$\nx\n$$\n" * (n // 8),
    "formulas in a quote": lambda n: "> \\[\n" * (n // 4),
    "references": lambda n: "".join(f"[a{k}]: /u\n" for k in range(n // 10)) + "[a0]",
    "open references": lambda n: "[a]: <" * n,
    "notes": lambda n: "".join(f"w[^{k}]\n\n[^{k}]: n\n\n" for k in range(n // 10)),
    "notes in notes": lambda n: "[^1]: " * n,
    "entities": lambda n: "&amp;" * n,
    "open entities": lambda n: "&" * n,
    "html": lambda n: "<a " * n,
    "angles": lambda n: "<" * n,
    "autolinks": lambda n: "<https://a" * n,
    "addresses": lambda n: "https://" * n,
    "addresses with brackets": lambda n: "https://a" + "(" * n + ")" * n,
    "escapes": lambda n: "\\" * n,
    "wide table": lambda n: "|" * n + "\n" + "|-" * (n // 2) + "|",
    "long table": lambda n: "|a|b|\n|-|-|\n" + "|c|d|\n" * (n // 4),
    "table of empty cells": lambda n: "|" + "a|" * 40 + "\n|" + "-|" * 40 + "\n" + "|\n" * (n // 12),
    "tables": lambda n: "|a|\n|-|\n\n" * (n // 10),
    "almost tables": lambda n: "a | b\n" * (n // 5),
    "fences": lambda n: "```\n" * (n // 2),
    "tilde fences in a list": lambda n: "- ~~~\n" * (n // 4),
    "headings": lambda n: "# a\n" * (n // 4),
    "underlines": lambda n: "a\n---\n" * (n // 6),
    "lines": lambda n: "\n" * n + "end",
    "spaces": lambda n: " " * n + "end",
    "tabs": lambda n: "\t" * n + "end",
    "hard breaks": lambda n: "a  \n" * (n // 4),
    "controls": lambda n: "\0\x07\x1b[31m\x7f" * (n // 4) + "end",
    "zero width": lambda n: "\u200b\u200d\ufeff\u2060" * (n // 4) + "end",
    "marks": lambda n: "Z" + "\u0301\u0327\u20dd" * n,
    "directions": lambda n: "\u202e\u2066a\u200f" * (n // 4),
    "families": lambda n: "👩\u200d👩\u200d👧\u200d👦" * (n // 8),
    "surrogates": lambda n: "\ud800\udfff" * n,
    "one long word": lambda n: "x" * n,
}


@pytest.fixture(autouse=True)
def _patience():
    faulthandler.dump_traceback_later(PATIENCE, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.fixture(scope="module")
def parser():
    made = Parser()
    made.warm()
    return made


def work(action):
    """Count the calls of Python and built-in functions: unlike time they are the same at every run."""
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        action()
    finally:
        sys.setprofile(before)
    return calls


def streamed(parser, text, pieces):
    stream = MarkdownStream(parser)
    leaves, opened = [], []
    size = max(1, len(text) // pieces)
    for start in range(0, len(text), size):
        stream.feed(text[start : start + size])
        frozen, opened = stream.advance()
        leaves += frozen
    return leaves + opened


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_as_much_text_is_at_most_about_twice_the_work(parser, name):
    make = HOSTILE[name]
    once, twice = (work(lambda size=size: parser.leaves(make(size))) for size in (2_000, 4_000))
    assert twice < 3 * once + 2_000
    # Two characters of a table's row may be forty empty cells.
    assert twice < (1_500 if name == "table of empty cells" else 200) * len(make(4_000))


@pytest.mark.parametrize("name", HOSTILE)
def test_ten_thousand_of_it_are_read(parser, name):
    text = HOSTILE[name](10_000)
    leaves = parser.leaves(text)
    assert leaves or not text.strip()
    assert ("end" in text) <= ("end" in joined(leaves))
    assert ("deep" in text) <= ("deep" in joined(leaves))


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_read_while_it_grows(parser, name):
    text = HOSTILE[name](1_500)
    assert streamed(parser, text, 15) or not text.strip()


def test_a_hundred_thousand_notes_are_read(parser):
    text = "".join(f"[^{n}]: \n" for n in range(100_000))[:399_000] + "\nend[^1]"
    assert "end" in joined(parser.leaves(text))
    text = "w[^1] " * 60_000 + "\n\n[^1]: note"
    assert "note" in joined(parser.leaves(text))


@pytest.mark.parametrize("text", ["x" * 1_000_000, "*a* " * 250_000, "a\n" * 500_000, "|" * 1_000_000])
def test_a_megabyte_is_shown_as_it_is_written(parser, text):
    leaves = parser.leaves(text)
    assert len(joined(leaves)) >= len(text) - 2
    assert max(len(joined([leaf])) for leaf in leaves) <= 8_000


def test_a_paragraph_that_is_too_long_is_shown_as_it_is_written(parser):
    text = "*a* " * (MAX_INLINE // 3)
    assert joined(parser.leaves(text)) == text.strip()


def test_a_table_whose_rows_lack_cells_without_end_ends(parser):
    text = "|" + "a|" * 40 + "\n|" + "-|" * 40 + "\n" + "|\n" * 100_000
    leaves = parser.leaves(text)
    assert sum(len(leaf.rows) * 40 for leaf in leaves if hasattr(leaf, "rows")) < 80_000
