"""From a question to a stored answer, whatever the engine does."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from desktop.core import errors as e
from desktop.core.chat import Finish, Role, Status
from desktop.engine.protocol import Cancel, Died, Failed, Finished, Generate, Load, Usage
from desktop.services.answering import Phase
from desktop.services.chats import Back
from desktop.services.conversation import Returned
from desktop.services.models import Stage


@pytest.fixture
def talk(bench):
    bench.load()
    return bench.chats.new()


def stored(bench, talk):
    return [(m.role, m.text, m.status) for m in bench.store.chats.messages(talk.branch.chat.id)]


def test_question_and_answer_are_stored_with_their_record(bench, talk):
    talk.send("  What is it?\nTell me. ")
    bench.answer("It ", "is.")
    assert stored(bench, talk) == [
        (Role.USER, "What is it?\nTell me.", Status.DONE),
        (Role.ASSISTANT, "It is.", Status.DONE),
    ]
    record = bench.store.chats.messages(talk.branch.chat.id)[-1].record
    assert (record.model_name, record.quant) == ("SmolLM2-135M-Instruct", "Q4_1")
    assert (record.prompt_tokens, record.reused_tokens, record.tokens, record.seed) == (10, 4, 2, 7)
    assert (record.first_token_seconds, record.tokens_per_second) == (0.2, 30.0)
    assert record.finish is Finish.STOP


def test_a_chat_is_stored_and_named_by_its_first_message_only(bench, talk):
    assert bench.store.chats.chats() == []
    talk.send("Hello there")
    assert [chat.title for chat in bench.store.chats.chats()] == ["Hello there"]


def test_an_empty_question_is_refused_and_stores_nothing(bench, talk):
    with pytest.raises(e.EmptyPrompt):
        talk.send(" \n\t")
    assert bench.store.chats.chats() == []


def test_nul_and_lone_surrogates_are_stored_as_replacement_characters(bench, talk):
    talk.send("a\0b\ud800c")
    assert bench.sent(Generate)[-1].turns[-1].text == "a\ufffdb\ufffdc"
    assert stored(bench, talk)[0][1] == "a\ufffdb\ufffdc"


def test_the_model_is_told_the_whole_branch_and_always_the_same_day(bench, talk):
    talk.send("one")
    bench.answer("two")
    talk.send("three")
    first, second = bench.sent(Generate)
    assert [turn.text for turn in second.turns] == ["one", "two", "three"]
    assert first.day == second.day


def test_the_systems_instructions_come_first(bench, talk):
    talk = bench.chats.new("Be brief.")
    talk.send("Hi")
    assert [(t.role, t.text) for t in bench.sent(Generate)[-1].turns] == [
        (Role.SYSTEM, "Be brief."),
        (Role.USER, "Hi"),
    ]


def test_text_is_on_the_disk_before_the_answer_ends(bench, talk):
    talk.send("Hi")
    bench.answer("part one", finish=None)
    bench.inbox.time_passes()
    assert stored(bench, talk)[-1] == (Role.ASSISTANT, "part one", Status.STREAMING)


def test_what_a_crash_of_the_application_left_is_found_as_interrupted(bench, talk, tmp_path):
    from desktop.store.opening import open_store

    talk.send("Hi")
    bench.answer("part one", finish=None)
    bench.inbox.time_passes()
    again = open_store(tmp_path / "chats.db", "another run", lambda owner: False)
    again.answers.recover()
    message = again.chats.messages(talk.branch.chat.id)[-1]
    again.close()
    assert (message.text, message.status, message.record.finish) == (
        "part one",
        Status.FAILED,
        Finish.INTERRUPTED,
    )
    assert message.record.model_name == "SmolLM2-135M-Instruct"


def test_stop_keeps_what_has_come(bench, talk):
    talk.send("Hi")
    bench.answer("some", finish=None)
    talk.stop()
    request = bench.sent(Generate)[-1].request
    assert bench.engine.sent[-1] == Cancel(request)
    bench.engine.events.emit(Finished(request, Finish.CANCELLED, Usage(10, 0, 1, 0.1, None, 7)))
    assert stored(bench, talk)[-1] == (Role.ASSISTANT, "some", Status.STOPPED)
    assert not talk.busy


def test_an_engine_that_does_not_stop_is_ended_after_two_seconds(bench, talk):
    talk.send("Hi")
    bench.answer("some", finish=None)
    talk.stop()
    bench.inbox.time_passes()
    assert bench.engine.killed == 1
    bench.engine.events.emit(Died(-9))
    assert stored(bench, talk)[-1] == (Role.ASSISTANT, "some", Status.STOPPED)


def test_a_stop_in_time_ends_no_engine(bench, talk):
    talk.send("Hi")
    bench.answer("some", finish=None)
    talk.stop()
    bench.answer(finish=Finish.CANCELLED)
    bench.inbox.time_passes()
    assert bench.engine.killed == 0


def test_the_death_of_the_engine_keeps_the_text_and_is_told(bench, talk):
    told = []
    talk.failed.connect(told.append)
    talk.send("Hi")
    bench.answer("some", finish=None)
    bench.engine.events.emit(Died(-9))
    assert stored(bench, talk)[-1] == (Role.ASSISTANT, "some", Status.FAILED)
    assert told == [e.EngineStopped(-9)]
    assert talk.branch.messages[-1].record.failure == "EngineStopped"


def test_after_a_death_try_again_loads_the_model_and_answers_in_a_new_branch(bench, talk):
    talk.send("Hi")
    bench.answer("some", finish=None)
    bench.engine.events.emit(Died(-9))
    failed = talk.branch.messages[-1].id
    talk.retry(failed)
    assert talk.answering.progress.phase is Phase.WAITING
    bench.inbox.run_until(lambda: len(bench.sent(Load)) > 1)
    bench.loaded()
    bench.answer("whole")
    assert [m.text for m in talk.branch.messages] == ["Hi", "whole"]
    assert stored(bench, talk)[-1] == (Role.ASSISTANT, "whole", Status.DONE)
    bench.store.chats.select(talk.branch.chat.id, failed)  # the first try is still there
    assert stored(bench, talk)[-1] == (Role.ASSISTANT, "some", Status.FAILED)


def test_a_message_that_is_too_long_is_given_back(bench, talk):
    talk.send("one")
    bench.answer("two")
    told, returned = [], []
    talk.failed.connect(told.append)
    talk.returned.connect(returned.append)
    talk.send("very long")
    error = e.PromptTooLong(9000, 1024)
    bench.engine.events.emit(Failed(bench.sent(Generate)[-1].request, error))
    assert returned == [Returned("very long")]
    assert told == [error]
    assert [m.text for m in talk.branch.messages] == ["one", "two"]
    assert [text for _, text, _ in stored(bench, talk)] == ["one", "two"]
    talk.send("shorter")
    assert [turn.text for turn in bench.sent(Generate)[-1].turns] == ["one", "two", "shorter"]


def test_a_first_message_that_is_too_long_leaves_an_empty_chat(bench, talk):
    talk.send("very long")
    bench.engine.events.emit(Failed(bench.sent(Generate)[-1].request, e.PromptTooLong(9000, 1024)))
    assert talk.branch.messages == []
    assert stored(bench, talk) == []


def test_a_full_context_is_told(bench, talk):
    told = []
    talk.failed.connect(told.append)
    talk.send("Hi")
    bench.answer("much", finish=Finish.CONTEXT)
    assert told == [e.ContextFull(1024)]
    assert stored(bench, talk)[-1][2] is Status.DONE


def test_a_full_disk_loses_no_text_and_is_told_once(bench, talk, monkeypatch):
    told = []
    talk.failed.connect(told.append)
    talk.send("Hi")
    full = True
    for name in ("append", "finish"):
        real = getattr(bench.store.answers, name)

        def failing(*args, real=real, **names):
            if full:
                raise e.DiskFull(bench.store.database.path.parent)
            return real(*args, **names)

        monkeypatch.setattr(type(bench.store.answers), name, lambda self, *a, f=failing, **n: f(*a, **n))
    bench.answer("a", "b", finish=None)
    bench.inbox.time_passes()
    bench.inbox.time_passes()
    bench.answer("c")
    assert len(told) == 1
    full = False
    bench.inbox.time_passes()
    assert stored(bench, talk)[-1] == (Role.ASSISTANT, "abc", Status.DONE)


@pytest.mark.parametrize(
    "change", [lambda talk: talk.editing.delete(talk.branch.messages[0].id), lambda talk: talk.go_on()]
)
def test_an_answer_that_has_ended_and_is_not_stored_yet_is_no_bug_of_what_needs_it(
    bench, talk, monkeypatch, change
):
    full = True
    real = type(bench.store.answers).finish

    def finish(store, *args, **names):
        if full:
            raise e.DiskFull(bench.store.database.path.parent)
        return real(store, *args, **names)

    monkeypatch.setattr(type(bench.store.answers), "finish", finish)
    talk.send("one")
    bench.answer("two", finish=Finish.LENGTH)
    talk.send("three")
    bench.answer("four", finish=Finish.LENGTH)
    before = list(talk.branch.messages)
    with pytest.raises(e.DiskFull):
        change(talk)
    assert talk.branch.messages == before
    full = False
    change(talk)
    assert ("four", Status.DONE) in [(text, status) for _, text, status in stored(bench, talk)] or talk.busy


def test_a_chat_goes_on_being_answered_while_another_is_shown(bench, talk):
    talk.send("Hi")
    bench.answer("so", finish=None)
    bench.chats.let_go(talk)
    assert bench.chats.open(talk.branch.chat.id) is talk
    other = bench.chats.new()
    other.send("And I?")
    first = bench.sent(Generate)[0].request
    bench.engine.events.emit(Finished(first, Finish.STOP, Usage(1, 0, 1, 0.1, None, 7)))
    assert not talk.busy
    assert other.busy


def test_quitting_during_an_answer_keeps_it(bench, talk):
    talk.send("Hi")
    bench.answer("half", finish=None)
    bench.chats.close()
    assert stored(bench, talk)[-1] == (Role.ASSISTANT, "half", Status.FAILED)
    assert isinstance(bench.engine.sent[-1], Cancel)


def test_a_deleted_chat_ends_its_answer_and_can_be_brought_back(bench, talk):
    talk.send("Hi")
    bench.answer("half", finish=None)
    chat = talk.branch.chat.id
    bench.chats.delete(chat)
    assert bench.store.chats.chats() == []
    bench.chats.restore(chat)
    assert [m.text for m in bench.chats.open(chat).branch.messages] == ["Hi", "half"]


def test_a_prompt_waits_for_the_model_and_goes_out_when_it_is_there(bench):
    talk = bench.chats.new()
    talk.send("Hi")
    assert bench.models.status.stage is Stage.LOADING
    assert bench.sent(Generate) == []
    bench.inbox.run_until(lambda: bench.engine.sent)
    bench.loaded()
    bench.answer("Hello")
    assert talk.branch.messages[-1].text == "Hello"


def test_a_prompt_that_waits_can_be_stopped(bench):
    talk = bench.chats.new()
    talk.send("Hi")
    talk.stop()
    assert not talk.busy
    assert stored(bench, talk)[-1][2] is Status.STOPPED


def test_an_answer_that_begins_after_another_model_was_chosen_is_recorded_for_the_one_that_gives_it(
    bench, talk, tmp_path
):
    other = tmp_path / "other.gguf"
    other.write_bytes(b"GGUF")
    talk.send("one")
    bench.models.load(bench.models.library.describe(other))
    bench.answer("It is.")
    assert talk.branch.messages[-1].record.model_name == "SmolLM2-135M-Instruct"
    assert talk.branch.messages[-1].record.chat_template == "own"


def test_a_conversation_that_was_left_is_let_go_when_its_answer_has_ended(bench, talk):
    before = len(bench.prompts.events._listeners)
    talk.send("one")
    bench.chats.let_go(talk)
    bench.answer("It is.")
    assert len(bench.prompts.events._listeners) == before - 1
    assert stored(bench, talk)[-1] == (Role.ASSISTANT, "It is.", Status.DONE)
    assert bench.chats.open(talk.branch.chat.id) is not talk


def test_a_conversation_that_was_left_and_come_back_to_stays(bench, talk):
    talk.send("one")
    bench.chats.let_go(talk)
    assert bench.chats.open(talk.branch.chat.id) is talk
    bench.answer("It is.")
    talk.send("two")
    bench.answer("So it is.")
    assert talk.branch.messages[-1].text == "So it is."


def test_a_message_that_is_refused_behind_the_users_back_is_told_with_its_chat(bench, talk):
    returned = []
    bench.chats.returned.connect(returned.append)
    talk.send("far too long")
    bench.chats.let_go(talk)
    request = bench.sent(Generate)[-1].request
    bench.engine.events.emit(Failed(request, e.PromptTooLong(9000, 1024)))
    assert returned == [Back(talk.branch.chat.id, Returned("far too long"))]


def test_a_retry_that_cannot_be_stored_leaves_the_answer_in_its_place(bench, talk, monkeypatch):
    talk.send("one")
    bench.answer("two")
    before = list(talk.branch.messages)
    with full_disk(bench, monkeypatch, Role.ASSISTANT), pytest.raises(e.DiskFull):
        talk.retry(before[-1].id)
    assert talk.branch.messages == before
    assert not talk.busy


def test_a_question_whose_answer_cannot_be_stored_is_not_shown(bench, talk, monkeypatch):
    with full_disk(bench, monkeypatch, Role.ASSISTANT), pytest.raises(e.DiskFull):
        talk.send("one")
    assert talk.branch.messages == []
    talk.send("one")
    bench.answer("two")
    assert [m.text for m in talk.branch.messages] == ["one", "two"]
    assert [text for _, text, _ in stored(bench, talk)] == ["one", "two"]


@contextmanager
def full_disk(bench, monkeypatch, role):
    """Have no room for messages of this role."""
    add = bench.store.chats.add_chain

    def refuse(chat, chain):
        if any(new.role is role for new in chain):
            raise e.DiskFull(bench.store.database.path.parent)
        return add(chat, chain)

    with monkeypatch.context() as patch:
        patch.setattr(bench.store.chats, "add_chain", refuse)
        yield


def test_everything_can_be_closed_while_answers_are_on_their_way_behind_the_users_back(bench, talk):
    other = bench.chats.new()
    for conversation in (talk, other):
        conversation.send("one")
        bench.chats.let_go(conversation)
    bench.chats.close()
    assert stored(bench, talk)[-1][2] is Status.FAILED
    assert stored(bench, other)[-1][2] is Status.FAILED
