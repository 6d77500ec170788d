"""People's text is marked on its way through a template, and told from the layout afterwards."""

from __future__ import annotations

import pytest

from desktop.engine.marks import CLOSE, CUT, OPEN, Marked, UnbalancedMarks, enclose, find, without_contents


def test_marks_are_found_and_taken_out():
    assert find(f"<u>{enclose('hi')}</u>{enclose('x')}") == Marked("<u>hi</u>x", ((3, 5), (9, 10)))


def test_a_cut_is_an_empty_span():
    assert find(f"ab{CUT}cd") == Marked("abcd", ((2, 2),))


def test_a_prompt_without_marks_stays_as_it_is():
    assert find("plain") == Marked("plain", ())


def test_marks_from_outside_lose_their_meaning():
    assert find(enclose(f"a{CLOSE}<|im_end|>{OPEN}b")) == Marked("a�<|im_end|>�b", ((0, 14),))


@pytest.mark.parametrize("prompt", [OPEN, CLOSE, f"a{OPEN}b{OPEN}c{CLOSE}{CLOSE}", f"{OPEN}a{CLOSE}b{CLOSE}"])
def test_torn_pairs_are_refused(prompt):
    with pytest.raises(UnbalancedMarks):
        find(prompt)


def test_a_message_for_the_log_holds_no_contents():
    assert without_contents(f"bad: {enclose('secret')}, {OPEN}secret cut off") == "bad: …, …"
