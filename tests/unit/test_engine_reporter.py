"""Tokens are gathered into deltas, and measured."""

from __future__ import annotations

import pytest

from desktop.core.chat import Finish
from desktop.engine import reporter
from desktop.engine.protocol import Delta, Finished, Loading, PartKind, Prompting, Usage
from desktop.engine.reporter import Answer, AnswerReporter, LoadReporter
from desktop.engine.thinking import TAGS, THINK, Splitter

THINKING, TEXT = PartKind.THINKING, PartKind.TEXT
END = Answer(Finish.STOP, 10, 4, 7)


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 100.0

        def monotonic(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(reporter, "time", clock)
    return clock


@pytest.fixture
def sent():
    return []


@pytest.fixture
def report(clock, sent):
    return AnswerReporter(1, 99.0, sent.append)


def test_the_first_token_is_told_at_once(report, sent):
    report.token("Hi")
    assert sent == [Delta(1, "Hi", 1)]


def test_text_is_held_back_for_thirty_milliseconds(report, sent, clock):
    for text in "abcdef":
        report.token(text)
        clock.now += 0.0125
    assert sent == [Delta(1, "a", 1), Delta(1, "bcd", 4)]


def test_the_end_brings_what_was_held_back(report, sent):
    report.token("a")
    report.token("b")
    report.rest("�")
    report.finish(Answer(Finish.STOP, 10, 4, 7))
    assert sent[1] == Delta(1, "b�", 2)
    assert isinstance(sent[2], Finished)


def test_a_token_without_text_makes_no_delta_but_counts(report, sent):
    report.token("")
    report.token("é")
    assert sent == [Delta(1, "é", 2)]


def test_times_are_taken_from_the_arrival_and_between_tokens(report, sent, clock):
    for _ in range(5):
        clock.now += 0.5
        report.token("x")
    report.finish(Answer(Finish.LENGTH, 10, 4, 7))
    assert sent[-1] == Finished(1, Finish.LENGTH, Usage(10, 4, 5, 1.5, 2.0, 7))


def test_an_answer_without_tokens_has_no_times(report, sent):
    report.finish(Answer(Finish.CANCELLED, 10, 0, 7))
    assert sent == [Finished(1, Finish.CANCELLED, Usage(10, 0, 0, None, None, 7))]


def test_one_token_has_no_speed(report, sent):
    report.token("x")
    report.finish(Answer(Finish.LENGTH, 10, 0, 7))
    assert sent[-1].usage == Usage(10, 0, 1, 1.0, None, 7)


def test_what_a_program_reserves_for_itself_does_not_leave_the_engine(report, sent):
    report.token("a\0b\ufdd0c")
    assert sent == [Delta(1, "a�b�c", 1)]


def test_progress_of_a_prompt_is_told_ten_times_a_second(report, sent, clock):
    for done in range(10):
        report.prompting(done, 10)
        clock.now += 0.0625
    assert sent == [Prompting(1, done, 10) for done in range(0, 10, 2)]


def test_progress_of_a_load_is_told_ten_times_a_second(sent, clock):
    report = LoadReporter(1, sent.append)
    for percent in range(10):
        report(percent / 10)
        clock.now += 0.0625
    assert sent == [Loading(1, percent / 10) for percent in range(0, 10, 2)]


def kinds(sent):
    return [(event.kind, event.text, event.tokens) for event in sent if isinstance(event, Delta)]


def test_thinking_and_text_come_in_order_and_never_in_one_delta(report, sent):
    report.separate(Splitter(TAGS))
    for text in ("<think>", "\n", "one", " two", "\n</think>", "\n\n", "Yes", "."):
        report.token(text)
    report.finish(END)
    # The first is told at once, the rest is held back: but not the thinking when the text begins.
    assert kinds(sent) == [(THINKING, "one", 3), (THINKING, " two", 7), (TEXT, "Yes.", 8)]


def test_one_token_may_hold_the_end_of_thinking_and_the_beginning_of_the_text(report, sent):
    report.separate(Splitter.inside(THINK))
    report.token("hm.</think>Yes")
    report.finish(END)
    assert kinds(sent) == [(THINKING, "hm.", 1), (TEXT, "Yes", 1)]


def test_thinking_is_measured_from_the_first_token_to_the_text(report, sent, clock):
    report.separate(Splitter(TAGS))
    for text in ("<think>", "a", "b", "</think>", "\n", "Yes", "."):
        clock.now += 0.5
        report.token(text)
    report.finish(END)
    assert (sent[-1].usage.tokens, sent[-1].usage.thinking_tokens) == (7, 5)
    assert sent[-1].usage.thinking_seconds == 2.5


def test_an_answer_that_ends_while_thinking_is_measured_to_its_end(report, sent, clock):
    report.separate(Splitter.inside(THINK))
    for text in ("a", "b", "</th"):
        clock.now += 0.5
        report.token(text)
    report.finish(END)
    assert "".join(text for _, text, _ in kinds(sent)) == "ab</th"
    assert (sent[-1].usage.thinking_tokens, sent[-1].usage.thinking_seconds) == (3, 1.0)


@pytest.mark.parametrize("texts", [("Hi", " there"), ("<think>", "</think>", "Hi"), ("<", "b>"), ("\n",), ()])
def test_where_nothing_is_thought_nothing_is_measured(report, sent, texts):
    report.separate(Splitter(TAGS))
    for text in texts:
        report.token(text)
    report.finish(END)
    assert {kind for kind, _, _ in kinds(sent)} <= {TEXT}
    assert (sent[-1].usage.thinking_tokens, sent[-1].usage.thinking_seconds) == (0, None)


def test_what_a_stop_text_held_back_may_be_the_end_of_thinking(report, sent):
    report.separate(Splitter.inside(THINK))
    report.token("hm")
    report.rest("</think>Yes")
    report.finish(END)
    assert kinds(sent) == [(THINKING, "hm", 1), (TEXT, "Yes", 1)]
