"""Texts are made storable, and chats get their names."""

from __future__ import annotations

from desktop.core.chat import clean, title_of


def test_ordinary_text_of_any_script_is_left_alone():
    text = "你好 👩‍👩‍👧 שלום\n\tx\u2028"
    assert clean(text) is text


def test_what_cannot_be_stored_or_is_used_inside_becomes_a_replacement_character():
    assert clean("a\0b\ud800c\ufdd0d") == "a\ufffdb\ufffdc\ufffdd"
    clean("\udfff").encode()


def test_a_title_is_the_first_line_with_text():
    assert title_of("\n\n  What is   love?\nBaby") == "What is love?"


def test_a_long_title_ends_at_a_word():
    title = title_of("word " * 40)
    assert title.endswith("word…")
    assert len(title) <= 61


def test_a_long_title_without_spaces_is_cut():
    assert title_of("好" * 100) == "好" * 60 + "…"
