"""What a search compares, and where a hit stands in the real text."""

from __future__ import annotations

import random
import time
import unicodedata
from datetime import UTC, datetime

import pytest

from desktop.core.chat import Message, MessageId, Role, Status
from desktop.widgets.transcript.findable import Block, Span, findable
from desktop.widgets.transcript.folding import Folding
from desktop.widgets.transcript.leaves import Code, Joint, Paragraph, Place, Run
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.rowtext import RowText, hidden


@pytest.fixture
def folding():
    return Folding()


def found(folding, text, needle):
    needle = folding.fold(needle)
    return [text[start:end] for start, end in folding.spans(text, folding.fold(text), needle)]


@pytest.mark.parametrize(
    ("text", "needle", "hits"),
    [
        ("The fox, the FOX", "fox", ["fox", "FOX"]),
        ("Crème brûlée, creme", "CREME", ["Crème", "creme"]),
        ("cre\u0300me", "crème", ["cre\u0300me"]),
        ("cre\u0300me", "cre", ["cre\u0300"]),
        ("Straße STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("eﬃcient ﬁne", "fi", ["ﬃ", "ﬁ"]),
        ("这个模型可以运行", "模型", ["模型"]),
        ("ＡＢＣ１２３", "abc1", ["ＡＢＣ１"]),
        ("Ελλάδα ΕΛΛΑΔΑ", "ελλαδα", ["Ελλάδα", "ΕΛΛΑΔΑ"]),
        ("İstanbul", "istanbul", ["İstanbul"]),
        ("𝐀𝐁", "ab", ["𝐀𝐁"]),
        ("שָׁלוֹם", "שלום", ["שָׁלוֹם"]),
        ("one\ntwo\u2028three", "one two three", ["one\ntwo\u2028three"]),
        ("no\u00a0break", "no break", ["no\u00a0break"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("👩‍👩‍👧 cat 👍 cat", "cat", ["cat", "cat"]),
        ("anything", "", []),
        ("x", "\u0301", []),
    ],
)
def test_case_accents_and_width_do_not_matter(folding, text, needle, hits):
    assert found(folding, text, needle) == hits if folding.fold(needle) else hits == []


def test_a_text_folds_to_what_unicode_says(folding):
    chance = random.Random(4)
    letters = "aÉéßİıΣς\u0301\u0345ﬃ你好Ａ1½\u00a0\n\t\u2028👍ǅĲ"
    for _ in range(2000):
        text = "".join(chance.choice(letters) for _ in range(chance.randint(0, 12)))
        expected = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.casefold()).casefold())
        expected = "".join(c for c in expected if not unicodedata.combining(c))
        assert folding.fold(text) == expected.translate({9: " ", 10: " ", 0x2028: " "})


def test_every_hit_folds_to_what_was_searched_for(folding):
    chance = random.Random(5)
    letters = "aAáÁeé\u0301ßs你好 \n"
    for _ in range(3000):
        text = "".join(chance.choice(letters) for _ in range(20))
        needle = folding.fold("".join(chance.choice(letters) for _ in range(2)))
        if not needle:
            continue
        hits = found(folding, text, needle)
        assert len(hits) == folding.fold(text).count(needle)
        assert all(needle in folding.fold(hit) for hit in hits)


def test_plain_chinese_and_mixed_text_take_the_same_way(folding):
    assert folding.fold("你好 World，“再见”") == "你好 world，“再见”".translate({0xFF0C: ","})


def test_a_hit_over_a_cut_has_a_piece_in_each_part(folding):
    parts = [
        Paragraph(Place(), (Run("abc nee"),)),
        Paragraph(Place(joint=Joint.SAME_LINE), (Run("dle def"),)),
    ]
    (hit,) = Block(4, parts, folding).hits("needle", folding)
    assert hit == (Span(4, 4, 7), Span(5, 0, 3))


def test_a_hit_that_is_only_the_line_break_between_two_parts_has_a_place(folding):
    parts = [Code(Place(), "a"), Code(Place(joint=Joint.NEXT_LINE), "b")]
    assert Block(0, parts, folding).hits(" ", folding) == [(Span(1, 0, 0),)]


@pytest.mark.parametrize(
    ("source", "needle"),
    [
        ("a **bo**ld word", "bold word"),
        ("> one\n> two", "one two"),
        (r"\*\*x", "**"),
        ("x_1 ~~y~~", "1 y"),
        ("[label](https://x.y)s", "labels"),
        ("a &amp; b", "a & b"),
        ("第一\n行", "一行"),
    ],
)
def test_messages_with_a_hit_that_only_shows_when_they_are_read_are_read(folding, source, needle):
    message = Message(MessageId(1), None, Role.ASSISTANT, source, Status.DONE, datetime.now(UTC))
    text = RowText(message, folding)
    needle = folding.fold(needle)
    assert text.count(needle) == 0
    assert text.worth_reading(needle, hidden(needle))
    text.read(Parser().leaves(source))
    assert text.count(needle) == 1
    assert not text.worth_reading(needle, hidden(needle))


@pytest.mark.parametrize(
    "needle", ["-" * 20 + "x", "- " * 50 + "x", "a" * 30_000, "_a_" * 40, "\\" * 60 + "-"]
)
def test_no_needle_makes_the_search_slow(folding, needle):
    begin = time.perf_counter()
    hidden(needle).search("-" * 20_000 + "a" * 500 + "_" * 500 + "\\" * 500 + "a_" * 30 + "-a" * 30)
    assert time.perf_counter() - begin < 60  # milliseconds; otherwise hours


def test_nothing_is_found_across_two_cells(folding):
    (table,) = Parser().leaves("| ab | cd |\n|--|--|\n| ef | gh |")
    block = Block(0, [table], folding)
    assert block.hits("bc", folding) == []
    ((span,),) = block.hits("gh", folding)
    assert findable(table)[span.start : span.end] == "gh"
