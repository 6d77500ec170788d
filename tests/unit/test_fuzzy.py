"""Something is found by its beginning, its words, its letters; and shows which of them were typed."""

from __future__ import annotations

import pytest

from desktop.core.fuzzy import find_in


def marked(typed, text):
    found = find_in(typed, text)
    return None if found is None else [text[start:end] for start, end in found.marks]


@pytest.mark.parametrize(
    ("typed", "text", "marks"),
    [
        ("chat", "New chat", ["chat"]),
        ("CHAT new", "New chat", ["New", "chat"]),
        ("ntc", "New temporary chat", ["N", "t", "c"]),
        ("设置", "打开设置页", ["设置"]),
        ("设页", "打开设置页", ["设", "页"]),
        ("uber", "Die Übersicht", ["Über"]),
        ("strasse", "Die Straße", ["Straße"]),
        ("", "New chat", []),
        ("xyz", "New chat", None),
        ("chatt", "New chat", None),
        ("a" * 300, "New chat", None),
        ("\u202e\x00", "New chat", None),
    ],
)
def test_the_letters_that_were_typed_are_marked(typed, text, marks):
    assert marked(typed, text) == marks


def test_the_same_comes_before_a_beginning_a_word_a_part_other_orders_and_scattered_letters():
    texts = ["chat", "chat list", "new chat", "a webchat", "cheat table", "something else"]
    found = [find_in("chat", text) for text in texts]
    ranks = [each.rank for each in found if each is not None]
    assert ranks == sorted(ranks)
    assert found[-1] is None
    assert find_in("list chat", "chat list").rank < find_in("ctlt", "chat list").rank
