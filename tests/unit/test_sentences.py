"""Which sentences of a growing answer a screen reader is given."""

from __future__ import annotations

import pytest

from desktop.widgets.transcript.sentences import LONGEST, Sentences


def given(text, step=1):
    """Let a text grow and give what came out, in order."""
    sentences, out = Sentences(), []
    for end in range(step, len(text) + step, step):
        out.append(sentences.more(text[:end]))
    out.append(sentences.all(text))
    return [each for each in out if each]


@pytest.mark.parametrize("step", [1, 7, 1_000])
@pytest.mark.parametrize(
    "text",
    [
        "One. Two! Three",
        "Pi is 3.14, e.g. here. Done.",
        "你好。你在吗？在！",
        "Text.\n\n```python\nx = 1. \ny = 2\n```\nAfter it.",
        "```\nnever closed. It ends.",
        "",
    ],
)
def test_nothing_is_lost_and_nothing_comes_twice(text, step):
    assert "".join("".join(given(text, step)).split()) == "".join(text.split())


def test_sentences_come_one_by_one():
    assert given("One. Two!\n- Three\nFour") == ["One.", "Two!", "- Three", "Four"]
    assert given("你好。你在吗？在") == ["你好。", "你在吗？", "在"]


def test_a_block_of_code_comes_when_it_is_closed():
    text = "See:\n```\na. b\nc. d\n```\nSo."
    assert given(text) == ["See:", "```\na. b\nc. d\n```", "So."]


def test_a_text_that_becomes_another_one_begins_anew():
    sentences = Sentences()
    assert sentences.more("One. Two") == "One."
    assert sentences.more("Other. Two") == "Other."


def test_what_is_too_long_is_said_in_part():
    sentences = Sentences()
    assert len(sentences.all("x" * 3 * LONGEST)) == LONGEST
    assert sentences.all("x" * 3 * LONGEST) == ""
