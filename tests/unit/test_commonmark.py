"""CommonMark: nothing of a text is lost, and its blocks are those that markdown-it sees."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import replace

import pytest

from desktop.widgets.transcript import reading
from desktop.widgets.transcript.leaves import (
    LIST,
    QUOTE,
    Code,
    MathBlock,
    Paragraph,
    Rule,
    Table,
    joined,
)
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.stream import MarkdownStream
from tests.data.markdown_cases import SNIPPETS

AT_THE_END = [(section, text) for section, text in SNIPPETS if section.startswith("~")]
AS_IT_GROWS = [(section, text) for section, text in SNIPPETS if not section.startswith("~")]
NESTS = {
    "bullet_list_open": LIST,
    "ordered_list_open": LIST,
    "blockquote_open": QUOTE,
    "bullet_list_close": "",
    "ordered_list_close": "",
    "blockquote_close": "",
}
BLOCKS = {"fence": "code", "code_block": "code", "hr": "rule", "math_block": "formula", "table_open": "table"}


@pytest.fixture(scope="module")
def parser():
    return Parser()


def letters(text):
    """What has to be shown; see `markdown_cases`."""
    return Counter(re.findall(r"[a-zäöüß\u4e00-\u9fff]", text))


def streamed(parser, text, seed, most=12):
    chance = random.Random(seed)
    stream = MarkdownStream(parser)
    leaves, opened = [], []
    start = 0
    while start < len(text):
        size = chance.randint(1, most)
        stream.feed(text[start : start + size])
        start += size
        frozen, opened = stream.advance()
        leaves += frozen
    return leaves + opened


def closed(leaves):
    """A fence at the very end may still be open in a text that grows."""
    return [replace(leaf, closed=True) if isinstance(leaf, Code) else leaf for leaf in leaves]


def seen_by_markdown_it(parser, text):
    """The blocks in their order, with what they are nested in."""
    blocks, nest, inside = [], "", None
    for token in parser.tokens(text):
        if token.type in NESTS:
            nest = nest + NESTS[token.type] if token.nesting > 0 else nest[:-1]
        elif token.type == "heading_open":
            inside = token.tag
        elif token.type in BLOCKS:
            blocks.append((BLOCKS[token.type], nest))
            inside = "table" if token.type == "table_open" else inside
        elif token.type == "table_close":
            inside = None
        elif token.type == "inline" and inside != "table":
            blocks.append((inside or "text", nest))
            inside = None
    return blocks


def shown(leaves):
    """The same of leaves."""
    names = {Code: "code", Rule: "rule", MathBlock: "formula", Table: "table"}
    blocks = []
    for leaf in leaves:
        if isinstance(leaf, Paragraph):
            name = f"h{leaf.level}" if leaf.level else "text"
            if leaf.level or leaf.runs:  # an item without contents has a leaf for its marker
                blocks.append((name, leaf.place.nest))
        elif not leaf.place.joint.cut:
            blocks.append((names[type(leaf)], leaf.place.nest))
    return blocks


def test_there_are_snippets_for_all_sections():
    assert len(SNIPPETS) > 300
    assert len({section for section, _ in SNIPPETS}) > 25


@pytest.mark.parametrize(("section", "text"), SNIPPETS)
def test_nothing_that_is_to_be_read_is_lost(parser, section, text):
    found = letters(joined(parser.leaves(text)))
    assert not letters(text) - found
    assert not letters(joined(parser.leaves(text, breaks=True))) - found


@pytest.mark.parametrize(
    ("section", "text"), [s for s in SNIPPETS if s[0] not in ("~footnotes", "~formulas")]
)
def test_the_blocks_are_those_of_markdown_it(parser, section, text):
    assert shown(parser.leaves(text)) == seen_by_markdown_it(parser, text)


@pytest.mark.parametrize(("section", "text"), AS_IT_GROWS)
def test_a_text_that_grows_gives_what_reading_it_whole_gives(parser, section, text):
    whole = closed(parser.leaves(text + "\n"))
    for seed in range(6):
        assert closed(streamed(parser, text + "\n", seed)) == whole, seed


@pytest.mark.parametrize(("section", "text"), AT_THE_END)
def test_nothing_is_lost_while_a_text_grows_whose_meaning_shows_at_its_end(parser, section, text):
    for seed in range(6):
        assert not letters(text) - letters(joined(streamed(parser, text, seed))), seed


def test_snippets_one_after_the_other_give_the_same_in_pieces(parser):
    chance = random.Random(7)
    for seed in range(40):
        text = "\n\ntext between\n\n".join(text for _, text in chance.sample(AS_IT_GROWS, 8))
        found = letters(joined(streamed(parser, text, seed, most=40)))
        assert not letters(joined(parser.leaves(text))) - found, text


PIECES = (
    """- a|  b||    - c|* d|1. x|2) y|```|  ```|> q|\\[|\\]|# h|---|    code|lazy|[^1]: n|$$|-|  - z|+ p"""
)
ROWS = ("| a | b |\n|---|---|", "| 1 | 2 |", "|")


@pytest.mark.parametrize("lines", [3, 4, 7])
def test_lists_and_tables_that_are_read_in_pieces_are_the_same(parser, monkeypatch, lines):
    pieces = [*PIECES.split("|"), *ROWS]
    chance = random.Random(lines)
    texts = ["\n".join(chance.choices(pieces, k=chance.randint(5, 40))) for _ in range(600)]
    for text in ["- a\n-\n\n$$", *texts]:
        monkeypatch.setattr(reading, "LINES", 1_000_000)
        whole = parser.leaves(text)
        monkeypatch.setattr(reading, "LINES", lines)
        assert parser.leaves(text) == whole, text
