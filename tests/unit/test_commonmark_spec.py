"""The examples of the CommonMark specification: no crash, no lost text, the same in pieces as in one go."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from desktop.widgets.transcript.leaves import Code, joined
from desktop.widgets.transcript.markdown import Parser
from tests.unit.test_commonmark import closed, streamed

EXAMPLES = json.loads(Path(__file__).parents[1].joinpath("data/commonmark-0.31.2.json").read_text("utf8"))
TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
ALT = re.compile(r'<img [^>]*?alt="([^"]*)"')


@pytest.fixture(scope="module")
def parser():
    return Parser()


def letters(text):
    return Counter(re.findall(r"[^\W_]", text))  # underscores are markup here and there: HTML is text for us


def to_be_read(example):
    """What a browser would show of the specification's HTML, with the words that stand for images."""
    alts = " ".join(ALT.findall(example["html"]))
    return letters(html.unescape(TAG.sub(" ", example["html"]) + " " + alts))


def test_all_examples_are_here():
    assert len(EXAMPLES) == 652


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: str(e["example"]))
def test_nothing_that_is_to_be_read_is_lost(parser, example):
    leaves = parser.leaves(example["markdown"])
    languages = " ".join(leaf.language for leaf in leaves if isinstance(leaf, Code))  # shown above the code
    shown = letters(joined(leaves) + languages)
    assert not to_be_read(example) - shown


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: str(e["example"]))
def test_streamed_in_random_pieces_it_gives_the_same_blocks(parser, example):
    text = example["markdown"]
    whole = closed(parser.leaves(text))
    for seed in range(4):
        assert closed(streamed(parser, text, seed)) == whole
