"""Showing the exact prompt of an answer."""

from __future__ import annotations

import pytest

from desktop.core.chat import Policy
from desktop.core.errors import EngineStopped, NoModel
from desktop.engine.protocol import Died, Failed, Generate, Render, Rendered
from desktop.services.context import Typed
from desktop.services.exact_prompt import ExactPrompts


@pytest.fixture
def prompts(bench):
    return ExactPrompts(bench.engine, bench.models, bench.desk.contexts)


@pytest.fixture
def talk(bench):
    bench.load(context=1000)
    talk = bench.chats.new()
    for number in range(3):
        talk.send(f"question {number} ".ljust(100, "q"))
        bench.count()
        bench.answer(f"answer {number} ".ljust(100, "a"))
    return talk


def test_an_answer_shows_the_turns_that_it_was_given(bench, talk, prompts):
    told = []
    asked = bench.sent(Generate)[1]
    prompts.ask(talk.branch, talk.branch.messages[3].id, told.append)
    command = bench.sent(Render)[-1]
    assert (command.turns, command.day) == (asked.turns, asked.day)
    rendered = Rendered(command.request, "<|user|>…", 12)
    bench.engine.events.emit(rendered)
    bench.engine.events.emit(rendered)
    assert told == [rendered]


def test_what_was_left_out_is_left_out_again(bench, talk, prompts):
    talk.fitting.choose(type(talk.fitting.options)(policy=Policy.ROLL))
    text = "question long " + "x" * 400
    talk.fitting.map(Typed(text))
    bench.count()
    talk.send(text)
    asked = bench.sent(Generate)[-1]
    bench.answer("fine")
    assert talk.branch.messages[-1].record.left_out is not None
    prompts.ask(talk.branch, talk.branch.tip, lambda _: None)
    assert bench.sent(Render)[-1].turns == asked.turns


def test_without_a_model_the_asker_is_told_so(bench, prompts):
    told = []
    talk = bench.chats.new()
    prompts.ask(talk.branch, 1, told.append)
    assert told == [NoModel()]
    assert bench.sent(Render) == []


def test_a_refusal_and_a_death_are_told(bench, talk, prompts):
    told = []
    answer = talk.branch.tip
    prompts.ask(talk.branch, answer, told.append)
    bench.engine.events.emit(Failed(bench.sent(Render)[-1].request, NoModel()))
    prompts.ask(talk.branch, answer, told.append)
    bench.engine.events.emit(Died(-9))
    assert told == [NoModel(), EngineStopped(-9)]
