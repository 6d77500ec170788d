"""Counts are asked for once, in batches, and forgotten with the model that they belong to."""

from __future__ import annotations

import pytest

from desktop.core.errors import NoModel
from desktop.engine.protocol import Count, Counted, Died, Failed


@pytest.fixture
def counting(bench):
    bench.load()
    return bench.counting


def test_a_text_is_counted_once_and_then_known(bench, counting):
    assert counting.tokens("hello") is None
    assert counting.tokens("hello") is None
    bench.count()
    assert counting.tokens("hello") == 5
    assert len(bench.sent(Count)) == 1


def test_nothing_has_no_tokens_and_is_not_asked_for(bench, counting):
    assert counting.tokens("") == 0
    assert bench.sent(Count) == []


def test_texts_that_come_while_the_engine_counts_are_asked_for_together(bench, counting):
    for text in ("a", "bb", "ccc"):
        counting.tokens(text)
    bench.count()
    assert [command.texts for command in bench.sent(Count)] == [("a",), ("bb", "ccc")]


def test_of_what_is_typed_only_the_newest_state_is_counted(bench, counting):
    counting.tokens("busy")
    for text in ("h", "he", "hel"):
        counting.typed(text)
    bench.count()
    assert [command.texts for command in bench.sent(Count)] == [("busy",), ("hel",)]
    assert counting.typed("hel") == 3


def test_every_count_is_told(bench, counting):
    told = []
    counting.changed.connect(lambda _: told.append(counting.revision))
    counting.tokens("hello")
    bench.count()
    assert len(told) == 1


def test_nothing_is_asked_of_an_engine_without_a_model(bench):
    assert bench.counting.tokens("hello") is None
    assert bench.sent(Count) == []
    bench.load()
    assert [command.texts for command in bench.sent(Count)] == [("hello",)]


def test_after_a_death_or_a_refusal_the_same_text_can_be_asked_for_again(bench, counting):
    for event in (Died(-9), Failed(1, NoModel())):
        counting.tokens("hello")
        request = bench.sent(Count)[-1].request
        bench.engine.events.emit(event if isinstance(event, Died) else Failed(request, NoModel()))
        if isinstance(event, Died):
            bench.load()
    counting.tokens("hello")
    bench.engine.events.emit(Counted(bench.sent(Count)[-1].request, (5,)))
    assert counting.tokens("hello") == 5


def test_an_estimate_learns_from_what_was_counted(bench, counting):
    assert counting.estimate("x" * 350) == 100
    counting.tokens("y" * 400)
    bench.count()
    assert counting.estimate("x" * 350) == 350
