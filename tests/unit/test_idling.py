"""A model that nobody asks anything leaves the memory, and comes back with the next question."""

from __future__ import annotations

import pytest

from desktop.core.chat import Finish, Status
from desktop.core.places import Places
from desktop.core.settings import SettingsFile
from desktop.engine.protocol import Died, Finished, Generate, Load, Unload, Usage
from desktop.services.assembly import begin
from desktop.services.idling import Idling
from desktop.services.models import Stage
from tests.fakes.scripted import Backend


class Clock:
    """A `Later` whose time the test lets pass."""

    def __init__(self):
        self.now = 0.0
        self.waiting = []

    def later(self, seconds, call):
        self.waiting.append((self.now + seconds, call))

    def passes(self, minutes):
        self.now += 60 * minutes
        due = [call for when, call in self.waiting if when <= self.now]
        self.waiting = [(when, call) for when, call in self.waiting if when > self.now]
        for call in due:
            call()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def idling(bench, clock):
    bench.minutes = 5
    made = Idling(bench.models, bench.prompts, clock.later, lambda: bench.minutes)
    yield made
    made.close()


def test_a_loaded_model_is_let_go_of_and_stays_the_chosen_one(bench, clock, idling):
    bench.load()
    model = bench.models.status.model
    clock.passes(4)
    assert bench.models.status.stage is Stage.READY
    clock.passes(1)
    assert bench.sent(Unload) == [Unload()]
    status = bench.models.status
    assert (status.stage, status.model, status.loaded, status.error) == (Stage.NONE, model, None, None)


def test_the_next_question_loads_it_again_and_is_answered(bench, clock, idling):
    bench.load()
    clock.passes(5)
    talk = bench.chats.new()
    talk.send("Hi")
    bench.inbox.run_until(lambda: len(bench.sent(Load)) == 2)
    bench.loaded()
    bench.answer("Hello")
    assert [m.text for m in talk.branch.messages] == ["Hi", "Hello"]
    clock.passes(5)
    assert len(bench.sent(Unload)) == 2


def test_an_answer_begins_the_wait_anew(bench, clock, idling):
    bench.load()
    talk = bench.chats.new()
    clock.passes(3)
    talk.send("Hi")
    bench.answer("Hello")
    clock.passes(3)
    assert bench.sent(Unload) == []
    clock.passes(2)
    assert bench.sent(Unload) == [Unload()]


def test_nothing_is_unloaded_while_an_answer_is_made(bench, clock, idling):
    bench.load()
    talk = bench.chats.new()
    clock.passes(4)
    talk.send("Hi")
    bench.answer("Hel", finish=None)
    clock.passes(600)
    assert bench.sent(Unload) == []
    request = bench.sent(Generate)[-1].request
    bench.engine.events.emit(Finished(request, Finish.STOP, Usage(10, 4, 1, 0.2, 30.0, 7)))
    assert talk.branch.messages[-1].status is Status.DONE
    clock.passes(5)
    assert bench.sent(Unload) == [Unload()]


def test_a_question_that_waits_for_a_load_is_not_disturbed(bench, clock, idling):
    bench.load()
    bench.models.reload()
    talk = bench.chats.new()
    talk.send("Hi")
    clock.passes(600)
    bench.inbox.run_until(lambda: len(bench.sent(Load)) == 2)
    clock.passes(600)
    assert bench.sent(Unload) == []
    bench.loaded()
    assert len(bench.sent(Generate)) == 1


def test_after_a_crash_nothing_is_sent_to_an_engine_that_is_not_there(bench, clock, idling):
    bench.load()
    bench.chats.new().send("Hi")
    bench.answer("Hel", finish=None)
    bench.engine.events.emit(Died(-11))
    clock.passes(600)
    assert bench.sent(Unload) == []
    bench.load()  # and what ran then does not hold for ever
    clock.passes(5)
    assert bench.sent(Unload) == [Unload()]


def test_with_never_it_stays(bench, clock, idling):
    bench.minutes = 0
    bench.load()
    clock.passes(10_000)
    assert bench.sent(Unload) == []
    assert clock.waiting == []


def test_other_minutes_count_from_the_moment_they_are_chosen(bench, clock, idling):
    bench.load()
    clock.passes(4)
    bench.minutes = 60
    idling.restart()
    clock.passes(59)
    assert bench.sent(Unload) == []
    clock.passes(1)
    assert bench.sent(Unload) == [Unload()]


def test_closed_it_does_nothing(bench, clock, idling):
    bench.load()
    idling.close()
    clock.passes(600)
    assert bench.sent(Unload) == []


def test_only_a_loaded_model_can_be_unloaded(bench):
    bench.models.unload()
    assert bench.engine.sent == []
    bench.load()
    bench.models.unload()
    bench.models.unload()
    assert bench.sent(Unload) == [Unload()]


def test_the_setting_counts_as_soon_as_it_is_changed_and_other_settings_do_not(bench, clock, tmp_path):
    settings = SettingsFile(tmp_path / "settings.json")
    assert settings.value.unload_after == 60
    working = begin(Places(tmp_path), settings, bench.tasks, Backend, clock.later)
    try:
        working.models.choose("")
        bench.inbox.run_until(lambda: working.models.status.stage is Stage.READY)
        waits = len(clock.waiting)
        settings.set(sidebar=False)
        assert len(clock.waiting) == waits
        settings.set(unload_after=5)
        clock.passes(5)
        assert working.models.status.stage is Stage.NONE
    finally:
        working.close()


def test_without_a_clock_nothing_is_unloaded(bench, tmp_path):
    working = begin(Places(tmp_path), SettingsFile(tmp_path / "s.json"), bench.tasks, Backend)
    assert working.idling is None
    working.close()
