"""An answer ends at certain texts, wherever the tokens cut them."""

from __future__ import annotations

import pytest

from desktop.engine.native.stops import Stops, Thinking

ENDS = ("<|im_end|>", "<|im_start|>")


def run(texts, parts):
    stops = Stops(texts)
    shown = ""
    for part in parts:
        shown += stops.feed(part)
        if stops.found:
            break
    return shown + stops.rest(), stops.found


def test_without_stops_everything_passes_at_once():
    stops = Stops(())
    assert stops.feed("<|im_end|>") == "<|im_end|>"


@pytest.mark.parametrize(
    "parts", [["Hi<|im_end|>x"], ["Hi", "<|im_end|>"], list("Hi<|im_end|>x"), ["Hi<", "|im_", "end|>x"]]
)
def test_the_text_ends_where_the_stop_begins(parts):
    assert run(ENDS, parts) == ("Hi", True)


def test_the_first_of_two_counts():
    assert run(ENDS, ["a<|im_start|>b<|im_end|>"]) == ("a", True)


def test_what_only_looks_like_a_beginning_is_not_lost():
    assert run(ENDS, ["a <", "|", "im_", "x<|im_en"]) == ("a <|im_x<|im_en", False)


def test_text_is_held_back_no_longer_than_needed():
    stops = Stops(ENDS)
    assert [stops.feed(c) for c in "a<b<|c"] == ["a", "", "<b", "", "", "<|c"]


THINK = Thinking(("<think>", "[T]"), ("</think>", "[/T]"))


def answer(parts, asked=("END",), thinking=THINK):
    stops = Stops(ENDS, asked, thinking)
    shown = ""
    for part in parts:
        shown += stops.feed(part)
        if stops.found:
            break
    return shown + stops.rest(), stops.found


@pytest.mark.parametrize("cut", [list, lambda text: [text]])
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<think>an END</think>yes END x", "<think>an END</think>yes "),
        (" \n[T]an END[/T]END", " \n[T]an END[/T]"),
        ("no END", "no "),
        ("<thin END", "<thin "),
        ("yes <think>END</think>", "yes <think>"),
    ],
)
def test_a_chosen_text_ends_the_answer_but_not_the_thinking(cut, text, shown):
    assert answer(cut(text)) == (shown, True)


def test_thinking_that_the_prompt_has_opened_is_known():
    inside = Thinking(("<think>",), ("</think>",), inside=True)
    assert answer(list("END</think>END"), thinking=inside) == ("END</think>", True)


def test_a_text_of_the_layout_ends_the_thinking_too():
    assert answer(list("<think>hm<|im_end|>x")) == ("<think>hm", True)


def test_a_closing_tag_is_not_taken_for_a_chosen_text():
    assert answer(list("<think>a</think>b>"), asked=(">",)) == ("<think>a</think>b", True)


@pytest.mark.parametrize("text", ["<think>never closed END", "<th", " ", "<think>a</thi"])
def test_nothing_is_lost_where_the_text_never_begins(text):
    assert answer(list(text)) == (text, False)


def test_empty_texts_end_nothing():
    assert answer(["abc"], asked=("",), thinking=None) == ("abc", False)


def test_what_belongs_to_the_thinking_need_not_follow_a_grammar():
    stops = Stops((), (), THINK)
    assert stops.free("<think>")
    assert not stops.free("{")
    stops.feed("<think>")
    assert stops.free("{")
    stops.feed("a</think>")
    assert not stops.free("<think>")
    assert not Stops(()).free("<think>")
