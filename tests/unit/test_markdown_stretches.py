"""How a long text is cut before it is read."""

from __future__ import annotations

import pytest

from desktop.widgets.transcript.cutting import code
from desktop.widgets.transcript.leaves import Place
from desktop.widgets.transcript.markdown import MAX_MARKDOWN, Parser
from desktop.widgets.transcript.reading import Landmarks, finish
from desktop.widgets.transcript.stretches import LONGEST, STRETCH, stretches
from tests.data.markdown_cases import SNIPPETS

PROSE = "".join(f"Paragraph {n} has some words, `code` and **more**.\n\n" for n in range(600))
ITEMS = "".join(f"{n}. item number {n} with a few words\n" for n in range(1, 2000))
CODE = "```python\n" + "x = 1\n\n# comment\n" * 2000 + "```\n"
TABLE = "| a | b |\n|---|---|\n" + "| cell | `d` |\n" * 3000
ALL = "\n\n".join(text for _, text in SNIPPETS)


@pytest.mark.parametrize(
    "text", ["", "\n" * 50_000, PROSE, ITEMS, CODE, TABLE, ALL, "x" * 50_000, "字 " * 20_000]
)
def test_the_stretches_together_are_the_text_and_know_their_lines(text):
    made = stretches(text)
    assert "".join(stretch.text for stretch in made) == text
    before = ""
    for stretch in made:
        assert stretch.line == before.count("\n")
        before += stretch.text


@pytest.mark.parametrize("text", [PROSE, ITEMS, TABLE, ALL * 3])
def test_no_stretch_is_long_but_blocks_of_code(text):
    assert max(len(stretch.text) for stretch in stretches(text)) <= 2 * LONGEST


def test_a_long_block_of_code_is_a_stretch_of_its_own():
    (before, block, after) = stretches(f"Look:\n\n{CODE}\nThat was it.\n")
    assert (before.fence, block.fence, after.fence) == (False, True, False)
    assert block.text == CODE + "\n"
    assert code(Place(), *block.code()) == Parser().leaves(CODE)


def test_a_block_of_code_without_an_end_goes_on_to_the_end_of_the_text():
    text = CODE.removesuffix("```\n") + "\nNo end.\n\nReally.\n"
    (block,) = stretches(text)
    assert code(Place(), *block.code())[-1].text.endswith("No end.\n\nReally.")


@pytest.mark.parametrize(
    "text", [PROSE, ITEMS, "\n\n".join(["> quote\n> more", "- a\n\n  b\n- c", "text"] * 300)]
)
def test_what_is_read_in_stretches_is_mostly_what_the_whole_is(text):
    parser = Parser()
    made = stretches(text)
    marks = Landmarks(stretch.line for stretch in made)
    whole = finish(parser.steps(text, marks=marks))
    assert len(made) >= 3
    same = 0
    for stretch in made:
        start = marks.leaves[stretch.line]  # each begins where a block does
        alone = parser.leaves(stretch.text)
        same += sum(one == other for one, other in zip(alone, whole[start:], strict=False))
    assert same >= len(whole) - len(made)


def test_a_text_too_long_to_be_read_has_landmarks_too():
    text = "some words\n\n" * (MAX_MARKDOWN // 10)
    marks = Landmarks(stretch.line for stretch in stretches(text))
    leaves = finish(Parser().steps(text, marks=marks))
    assert len(marks.leaves) >= len(text) // (2 * STRETCH)
    assert all(leaves[index].runs[0].text == "some words" for index in marks.leaves.values())
