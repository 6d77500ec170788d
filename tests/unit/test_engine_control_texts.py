"""Control texts are found in what people write, however many there are."""

from __future__ import annotations

import random
import time

from desktop.engine.native.tokens import LONGEST_BEGINNING, any_of


def starts(texts, within):
    return [found.start() for found in any_of(texts).finditer(within)]


def test_every_text_is_found():
    assert starts(["<|im_end|>", "<|im_start|>", "[INST]"], "a<|im_end|>b[INST]<|im_star|>") == [1, 12]


def test_a_text_within_a_longer_one_is_found():
    assert starts(["<a>", "<a><b>"], "<a><b> <a>") == [0, 7]


def test_of_a_very_long_text_the_beginning_is_enough():
    assert starts(["<" + "x" * 10_000], "<" + "x" * LONGEST_BEGINNING) == [0]


def test_special_characters_mean_themselves():
    assert starts(["<|.*|>", "a+b"], "<|..|> aab a+b <|.*|>") == [11, 15]


def test_no_texts_need_no_pattern():
    assert any_of([]) is None


def test_thousands_of_texts_are_looked_for_in_a_hostile_text_quickly():
    chance = random.Random(3)
    texts = ["<|" + "".join(chance.choices("abcdefgh_", k=12)) + "|>" for _ in range(5000)]
    pattern = any_of(texts)
    started = time.thread_time()
    assert pattern.search("<|" * 500_000) is None
    assert pattern.search("<" * 1_000_000 + texts[-1]) is not None
    assert time.thread_time() - started < 10  # trying one by one takes minutes
