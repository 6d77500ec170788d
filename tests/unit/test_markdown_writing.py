"""Blocks written as Markdown again say the same when they are read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.widgets.transcript.leaves import joined
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.writing import written
from tests.data.markdown_cases import SNIPPETS

SPEC = json.loads((Path(__file__).parents[1] / "data" / "commonmark-0.31.2.json").read_text("utf-8"))
# What Markdown can say in one way only by what stands around it: two lists of one kind without anything
# between them, an empty list around another, white space at the edge of a paragraph; and addresses in
# pointed brackets that hold the signs of formulas or links.
OTHERWISE = {25, 40, 61, 298, 301, 302, 526, 538, 550, 603}
CASES = [
    "# Heading\n\nSome *text* with **bold `code` inside**, ~~gone~~ and [a link](https://a.example/b_c).",
    "- one\n- two\n  - inner\n  - other\n\n    with a paragraph\n- three",
    "3. three\n4. four\n\n   ```python\n   def f():\n\n       return 1\n   ```\n5. five",
    "- [ ] open\n- [x] done",
    "> quoted\n>\n> > deeper\n>\n> - in a list\n\nafter",
    "| a | b |\n| --- | ---: |\n| 1 | $x_1$ |\n| `p\\|q` | **c** |",
    "Inline $e^{i\\pi}$ and\n\n$$\\int_0^1 x\\,dx$$\n\nend.",
    "````markdown\n```python\nx\n```\n````",
    "A note[^1].\n\n[^1]: Its text\n\n    in two parts.",
    "Stars * alone, 2*3*4, snake_case, a_b_, \\`tick, <b>tag</b>, &amp;amp; 5 \\$ and \\$6",
    "1986\\. A year\n\n\\# no heading",
]


@pytest.fixture(scope="module")
def parser():
    return Parser()


def differs(parser, source):
    leaves = parser.leaves(source)
    return spaced(leaves) != spaced(parser.leaves(written(leaves)))


def spaced(leaves):
    """Give the text; white space at the ends of lines is nothing that one sees."""
    return [line.rstrip() for line in joined(leaves).split("\n")]


@pytest.mark.parametrize("source", CASES)
def test_blocks_are_the_same_after_being_written_and_read(parser, source):
    leaves = parser.leaves(source)
    assert parser.leaves(written(leaves)) == leaves


def test_the_examples_of_commonmark_say_the_same(parser):
    wrong = [e["example"] for e in SPEC if differs(parser, e["markdown"])]
    assert set(wrong) <= OTHERWISE


def test_snippets_say_the_same(parser):
    wrong = [text for _, text in SNIPPETS if differs(parser, text)]
    assert wrong == [
        "&#9;no code",
        "- one\n- * * *",
        "- - one",
        "- one\n- two\n+ three",
        "1. one\n2. two\n3) three",
    ]


def test_a_part_of_a_list_is_a_list_of_its_own(parser):
    leaves = parser.leaves("- one\n  - inner\n    - innermost\n- two")
    assert written(leaves[2:]) == "- innermost\n- two"


def test_line_breaks_of_a_question_stay_as_they_are(parser):
    assert written(parser.leaves("one\ntwo", True), breaks=True) == "one\ntwo"
    assert written(parser.leaves("one  \ntwo")) == "one  \ntwo"
