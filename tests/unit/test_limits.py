"""Chats that are longer than the context: asked about, shortened, summarised; never without a mark."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.core import errors as e
from desktop.core.chat import Attachment, Finish, Policy, Role, Status
from desktop.core.context import Verdict
from desktop.engine.protocol import Cancel, Delta, Died, Failed, Finished, Generate, Overhead, Usage
from desktop.services.answering import Phase
from desktop.services.context import Typed
from desktop.services.conversation import Returned
from desktop.store.opening import open_store


@pytest.fixture
def talk(bench):
    """Three turns of 100 characters each, in a context of 1,000 tokens; a token is a character."""
    bench.load(context=1000)
    talk = bench.chats.new()
    for number in range(3):
        talk.send(f"question {number} ".ljust(100, "q"))
        bench.count()
        bench.answer(f"answer {number} ".ljust(100, "a"))
    talk.fitting.map()
    bench.count()
    return talk


def send(bench, talk, text):
    talk.fitting.map(Typed(text))  # as the meter does while it is typed
    bench.count()
    talk.send(text)


def choose(talk, policy):
    talk.fitting.choose(replace(talk.fitting.options, policy=policy))


def prompt(bench):
    return [turn.text.split(" ")[0] + turn.text.split(" ")[1][:1] for turn in bench.sent(Generate)[-1].turns]


def test_a_chat_that_is_too_long_is_refused_before_anything_is_stored(bench, talk):
    before = bench.store.chats.messages(talk.branch.chat.id)
    with pytest.raises(e.ContextExceeded) as caught:
        send(bench, talk, "long " + "x" * 400)
    assert (caught.value.tokens, caught.value.context, caught.value.alone) == (1005, 1000, False)
    assert bench.store.chats.messages(talk.branch.chat.id) == before
    assert not talk.busy


def test_a_message_that_alone_is_too_long_is_told_so_whatever_was_chosen(bench, talk):
    choose(talk, Policy.ROLL)
    with pytest.raises(e.ContextExceeded) as caught:
        send(bench, talk, "x" * 2000)
    assert caught.value.alone


def test_rolling_leaves_out_the_oldest_turns_and_the_record_says_so(bench, talk):
    choose(talk, Policy.ROLL)
    send(bench, talk, "question long " + "x" * 400)
    assert prompt(bench)[-1] == "questionl"
    assert "question0" not in prompt(bench)
    bench.answer("fine")
    record = bench.store.chats.messages(talk.branch.chat.id)[-1].record
    assert record.policy is Policy.ROLL
    assert record.left_out.count >= 2
    assert record.left_out.first == talk.branch.messages[0].id


def test_the_next_turn_begins_with_the_same_prompt_as_long_as_it_fits(bench, talk):
    choose(talk, Policy.ROLL)
    send(bench, talk, "question long " + "x" * 300)
    first = bench.sent(Generate)[-1].turns
    bench.answer("short")
    bench.count()
    send(bench, talk, "question next")
    assert bench.sent(Generate)[-1].turns[: len(first)] == first


def test_a_choice_is_kept_with_its_chat(bench, talk):
    choose(talk, Policy.MIDDLE)
    chat = talk.branch.chat.id
    bench.chats.let_go(talk)
    assert bench.chats.open(chat).fitting.options.policy is Policy.MIDDLE


def test_a_choice_before_the_first_message_is_kept_too(bench):
    bench.load()
    talk = bench.chats.new()
    choose(talk, Policy.ROLL)
    talk.send("Hi")
    assert bench.store.chats.options(talk.branch.chat.id).policy is Policy.ROLL


def test_a_prompt_that_the_engine_finds_longer_than_counted_is_made_shorter_by_itself(bench, talk):
    choose(talk, Policy.ROLL)
    send(bench, talk, "question long " + "x" * 300)
    first = bench.sent(Generate)[-1]
    bench.engine.events.emit(Failed(first.request, e.PromptTooLong(1001, 1000)))
    second = bench.sent(Generate)[-1]
    assert second.request != first.request
    assert len(second.turns) <= len(first.turns)
    bench.answer("fine")
    assert [m.text for m in talk.branch.messages][-1] == "fine"
    assert talk.branch.messages[-1].alternatives == ()


def test_summarising_writes_a_visible_summary_first_and_then_answers(bench, talk):
    choose(talk, Policy.SUMMARISE)
    send(bench, talk, "question long " + "x" * 400)
    request = bench.sent(Generate)[-1]
    assert request.turns[0].text.startswith("question 0")
    assert request.turns[-1].text.startswith("Summarise the conversation above")
    assert [m.role for m in talk.branch.messages][-2:] == [Role.USER, Role.SUMMARY]
    bench.engine.events.emit(Delta(request.request, "They talked.", 3))
    assert talk.answering.progress.phase is Phase.SUMMARISING
    bench.answer()
    bench.count()
    answer = bench.sent(Generate)[-1]
    assert answer.request != request.request
    assert answer.turns[0].role is Role.SYSTEM
    assert answer.turns[0].text.endswith("They talked.")
    assert not any(turn.text.startswith("question 0") for turn in answer.turns)
    bench.answer("fine")
    assert [m.role for m in talk.branch.messages][-3:] == [Role.USER, Role.SUMMARY, Role.ASSISTANT]
    stored = bench.store.chats.messages(talk.branch.chat.id)
    assert (stored[-2].text, stored[-2].status) == ("They talked.", Status.DONE)
    assert stored[-2].covers in [m.id for m in stored]
    assert talk.fitting.map().verdict is Verdict.FITS


def test_a_summary_in_the_users_words_is_what_the_model_reads(bench, talk):
    choose(talk, Policy.SUMMARISE)
    send(bench, talk, "question long " + "x" * 400)
    bench.answer("They talked.")
    bench.count()
    bench.answer("fine")
    summary = next(m for m in talk.branch.messages if m.role is Role.SUMMARY)
    talk.editing.write_summary(summary.id, "They argued.")
    send(bench, talk, "and then?")
    assert bench.sent(Generate)[-1].turns[0].text.endswith("They argued.")


@pytest.mark.parametrize("end", ["stop", "die", "empty"])
def test_without_a_summary_the_question_is_given_back(bench, talk, end):
    choose(talk, Policy.SUMMARISE)
    before = [m.id for m in talk.branch.messages]
    returned, told = [], []
    talk.returned.connect(returned.append)
    talk.failed.connect(told.append)
    text = "question long " + "x" * 400
    send(bench, talk, text)
    request = bench.sent(Generate)[-1].request
    if end == "stop":
        talk.stop()
        assert bench.engine.sent[-1] == Cancel(request)
        usage = Usage(0, 0, 0, None, None, 1)
        bench.engine.events.emit(Finished(request, Finish.CANCELLED, usage))
    elif end == "die":
        bench.engine.events.emit(Died(-11))
    else:
        bench.answer()
    assert returned == [Returned(text)]
    assert [type(error) for error in told] == {
        "stop": [],
        "die": [e.SummaryFailed],
        "empty": [e.SummaryFailed],
    }[end]
    assert [m.id for m in talk.branch.messages] == before
    assert not talk.busy


def test_pinned_messages_stay(bench, talk):
    choose(talk, Policy.ROLL)
    talk.editing.pin(talk.branch.messages[0].id, True)
    send(bench, talk, "question long " + "x" * 400)
    assert prompt(bench)[0] == "question0"
    assert bench.store.chats.messages(talk.branch.chat.id)[0].pinned


def test_the_map_counts_the_layout_of_the_template(bench):
    bench.load(context=1000, overhead=Overhead(base=3, user=4, assistant=5))
    talk = bench.chats.new()
    talk.fitting.map(Typed("12345"))
    bench.count()
    map_ = talk.fitting.map(Typed("12345"))
    assert map_.exact
    assert (map_.layout, map_.used) == (3, 3 + 4 + 5)


def test_files_go_before_the_question_and_count(bench, talk):
    file = Attachment("notes.txt", "a ``` fence\n")
    talk.send("What does it say?", [file])
    text = bench.sent(Generate)[-1].turns[-1].text
    assert text == "File “notes.txt”:\n````\na ``` fence\n````\n\nWhat does it say?"
    assert bench.store.chats.messages(talk.branch.chat.id)[-2].attachments == (file,)


def test_a_message_of_files_alone_is_sent(bench, talk):
    talk.send("", [Attachment("a.txt", "text")])
    assert "text" in bench.sent(Generate)[-1].turns[-1].text


def test_a_refused_message_comes_back_with_its_files(bench, talk):
    returned = []
    talk.returned.connect(returned.append)
    file = Attachment("a.txt", "text")
    talk.send("Read", [file])
    bench.engine.events.emit(Failed(bench.sent(Generate)[-1].request, e.PromptTooLong(9000, 1000)))
    assert returned == [Returned("Read", (file,))]


def test_what_was_refused_leaves_no_branch_behind(bench, talk):
    talk.send("much too long")
    refused = [m.id for m in talk.branch.messages[-2:]]
    bench.engine.events.emit(Failed(bench.sent(Generate)[-1].request, e.PromptTooLong(9000, 1000)))
    bench.inbox.time_passes()
    assert not {m for m, _ in bench.store.chats.tree(talk.branch.chat.id)} & set(refused)
    talk.send("shorter")
    assert talk.branch.messages[-2].alternatives == ()


def test_a_refused_message_that_was_sent_again_at_once_goes_when_the_answer_has_ended(bench, talk):
    talk.send("much too long")
    bench.engine.events.emit(Failed(bench.sent(Generate)[-1].request, e.PromptTooLong(9000, 1000)))
    talk.send("shorter")
    bench.inbox.time_passes()
    assert len(talk.branch.messages[-2].alternatives) == 2
    bench.answer("fine")
    bench.inbox.time_passes()
    assert talk.branch.messages[-2].alternatives == ()
    assert talk.branch.messages[-1].text == "fine"


def test_a_summary_that_a_crash_cut_off_is_begun_anew(bench, talk):
    choose(talk, Policy.SUMMARISE)
    send(bench, talk, "question long " + "x" * 400)
    chat = talk.branch.chat.id
    after = open_store(bench.store.database.path, "the next run", lambda owner: False)
    after.answers.recover()  # as the next start after a crash does
    after.close()
    talk = type(talk)(bench.desk, bench.store.chats.chat(chat))
    cut_off = talk.branch.messages[-1]
    assert (cut_off.role, cut_off.status) == (Role.SUMMARY, Status.FAILED)
    talk.fitting.map()
    bench.count()
    talk.retry(cut_off.id)
    assert bench.sent(Generate)[-1].turns[-1].text.startswith("Summarise the conversation")
    bench.answer("They talked.")
    bench.count()
    bench.answer("fine")
    assert [m.role for m in talk.branch.messages][-3:] == [Role.USER, Role.SUMMARY, Role.ASSISTANT]
    talk.close()
