"""What is left out of a prompt that is too long, by arithmetic alone."""

from __future__ import annotations

import pytest

from desktop.core.chat import LeftOut, Policy, Role
from desktop.core.context import Fate, Frame, Part, Verdict, lay_out, room_for_answer

FRAME = Frame(length=1000)  # 125 of it stay for the answer: a budget of 875


def turns(count, size=100):
    """So many questions with their answers, then a question; each of so many tokens."""
    roles = [Role.USER, Role.ASSISTANT] * count + [Role.USER]
    return [Part(role, size, message=number) for number, role in enumerate(roles, start=1)]


def sent(map_):
    return [p.message for p, fate in zip(map_.parts, map_.fates, strict=True) if fate is Fate.SENT]


def test_what_fits_is_sent_whole_under_every_policy():
    for policy in Policy:
        map_ = lay_out(turns(3), FRAME, policy)
        assert (map_.verdict, map_.left_out, map_.used, map_.room) == (Verdict.FITS, (), 700, 125)


def test_what_does_not_fit_waits_for_a_choice():
    map_ = lay_out(turns(5), FRAME, Policy.ASK)
    assert (map_.verdict, map_.used, map_.total) == (Verdict.ASK, 1100, 1100)


def test_rolling_leaves_out_the_oldest_turns_and_a_little_more_than_needed():
    map_ = lay_out(turns(5), FRAME, Policy.ROLL)
    assert map_.verdict is Verdict.CUT
    assert sent(map_) == [7, 8, 9, 10, 11][-5:]
    assert map_.used <= 875 * 0.75 < map_.used + 200


def test_the_same_is_left_out_again_as_long_as_that_is_enough():
    first = lay_out(turns(5), FRAME, Policy.ROLL)
    before = LeftOut(1, 6, len(first.left_out), 0)
    longer = lay_out(turns(6), FRAME, Policy.ROLL, before)
    assert [p.message for p in longer.left_out] == [1, 2, 3, 4, 5, 6]
    much_longer = lay_out(turns(8), FRAME, Policy.ROLL, before)
    assert len(much_longer.left_out) > 6


def test_cutting_the_middle_keeps_the_first_turn_and_the_newest():
    map_ = lay_out(turns(5), FRAME, Policy.MIDDLE)
    assert sent(map_) == [1, 2, 7, 8, 9, 10, 11] or sent(map_)[:2] == [1, 2]
    assert sent(map_)[-1] == 11
    assert 3 not in sent(map_)


def test_system_prompt_and_pinned_messages_are_never_left_out():
    parts = [Part(Role.SYSTEM, 50, message=100), *turns(6)]
    parts[1] = Part(Role.USER, 100, message=1, pinned=True)
    kept = sent(lay_out(parts, FRAME, Policy.ROLL))
    assert kept[:2] == [100, 1]
    assert 2 not in kept


def test_a_turn_goes_as_a_whole():
    kept = sent(lay_out(turns(7), FRAME, Policy.ROLL))
    assert kept[0] % 2 == 1  # a question, never an answer without one


@pytest.mark.parametrize("policy", list(Policy))
def test_a_question_that_alone_is_too_long_is_refused_whatever_the_policy(policy):
    parts = [*turns(2)[:-1], Part(Role.USER, 900)]
    assert lay_out(parts, FRAME, policy).verdict is Verdict.TOO_LONG


def test_pinned_messages_that_fill_the_context_are_told_to_be_too_long():
    parts = [Part(Role.USER, 900, message=1, pinned=True), Part(Role.ASSISTANT, 10, message=2), *turns(0)]
    assert lay_out(parts, FRAME, Policy.ROLL).verdict is Verdict.TOO_LONG


def test_what_a_summary_covers_is_not_sent_but_was_not_left_out_either():
    parts = turns(5)
    covered = [Part(p.role, p.tokens, message=p.message, covered=p.message <= 4) for p in parts]
    map_ = lay_out([Part(Role.SUMMARY, 80, message=50), *covered], FRAME, Policy.SUMMARISE)
    assert (map_.verdict, map_.left_out) == (Verdict.FITS, ())
    assert map_.fates[1:5] == (Fate.SUMMARISED,) * 4
    assert map_.used == 80 + 700


def test_layout_counts_and_an_estimate_is_told():
    parts = [Part(Role.USER, 10, exact=False)]
    map_ = lay_out(parts, Frame(1000, layout=30), Policy.ASK)
    assert (map_.used, map_.total, map_.exact) == (40, 40, False)
    assert map_.fraction == 0.04


def test_a_tighter_frame_leaves_out_more():
    wide = lay_out(turns(5), FRAME, Policy.ROLL)
    tight = lay_out(turns(5), Frame(1000, scale=0.5), Policy.ROLL)
    assert len(tight.left_out) > len(wide.left_out)


def test_the_room_for_the_answer_grows_with_the_context_up_to_a_limit():
    assert [room_for_answer(length) for length in (1024, 8192, 131072)] == [128, 1024, 1024]


def test_an_empty_chat_uses_what_the_template_adds_and_nothing_else():
    map_ = lay_out([], Frame(1000, layout=30), Policy.ASK)
    assert (map_.verdict, map_.used, map_.length, map_.exact) == (Verdict.FITS, 30, 1000, True)
