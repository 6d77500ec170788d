"""Footnotes."""

from __future__ import annotations

import time

import pytest

from desktop.widgets.transcript.leaves import LIST, Joint, Rule, joined, plain
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.stream import MarkdownStream

TEXT = "First[^1] and second[^b].\n\n[^1]: The one.\n[^b]: The two.\n"


@pytest.fixture(scope="module")
def parser():
    return Parser()


def texts(leaves):
    return [plain(leaf) for leaf in leaves]


def streamed(parser, text, size):
    stream = MarkdownStream(parser)
    leaves, opened = [], []
    for start in range(0, len(text), size):
        stream.feed(text[start : start + size])
        frozen, opened = stream.advance()
        leaves += frozen
    return leaves + opened


def test_references_are_raised_numbers_and_the_notes_stand_at_the_end_below_a_rule(parser):
    leaves = parser.leaves(TEXT + "\nLast paragraph.")
    assert texts(leaves) == ["First¹ and second².", "Last paragraph.", "", "1. The one.", "2. The two."]
    assert isinstance(leaves[2], Rule)
    assert [leaf.place.nest for leaf in leaves[3:]] == [LIST, LIST]
    assert leaves[4].place.joint is Joint.TIGHT


def test_notes_are_numbered_in_the_order_of_their_first_references(parser):
    leaves = parser.leaves("a[^z] b[^a] c[^z]\n\n[^a]: A\n[^z]: Z")
    assert texts(leaves) == ["a¹ b² c¹", "", "1. Z", "2. A"]


def test_two_numbers_side_by_side_do_not_read_as_one(parser):
    assert texts(parser.leaves("x[^1][^2]\n\n[^1]: a\n[^2]: b"))[0] == "x¹\u202f²"


def test_a_note_may_have_several_blocks(parser):
    leaves = parser.leaves("x[^1]\n\n[^1]: one\n\n    two\n\n    - item\n\n    ```\n    code\n    ```\n\nend")
    assert texts(leaves) == ["x¹", "end", "", "1. one", "two", "• item", "code"]


def test_what_is_not_defined_is_shown_as_it_is_written(parser):
    assert texts(parser.leaves("x[^1] and [^a-z] and `[^1]`")) == ["x[^1] and [^a-z] and [^1]"]
    assert texts(parser.leaves("[^] [^ ] [^a b] ^[inline]")) == ["[^] [^ ] [^a b] ^[inline]"]


def test_notes_that_nobody_refers_to_and_second_definitions_are_not_lost(parser):
    leaves = parser.leaves("x[^1]\n\n[^u]: unused\n[^1]: one\n[^1]: again\n[^e]:\n")
    assert texts(leaves) == ["x¹", "", "1. one", "1. again", "2. unused", "3. "]


def test_notes_that_refer_to_each_other_and_to_themselves_end(parser):
    leaves = parser.leaves("x[^a]\n\n[^a]: see [^b]\n[^b]: see [^a] [^b]\n")
    assert texts(leaves) == ["x¹", "", "1. see ²", "2. see ¹ ²"]


def test_a_link_is_no_reference(parser):
    (leaf,) = parser.leaves("[^a](https://x.y)")
    assert leaf.runs[0].href == "https://x.y"


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 100])
def test_numbered_notes_at_the_end_look_the_same_while_they_come(parser, size):
    text = "First[^1] and *more*[^2].\n\nText[^1].\n\n[^1]: The one.\n[^2]: The two.\n"
    assert streamed(parser, text, size) == parser.leaves(text)


def test_no_text_is_missing_while_named_notes_come(parser):
    text = "A[^x] b.\n\n[^x]: The note.\n\nAfter it.\n"
    shown = joined(streamed(parser, text, 4))
    for words in ("A", "b.", "The note.", "After it."):
        assert words in shown


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"w[^{n}]\n\n" for n in range(2000)) + "".join(f"[^{n}]: note\n" for n in range(2000)),
        "[^1]: " * 3000 + "end",
        "[^1" * 9000,
        "[^1]" * 9000,
        "[^" * 9000 + "]" * 9000,
        "^[" * 5000 + "]" * 5000,
        "[^1]: a[^1]\n" * 2000,
        "> [^1]: a\n" * 500 + "\nx[^1]",
        "- [^1]:\n" * 500,
        "[^1]:\n\n    " * 500,
        "[^" + "x" * 50_000 + "]: y",
    ],
)
def test_hostile_notes_are_read_in_reasonable_time(parser, text):
    begin = time.thread_time()
    assert parser.leaves(text)
    assert streamed(parser, text, max(1, len(text) // 20))
    assert time.thread_time() - begin < 10
