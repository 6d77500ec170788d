"""Tokens are gathered into deltas, and measured."""

from __future__ import annotations

import pytest

from desktop.core.chat import Finish
from desktop.engine import reporter
from desktop.engine.protocol import Delta, Finished, Loading, Prompting, Usage
from desktop.engine.reporter import Answer, AnswerReporter, LoadReporter


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
