"""Counts that are taken from sources alone are those of what is shown."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.core.chat import Message, MessageId, Role, Status
from desktop.widgets.transcript.doubt import without_doubts
from desktop.widgets.transcript.findable import needle_of
from desktop.widgets.transcript.folding import Folding
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.rowtext import RowText, hidden
from tests.data.markdown_cases import SNIPPETS

SPEC = json.loads((Path(__file__).parents[1] / "data" / "commonmark-0.31.2.json").read_text("utf-8"))
WORD = re.compile(r"[^\W\d_]{2,}(?: [^\W\d_]+)?")


@pytest.fixture(scope="module")
def parser():
    return Parser()


def row(text, folding):
    return RowText(Message(MessageId(1), None, Role.ASSISTANT, text, Status.DONE, datetime.now(UTC)), folding)


def counts(text, needle, parser):
    """Give the count from the source, or None where it must be read, and the count of what is shown."""
    folding = Folding()
    folded = needle_of(needle, folding)
    one, other = row(text, folding), row(text, folding)
    quick = None if one.worth_reading(folded, hidden(folded)) else one.count(folded)
    other.read(parser.leaves(text))
    return quick, other.count(folded)


@pytest.mark.parametrize("texts", [[e["markdown"] for e in SPEC], [text for _, text in SNIPPETS]])
def test_a_count_without_reading_is_that_of_what_is_shown(parser, texts):
    wrong, quick = [], 0
    for text in texts:
        for needle in {*WORD.findall(text), *("foo", "bar", "title", "url", "amp", "python")}:
            found, shown = counts(text, needle, parser)
            quick += found is not None
            if found not in (None, shown):
                wrong.append((text, needle, found, shown))
    assert wrong == [], wrong[:5]
    assert quick > len(texts)


@pytest.mark.parametrize(
    ("text", "needle"),
    [
        ("See [the manual](https://example.org/water)", "water"),
        ("```python\nprint()\n```", "python"),
        ("wa*te*r", "water"),
        ("# one\ntwo", "one two"),
        ("one\ntwo", "one two"),
        ("caf&eacute;", "cafe"),
        ("[foo][water]\n\n[water]: https://a.example", "water"),
        ("bar[baz](https://a.example)qux", "bazqux"),
        ("| a | b |\n|---|---|\n| 1 | 2 | water |", "water"),
        ("Note[^water]\n\n[^water]: x", "water"),
        (f"Note[^{'a' * 300}water]\n\n[^{'a' * 300}water]: x", "water"),
        ("模\n型", "模型"),
    ],
)
def test_what_may_be_shown_otherwise_is_read(parser, text, needle):
    assert counts(text, needle, parser)[0] is None


@pytest.mark.parametrize(
    ("text", "needle", "count"),
    [
        ("See [the water](https://example.org/fire)", "water", 1),
        ("Some water, more water. `water` and\n\n```python\nwater = 1\n```", "water", 4),
        ("| a | b |\n|---|---|\n| water | 2 |", "water", 1),
        ("- fire and water\n- WATER", "water", 2),
        ("the hot water is hot water", "hot water", 2),
    ],
)
def test_usual_texts_need_not_be_read(parser, text, needle, count):
    assert counts(text, needle, parser) == (count, count)


@pytest.mark.parametrize(
    "text",
    [
        "| - |" + "        |" * 200 + " water |",  # read as a table's line of dashes, and then not
        "-" + "| " * 2000 + "water",
        "[^" * 20_000 + "water",
        "|--|--|\n" * 4000 + "| water | 2 |",
    ],
)
def test_looking_at_a_text_comes_to_an_end_whatever_it_is(text):
    assert without_doubts(text) is None or "water" in text


@pytest.mark.parametrize("line", ["|-|-|", "> | :-: | - |", "--|", ":-|:", "| - | |  |", "\t|:--:|"])
def test_a_row_that_is_longer_than_the_line_of_dashes_before_it_is_read(line):
    cells = line.count("|")
    assert without_doubts(f"{line}\n{'| a ' * (cells + 1)}") is None
    assert without_doubts(f"{line}\n{'| a ' * cells}") is not None
    assert without_doubts(f"{line}\n\n{'| a ' * (cells + 1)}") is not None
