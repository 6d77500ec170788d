"""Summaries: what they are made of, and what becomes of them when something goes wrong on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.core import errors as e
from desktop.core.chat import ChatOptions, Message, Policy, Role, Status
from desktop.core.context import Frame, Part, lay_out
from desktop.engine.protocol import Count, Counted, Delta, Failed, Generate, Overhead, Prompting
from desktop.services.context import Typed
from desktop.services.summary import prepare
from tests.unit.test_refusals import choose, long_chat, refuse, texts


@pytest.fixture
def talk(bench):
    talk = long_chat(bench)
    choose(talk, Policy.SUMMARISE)
    return talk


def ask(bench, talk, text="question long " + "x" * 400):
    talk.fitting.map(Typed(text))
    bench.count()
    talk.send(text)
    bench.count()


def is_summary(command):
    return command.turns[-1].text.startswith("Summarise the conversation above")


def count_by_fours(bench):
    while len(asked := bench.sent(Count)) > bench.counted:
        command = asked[bench.counted]
        bench.counted += 1
        counts = tuple(len(text) // 4 for text in command.texts)
        bench.engine.events.emit(Counted(command.request, counts))


def test_a_message_that_can_be_read_whole_is_summarised_whole(bench):
    bench.load(context=1000)
    talk = bench.chats.new()
    choose(talk, Policy.SUMMARISE)
    whole = "first " + "w" * 2000  # 500 tokens of four characters, of 600 that can be read
    talk.send(whole)
    bench.answer("ok")
    talk.editing.pin(talk.branch.messages[-1].id, True)
    question = "then " + "x" * 2000
    talk.fitting.map(Typed(question))
    count_by_fours(bench)
    talk.send(question)
    command = bench.sent(Generate)[-1]
    assert is_summary(command)
    assert command.turns[0].text == whole


def test_of_a_message_that_is_too_long_even_for_a_summary_as_much_is_read_as_fits_and_that_is_marked(bench):
    bench.load(context=4000)
    talk = bench.chats.new()
    whole = "first " + "w" * 3000
    talk.send(whole)
    bench.count()
    bench.answer("ok")
    bench.load(context=1000)
    choose(talk, Policy.SUMMARISE)
    talk.fitting.map()
    bench.count()
    ask(bench, talk, "and then?")
    command = bench.sent(Generate)[-1]
    assert is_summary(command)
    read = command.turns[0].text
    assert "[…]" in read
    assert 400 < len(read) < 700  # a token is a character; 250 are for the summary, 150 for the task
    bench.answer("They talked.")
    summary = next(m for m in talk.branch.messages if m.role is Role.SUMMARY)
    assert summary.record.left_out.first == talk.branch.messages[0].id
    assert summary.record.left_out.tokens > 2000


def test_a_summary_whose_prompt_is_refused_is_asked_for_with_less(bench, talk):
    ask(bench, talk)
    first = bench.sent(Generate)[-1]
    while is_summary(bench.sent(Generate)[-1]) and len(texts(bench.sent(Generate)[-1])) >= len(texts(first)):
        refuse(bench)
        assert talk.busy
    assert is_summary(bench.sent(Generate)[-1])
    bench.answer("They talked.")
    bench.count()
    while is_summary(bench.sent(Generate)[-1]):
        bench.answer("They talked on.")
        bench.count()
    bench.answer("fine")
    assert [m.status for m in talk.branch.messages[-2:]] == [Status.DONE] * 2
    bench.inbox.time_passes()
    assert all(m.alternatives == () for m in talk.branch.messages)
    assert next(m.text for m in talk.branch.messages if m.role is Role.SUMMARY) == "They talked."


def test_what_only_the_engine_finds_too_long_is_summarised_too(bench, talk):
    bench.models.unload()
    talk.send("question long " + "x" * 400)  # nothing is known of the context now
    bench.inbox.run_until(lambda: bench.models._trial.going_on)
    bench.loaded(1000)
    bench.count()
    assert not is_summary(bench.sent(Generate)[-1])
    refuse(bench)
    assert is_summary(bench.sent(Generate)[-1])
    bench.answer("They talked.")
    bench.count()
    bench.answer("fine")
    roles = [m.role for m in talk.branch.messages[-3:]]
    assert roles == [Role.USER, Role.SUMMARY, Role.ASSISTANT]
    assert talk.branch.messages[-1].record.left_out is None
    bench.inbox.time_passes()
    assert all(m.alternatives == () for m in talk.branch.messages)


def test_without_a_model_a_summary_still_stands_for_what_it_covers(bench, talk):
    ask(bench, talk)
    bench.answer("They talked.")
    bench.count()
    bench.answer("fine")
    bench.models.unload()
    talk.send("next")
    bench.inbox.run_until(lambda: bench.models._trial.going_on)
    bench.loaded(8000)
    sent = texts(bench.sent(Generate)[-1])
    assert sent[0].endswith("They talked.")
    assert not any(text.startswith("question 0") for text in sent)


def test_a_chat_that_is_closed_while_it_is_summarised_has_its_question_given_back_and_nothing_else_changed(
    bench, talk
):
    before = [m.id for m in talk.branch.messages]
    back = []
    bench.chats.returned.connect(back.append)
    ask(bench, talk)
    bench.chats.close()
    assert [b.message.text[:13] for b in back] == ["question long"]
    assert [m.id for m in bench.store.chats.messages(talk.branch.chat.id)] == before


def test_a_summary_goes_on_while_another_chat_is_shown_and_then_the_answer(bench, talk):
    ask(bench, talk)
    bench.chats.let_go(talk)
    bench.answer("They talked.")
    bench.count()
    assert talk.busy
    bench.answer("fine")
    assert not talk.busy
    stored = bench.store.chats.messages(talk.branch.chat.id)
    assert [m.text for m in stored[-2:]] == ["They talked.", "fine"]


def test_a_full_disk_after_the_summary_gives_the_question_back(bench, talk, monkeypatch):
    before = [m.id for m in talk.branch.messages]
    told, returned = [], []
    talk.failed.connect(told.append)
    talk.returned.connect(returned.append)
    ask(bench, talk)
    add = bench.store.chats.add_chain

    def full(chat, new):
        raise e.DiskFull(bench.store.database.path.parent)

    monkeypatch.setattr(bench.store.chats, "add_chain", full)
    bench.answer("They talked.")
    monkeypatch.setattr(bench.store.chats, "add_chain", add)
    assert not talk.busy
    assert [type(error) for error in told] == [e.DiskFull]
    assert len(returned) == 1
    assert [m.id for m in talk.branch.messages] == before


def test_another_sampling_for_one_answer_is_used_after_the_summary_and_not_for_it(bench, talk):
    bench.load(context=500)
    talk.fitting.map()
    bench.count()
    talk.retry(talk.branch.messages[-1].id, replace(talk.fitting.sampling, temperature=1.5))
    assert is_summary(bench.sent(Generate)[-1])
    assert bench.sent(Generate)[-1].sampling.temperature == 0.3
    bench.answer("They talked.")
    bench.count()
    while is_summary(bench.sent(Generate)[-1]):
        bench.answer("They talked.")
        bench.count()
    assert bench.sent(Generate)[-1].sampling.temperature == 1.5


def test_system_prompt_and_summary_count_as_the_one_message_that_they_become(bench):
    bench.load(context=1000, overhead=Overhead(base=3, system=7, user=4, assistant=5))
    talk = bench.chats.new("Be brief.")
    talk.fitting.choose(ChatOptions(policy=Policy.SUMMARISE))
    talk.send("one " + "x" * 400)
    bench.count()
    bench.answer("two " + "y" * 300)
    talk.fitting.map()
    bench.count()
    ask(bench, talk, "three " + "z" * 200)
    bench.answer("They talked.")
    bench.count()
    talk.fitting.map()
    bench.count()
    while is_summary(bench.sent(Generate)[-1]):
        bench.answer("They talked.")
        bench.count()
    map_ = talk.fitting.map()
    bench.count()
    map_ = talk.fitting.map()
    command = bench.sent(Generate)[-1]
    around = {Role.SYSTEM: 7, Role.USER: 4, Role.ASSISTANT: 5}
    exactly = 3 + sum(len(turn.text) + around[turn.role] for turn in command.turns)
    assert abs(map_.used - exactly) <= 2  # the empty line between the two


def test_a_template_with_a_system_prompt_of_its_own_gives_it_up_once(bench):
    bench.load(context=1000, overhead=Overhead(base=30, system=-20, user=4, assistant=5))
    talk = bench.chats.new("Be brief.")
    talk.send("one")
    bench.count()
    talk.fitting.map()
    bench.count()
    assert talk.fitting.map().used == 30 - 20 + len("Be brief.") + len("one") + 4


def test_a_summary_that_cannot_be_written_leaves_no_failed_message_in_the_branch(bench, talk):
    before = [m.id for m in talk.branch.messages]
    ask(bench, talk)
    request = bench.sent(Generate)[-1].request
    bench.engine.events.emit(Prompting(request, 0, 1))
    bench.engine.events.emit(Delta(request, "They", 1))
    bench.engine.events.emit(Failed(request, e.PromptTooLong(1, 1)))
    while talk.busy:
        refuse(bench)
    assert [m.id for m in talk.branch.messages] == before
    bench.inbox.time_passes()
    assert {m for m, _ in bench.store.chats.tree(talk.branch.chat.id)} == set(before)


def test_a_stop_that_comes_too_late_for_the_summary_still_keeps_the_answer_from_being_asked_for(bench, talk):
    before = [m.id for m in talk.branch.messages]
    told = []
    talk.failed.connect(told.append)
    ask(bench, talk)
    bench.engine.events.emit(Delta(bench.sent(Generate)[-1].request, "They", 1))
    talk.stop()
    bench.answer()
    assert not talk.busy
    assert told == []
    assert [m.id for m in talk.branch.messages] == before


def test_a_chat_that_is_deleted_while_it_is_summarised_comes_back_as_it_was(bench, talk):
    chat, before = talk.branch.chat.id, [m.id for m in talk.branch.messages]
    ask(bench, talk)
    bench.chats.let_go(talk)
    bench.chats.delete(chat)
    bench.inbox.time_passes()
    bench.chats.restore(chat)
    assert [m.id for m in bench.chats.open(chat).branch.messages] == before
    assert not bench.chats.open(chat).busy


def test_another_model_with_less_context_during_a_summary_has_the_rest_summarised_too(bench, talk):
    ask(bench, talk, "question long " + "x" * 300)
    bench.models.reload()
    bench.answer("They talked.")
    bench.inbox.run_until(lambda: bench.models._trial.going_on)
    bench.loaded(700)
    bench.count()
    for _ in range(20):
        command = bench.sent(Generate)[-1]
        size = sum(len(turn.text) for turn in command.turns)
        if is_summary(command):
            bench.answer("They talked.")
        elif size > 700:
            refuse(bench)
        else:
            break
        bench.count()
    bench.answer("fine")
    assert [m.text for m in talk.branch.messages][-1] == "fine"
    record = talk.branch.messages[-1].record
    assert record.left_out is None
    bench.inbox.time_passes()
    assert all(m.alternatives == () for m in talk.branch.messages)


def test_a_pinned_message_is_summarised_with_those_around_it_since_it_may_be_unpinned(bench, talk):
    pinned = talk.branch.messages[0]
    talk.editing.pin(pinned.id, True)
    ask(bench, talk)
    summary = bench.sent(Generate)[-1]
    assert is_summary(summary)
    assert summary.turns[0].text == pinned.text
    bench.answer("They talked.")
    bench.count()
    assert any(turn.text == pinned.text for turn in bench.sent(Generate)[-1].turns)
    bench.answer("fine")
    talk.editing.pin(pinned.id, False)
    talk.send("next")
    assert not any(turn.text == pinned.text for turn in bench.sent(Generate)[-1].turns)


def test_pinned_messages_leave_room_for_what_is_summarised(bench):
    talk = long_chat(bench)
    choose(talk, Policy.SUMMARISE)
    for message in talk.branch.messages[::2]:
        talk.editing.pin(message.id, True)
    talk.fitting.map()
    bench.count()
    ask(bench, talk, "long " + "x" * 400)
    seen = []
    while is_summary(bench.sent(Generate)[-1]):
        seen.append(talk.branch.messages[-1].covers)
        bench.answer("They talked.")
        bench.count()
    assert len(set(seen)) == len(seen) >= 1


def test_what_summaries_without_end_would_have_to_read_is_left_out_with_a_mark():
    roles = [Role.USER, Role.ASSISTANT] * 500 + [Role.USER]
    parts = [Part(role, 100, message=number) for number, role in enumerate(roles, start=1)]
    sent = lay_out(parts, Frame(1000), Policy.SUMMARISE)
    messages = [
        Message(part.message, None, part.role, f"message {part.message}", Status.DONE, datetime.now(UTC))
        for part in parts
    ]
    work = prepare(messages, sent)
    assert work.unread.first == 1
    assert work.unread.count > 900
    assert work.turns[0].text == f"message {work.unread.last + 1}"
    assert work.covers > work.unread.last
