"""Guesses at the next tokens from what was there before, and when they are worth checking."""

from __future__ import annotations

from desktop.engine.native.lookup import FIRST, Lookup
from desktop.engine.native.worth import FIRST_PAUSE, FRUITLESS, LEAST, Worth


def test_what_was_there_before_is_guessed():
    assert Lookup().draft([1, 2, 3, 4, 5, 9, 1, 2, 3], 8) == [4, 5]


def test_nothing_is_guessed_where_nothing_repeats():
    assert Lookup().draft(list(range(100)), 8) == []
    assert Lookup().draft([1, 2], 8) == []


def test_the_more_was_the_same_the_more_is_guessed():
    text = list(range(100, 140))
    lookup, drafted = Lookup(), []
    tokens = [*text, 1]
    for token in text[:24]:
        tokens.append(token)
        drafted.append(len(lookup.draft(tokens, 8)))
    assert drafted[:2] == [0, 0]
    assert drafted[2] == FIRST
    assert drafted == sorted(drafted)
    assert drafted[-1] == 8


def test_no_more_is_guessed_than_may_be():
    tokens = [*range(20), *range(15)]
    assert Lookup().draft(tokens, 1) == [15]


def test_the_same_place_is_followed_although_the_words_are_elsewhere_too():
    lookup = Lookup()
    first = [1, 2, 3, 4, 5, 6, 7, 8]
    later = [50, 3, 4, 5, 99]
    tokens = [*first, *later, 1, 2, 3]
    assert lookup.draft(tokens, 1) == [4]
    tokens += [4, 5]
    assert lookup.draft(tokens, 2) == [6, 7]


def test_a_wrong_guess_leads_to_another_place():
    lookup = Lookup()
    tokens = [1, 2, 3, 4, 5, 6, 70, 71, 72, 73, 1, 2, 3]
    assert lookup.draft(tokens, 2) == [4, 5]
    tokens += [70, 71, 72]
    assert lookup.draft(tokens, 1) == [73]


def test_drafting_waits_until_it_is_known_what_a_token_takes():
    worth = Worth()
    assert not worth.allows
    for _ in range(LEAST):
        worth.single(1.0)
    assert worth.allows


def test_drafts_that_cost_more_than_they_bring_stop_for_longer_and_longer():
    worth, pauses = Worth(), []
    for _ in range(LEAST):
        worth.single(1.0)
    for _ in range(3):
        while worth.allows:
            worth.round(2.5, 1)
        pauses.append(0)
        while not worth.allows:
            worth.single(1.0)
            pauses[-1] += 1
    assert pauses == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]


def test_drafts_that_pay_go_on():
    worth = Worth()
    for _ in range(LEAST):
        worth.single(1.0)
    for _ in range(100):
        worth.round(3.0, 5)
        assert worth.allows


def test_a_few_slow_tokens_do_not_make_drafts_look_good():
    worth = Worth()
    for _ in range(50):
        worth.single(1.0)
    worth.single(100.0)
    for _ in range(LEAST):
        worth.round(2.5, 2)
    assert not worth.allows


def test_searches_that_find_nothing_stop_as_well_where_they_cost_much():
    worth = Worth()
    searches = 0
    for _ in range(LEAST):
        worth.single(1.0)
    while worth.allows:
        worth.nothing(0.25)
        worth.single(1.0)
        searches += 1
    assert searches == 4 * FRUITLESS + 1
    for _ in range(FIRST_PAUSE):
        worth.single(1.0)
    assert worth.allows


def test_searches_that_cost_next_to_nothing_go_on():
    worth = Worth()
    for _ in range(LEAST):
        worth.single(1.0)
    for _ in range(2000):
        worth.nothing(0.001)
        worth.single(1.0)
        assert worth.allows


def test_reading_what_came_before_is_no_reason_to_stop():
    worth = Worth()
    for _ in range(LEAST):
        worth.single(1.0)
    worth.nothing(500.0)
    assert worth.allows
