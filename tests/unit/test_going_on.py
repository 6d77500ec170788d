"""Continuing, deleting, thinking, and waiting in the queue."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.core.chat import Finish, Policy, Role, Status
from desktop.core.errors import EmptyPrompt, PromptTooLong
from desktop.core.sampling import Sampling
from desktop.engine.protocol import (
    Begun,
    Delta,
    Died,
    Failed,
    Finished,
    Generate,
    Load,
    PartKind,
    Prompting,
    Usage,
)
from desktop.services.answering import Phase


@pytest.fixture
def talk(bench):
    bench.load()
    return bench.chats.new()


def stopped(bench, talk, thinking="", text="half"):
    talk.send("Count")
    request = bench.sent(Generate)[-1].request
    bench.engine.events.emit(Prompting(request, 0, 10))
    if thinking:
        bench.engine.events.emit(Delta(request, thinking, 2, PartKind.THINKING))
    if text:
        bench.engine.events.emit(Delta(request, text, 3))
    usage = Usage(10, 0, 3, 0.1, 30.0, 7, 2 if thinking else 0, 0.5 if thinking else None)
    bench.engine.events.emit(Finished(request, Finish.CANCELLED, usage))


def test_a_stopped_answer_goes_on_where_it_ended_in_the_same_message(bench, talk):
    stopped(bench, talk)
    message = talk.branch.messages[-1].id
    talk.go_on()
    command = bench.sent(Generate)[-1]
    assert command.begun == Begun("", "half")
    assert [turn.text for turn in command.turns] == ["Count"]
    bench.answer(" and whole")
    last = bench.store.chats.messages(talk.branch.chat.id)[-1]
    assert (last.id, last.text, last.status) == (message, "half and whole", Status.DONE)
    assert last.record.tokens == 3 + 1
    assert last.record.finish is Finish.STOP


def test_what_came_after_going_on_survives_a_crash_with_what_was_there(bench, talk):
    stopped(bench, talk)
    talk.go_on()
    bench.answer(" more", finish=None)
    bench.inbox.time_passes()
    assert bench.store.chats.messages(talk.branch.chat.id)[-1].text == "half more"
    assert bench.store.chats.messages(talk.branch.chat.id)[-1].status is Status.STREAMING


def test_a_question_is_not_continued(bench, talk):
    talk.go_on()
    assert bench.sent(Generate) == []


def test_thinking_is_kept_apart_and_never_sent_back(bench, talk):
    talk.send("Hard")
    request = bench.sent(Generate)[-1].request
    bench.engine.events.emit(Prompting(request, 0, 10))
    bench.engine.events.emit(Delta(request, "hmm ", 1, PartKind.THINKING))
    assert talk.answering.progress.phase is Phase.THINKING
    bench.engine.events.emit(Delta(request, "well", 2, PartKind.THINKING))
    bench.engine.events.emit(Delta(request, "Yes.", 3))
    assert talk.answering.progress.phase is Phase.ANSWERING
    bench.inbox.time_passes()
    kept = bench.store.chats.messages(talk.branch.chat.id)[-1]
    assert (kept.thinking, kept.text, kept.status) == ("hmm well", "Yes.", Status.STREAMING)
    bench.engine.events.emit(Finished(request, Finish.STOP, Usage(9, 0, 3, 0.1, 30.0, 7, 2, 1.5)))
    record = bench.store.chats.messages(talk.branch.chat.id)[-1].record
    assert (record.thinking_tokens, record.thinking_seconds) == (2, 1.5)
    talk.send("Next")
    assert [turn.text for turn in bench.sent(Generate)[-1].turns] == ["Hard", "Yes.", "Next"]


def test_an_answer_stopped_while_it_thought_goes_on_thinking(bench, talk):
    stopped(bench, talk, thinking="hmm", text="")
    talk.go_on()
    assert bench.sent(Generate)[-1].begun == Begun("hmm", "")


def test_the_switch_for_thinking_is_passed_on_and_recorded(bench):
    bench.load(thinking_switch=True)
    talk = bench.chats.new()
    talk.fitting.choose(type(talk.fitting.options)(thinking=False))
    talk.send("Hi")
    assert not bench.sent(Generate)[-1].thinking
    bench.answer("Ho")
    assert bench.store.chats.messages(talk.branch.chat.id)[-1].record.thinking is False


def test_an_answer_is_tried_again_with_other_sampling_once(bench, talk):
    talk.send("Hi")
    bench.answer("Ho")
    talk.retry(talk.branch.messages[-1].id, Sampling(temperature=0))
    assert bench.sent(Generate)[-1].sampling.temperature == 0
    bench.answer("Ha")
    assert talk.branch.messages[-1].record.sampling.temperature == 0
    talk.send("More")
    assert bench.sent(Generate)[-1].sampling.temperature == 0.7


def test_a_deleted_message_is_gone_from_the_branch_and_comes_back_whole(bench, talk):
    for text in ("one", "two"):
        talk.send(text)
        bench.answer(text.upper())
    leaf = talk.branch.tip
    talk.editing.delete(talk.branch.messages[1].id)
    assert [m.text for m in talk.branch.messages] == ["one", "two", "TWO"]
    assert talk.branch.messages[2].record is not None
    assert len(talk.branch.messages[1].alternatives) == 2
    talk.send("three")
    assert [turn.text for turn in bench.sent(Generate)[-1].turns] == ["one", "two", "TWO", "three"]
    bench.answer("THREE")
    talk.walking.go_to(leaf)
    assert [m.text for m in talk.branch.messages] == ["one", "ONE", "two", "TWO"]


def test_the_last_message_is_deleted_by_going_back_one(bench, talk):
    talk.send("one")
    bench.answer("ONE")
    leaf = talk.branch.tip
    talk.editing.delete(leaf)
    assert [m.text for m in talk.branch.messages] == ["one"]
    talk.walking.go_to(leaf)
    assert [m.text for m in talk.branch.messages] == ["one", "ONE"]


def test_a_chat_that_waits_knows_how_many_answers_come_first(bench, talk):
    others = [talk, bench.chats.new(), bench.chats.new()]
    for number, other in enumerate(others):
        other.send(f"question {number}")
    (first,) = (command.request for command in bench.sent(Generate))
    assert [other.answering.progress.ahead for other in others] == [0, 1, 2]
    bench.engine.events.emit(Prompting(first, 0, 5))
    bench.engine.events.emit(Finished(first, Finish.STOP, Usage(5, 0, 0, None, None, 1)))
    assert [other.answering.progress.ahead for other in others] == [0, 0, 1]
    second = bench.sent(Generate)[-1].request
    others[1].stop()
    bench.engine.events.emit(Finished(second, Finish.CANCELLED, Usage(0, 0, 0, None, None, 1)))
    assert others[2].answering.progress.ahead == 0
    assert len(bench.sent(Generate)) == 3


def test_an_answer_knows_who_speaks(bench, talk):
    talk.send("Hi")
    bench.answer("Ho")
    assert [m.role for m in talk.branch.messages] == [Role.USER, Role.ASSISTANT]


def test_an_answer_that_goes_on_still_does_where_the_engine_finds_the_prompt_longer(bench, talk):
    talk.fitting.choose(replace(talk.fitting.options, policy=Policy.ROLL))
    talk.send("first " + "y" * 600)
    bench.answer("one")
    stopped(bench, talk, thinking="hmm", text="half")
    talk.fitting.map()
    bench.count()
    talk.go_on()
    bench.engine.events.emit(Failed(bench.sent(Generate)[-1].request, PromptTooLong(1001, 1000)))
    assert bench.sent(Generate)[-1].begun == Begun("hmm", "half")
    bench.answer(" and whole")
    assert talk.branch.messages[-1].text == "half and whole"


def test_what_was_thought_takes_its_place_in_the_context_when_an_answer_goes_on(bench, talk):
    talk.fitting.choose(replace(talk.fitting.options, policy=Policy.ROLL))
    talk.send("first " + "y" * 300)
    bench.answer("one")
    stopped(bench, talk, thinking="x" * 800, text="half")
    talk.fitting.map()
    bench.count()
    talk.go_on()
    assert [turn.text for turn in bench.sent(Generate)[-1].turns] == ["Count"]


def test_an_answer_whose_question_is_deleted_is_not_asked_for_anew(bench, talk):
    stopped(bench, talk)
    talk.editing.delete(talk.branch.messages[0].id)
    there = list(talk.branch.messages)
    with pytest.raises(EmptyPrompt):
        talk.retry(there[-1].id)
    assert talk.branch.messages == there
    assert len(bench.sent(Generate)) == 1


def queue_of(bench, texts):
    """Ask in several chats; only the first is being answered."""
    talks = [bench.chats.new() for _ in texts]
    for talk, text in zip(talks, texts, strict=True):
        talk.send(text)
    first = bench.sent(Generate)[-1].request
    bench.engine.events.emit(Prompting(first, 0, 5))
    return talks


def test_chats_whose_turn_had_not_come_outlive_the_engine(bench, talk):
    first, second, third = queue_of(bench, ["one", "two", "three"])
    before = len(bench.sent(Generate))
    bench.engine.events.emit(Died(-9))
    assert [t.branch.messages[-1].status for t in (first, second, third)] == [
        Status.FAILED,
        Status.STREAMING,
        Status.STREAMING,
    ]
    assert [t.answering.progress.ahead for t in (second, third)] == [0, 1]
    bench.inbox.run_until(lambda: len(bench.sent(Load)) > 1)
    bench.loaded()
    bench.answer("good")
    bench.answer("fine")
    assert [command.turns[-1].text for command in bench.sent(Generate)[before:]] == ["two", "three"]
    assert third.branch.messages[-1].text == "fine"


def test_a_chat_that_was_stopped_while_it_waited_is_not_answered_after_the_engine_has_died(bench, talk):
    _, second = queue_of(bench, ["one", "two"])
    before = len(bench.sent(Generate))
    second.stop()
    bench.engine.events.emit(Died(-9))
    assert second.branch.messages[-1].status is Status.STOPPED
    assert not bench.prompts.busy
    assert len(bench.sent(Generate)) == before
