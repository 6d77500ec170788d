"""An answer ends at certain texts, wherever the tokens cut them."""

from __future__ import annotations

import pytest

from desktop.engine.native.stops import Stops

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
