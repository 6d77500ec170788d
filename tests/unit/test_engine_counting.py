"""Tokens are counted in slices, so that nobody who takes the vocabulary away waits for a long text."""

from __future__ import annotations

import random
import threading

import pytest

from desktop.core.errors import NoModel
from desktop.engine.counting import SLICE, Counter, slices


def test_texts_are_counted_one_by_one():
    counter = Counter()
    counter.begin(len)
    assert counter.counts(("abc", "", "de")) == (3, 0, 2)
    assert counter.counts(()) == ()


def test_blanks_around_a_text_are_not_part_of_its_prompt():
    counter = Counter()
    counter.begin(len)
    assert counter.counts((" a b \n",)) == (3,)


def test_nothing_is_counted_without_a_model():
    counter = Counter()
    with pytest.raises(NoModel):
        counter.counts(("a",))
    counter.begin(len)
    counter.end()
    with pytest.raises(NoModel):
        counter.counts(("a",))


def test_another_model_counts_from_its_own_beginning():
    counter = Counter()

    def reload(text):
        counter.begin(len)
        return len(text)

    counter.begin(reload)
    with pytest.raises(NoModel):
        counter.counts(("a", "b"))
    assert counter.counts(("a", "b")) == (1, 1)


def test_taking_the_vocabulary_away_waits_for_the_running_slice_and_not_for_the_text():
    counter, slice_may_end = Counter(), threading.Semaphore(0)
    in_slice, counted, failures = threading.Event(), [], []

    def count(text):
        counted.append(len(text))
        in_slice.set()
        slice_may_end.acquire(timeout=10)
        return 1

    def run():
        try:
            counter.counts(("x" * SLICE * 100,))
        except NoModel as error:
            failures.append(error)

    counter.begin(count)
    counting, ending = threading.Thread(target=run), threading.Thread(target=counter.end)
    counting.start()
    in_slice.wait(10)
    ending.start()
    assert ending.is_alive()  # it waits for the slice
    while ending.is_alive():
        slice_may_end.release()
        ending.join(0.01)
    slice_may_end.release(100)
    counting.join(10)
    assert failures == [NoModel()]
    assert len(counted) < 100


def test_slices_make_the_whole_text_and_are_never_longer():
    chance = random.Random(1)
    words = " ".join("x" * chance.randint(1, 9) for _ in range(40_000))
    for text in (words, "x" * (3 * SLICE + 1), "", "a", " " * (SLICE + 7), "x" * SLICE):
        parts = list(slices(text))
        assert "".join(parts) == text
        assert max(map(len, parts)) <= SLICE


def test_slices_begin_with_a_blank_where_there_is_one():
    parts = list(slices("word " * 30_000))
    assert len(parts) > 2
    assert all(part.startswith(" word") for part in parts[1:])
