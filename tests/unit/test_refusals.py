"""What the engine refuses: shortened and asked for again, or the user's again; nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.core import errors as e
from desktop.core.chat import Attachment, Finish, LeftOut, Policy, Role, Status
from desktop.core.context import Verdict
from desktop.engine.protocol import Begun, Delta, Died, Failed, Finished, Generate, PartKind, Prompting, Usage
from desktop.services.context import Typed
from desktop.services.drafts import FILES_LARGEST, LARGEST
from desktop.services.models import Stage

NOTHING = Usage(0, 0, 0, None, None, 0)


def long_chat(bench, turns=3):
    """Turns of 100 characters a message, in a context of 1,000 tokens; a token is a character."""
    bench.load(context=1000)
    talk = bench.chats.new()
    for number in range(turns):
        talk.send(f"question {number} ".ljust(100, "q"))
        bench.count()
        bench.answer(f"answer {number} ".ljust(100, "a"))
    talk.fitting.map()
    bench.count()
    return talk


@pytest.fixture
def talk(bench):
    return long_chat(bench)


def choose(talk, policy):
    talk.fitting.choose(replace(talk.fitting.options, policy=policy))


def refuse(bench, error=None):
    request = bench.sent(Generate)[-1].request
    bench.engine.events.emit(Failed(request, error or e.PromptTooLong(1001, 1000)))


def stop_at(bench, text, thinking=""):
    request = bench.sent(Generate)[-1].request
    bench.engine.events.emit(Prompting(request, 0, 10))
    if thinking:
        bench.engine.events.emit(Delta(request, thinking, 1, PartKind.THINKING))
    bench.engine.events.emit(Delta(request, text, 2))
    bench.engine.events.emit(Finished(request, Finish.CANCELLED, Usage(10, 4, 2, 0.1, 30.0, 7)))


def texts(command):
    return [turn.text for turn in command.turns]


def test_a_chat_far_longer_than_the_context_is_refused_before_anything_is_stored(bench):
    talk = long_chat(bench)
    choose(talk, Policy.ROLL)
    for number in range(3, 14):
        talk.send(f"question {number} ".ljust(100, "q"))
        bench.count()
        bench.answer(f"answer {number} ".ljust(100, "a"))
    choose(talk, Policy.ASK)
    for _ in range(3):
        talk.fitting.map(Typed("more"))
        bench.count()
    assert not talk.fitting.map(Typed("more")).exact  # the oldest are estimated and stay so
    before = len(talk.branch.messages)
    with pytest.raises(e.ContextExceeded):
        talk.send("more")
    assert len(talk.branch.messages) == before


def test_an_answer_that_goes_on_and_is_shortened_goes_on_from_the_same_place(bench, talk):
    choose(talk, Policy.ROLL)
    talk.send("go " + "x" * 200)
    bench.count()
    stop_at(bench, "half", "hmm")
    talk.fitting.map()
    bench.count()
    talk.go_on()
    refuse(bench)
    command = bench.sent(Generate)[-1]
    assert command.begun == Begun("hmm", "half")
    assert texts(command)[-1].startswith("go ")
    bench.answer(" whole")
    assert talk.branch.messages[-1].text == "half whole"


def test_what_was_thought_counts_when_an_answer_goes_on(bench, talk):
    talk.send("why?")
    bench.count()
    stop_at(bench, "half", "h" * 900)
    talk.fitting.map_before(talk.branch.messages[-1])
    bench.count()
    with pytest.raises(e.ContextExceeded):
        talk.go_on()
    assert talk.branch.messages[-1].status is Status.STOPPED


def test_nothing_is_asked_twice_in_the_same_words(bench, talk):
    choose(talk, Policy.ROLL)
    talk.send("only")
    for _ in range(20):
        if not talk.busy:
            break
        refuse(bench)
    prompts = [tuple(texts(command)) for command in bench.sent(Generate)][3:]
    assert not talk.busy
    assert len(set(prompts)) == len(prompts)


def test_a_text_too_large_to_be_counted_is_shortened_too(bench, talk):
    choose(talk, Policy.ROLL)
    talk.send("more " + "x" * 200)
    first = bench.sent(Generate)[-1]
    refuse(bench, e.TextTooLarge(3_000_000, 2_000_000))
    assert len(bench.sent(Generate)[-1].turns) < len(first.turns)
    bench.answer("fine")
    assert talk.branch.messages[-1].text == "fine"


@pytest.mark.parametrize(
    ("text", "files"),
    [("x" * (LARGEST + 1), ()), ("read", (Attachment("a.txt", "x" * (FILES_LARGEST + 1)),))],
)
def test_what_no_draft_can_hold_stays_as_a_branch(bench, text, files):
    bench.load(context=1000)
    talk = bench.chats.new()
    talk.send("one")
    bench.answer("two")
    talk.send(text, files)
    question = talk.branch.messages[-2].id
    refuse(bench)
    bench.inbox.time_passes()
    bench.inbox.time_passes()
    talk.walking.show(question)
    assert (talk.branch.messages[2].text, talk.branch.messages[2].attachments) == (text, files)


def test_the_record_of_an_answer_that_never_went_on_keeps_its_figures(bench, talk):
    talk.send("why?")
    stop_at(bench, "half")
    bench.models.unload()
    before = talk.branch.messages[-1].record
    talk.go_on()
    talk.stop()
    assert not talk.busy
    assert bench.store.chats.messages(talk.branch.chat.id)[-1].record == before


def test_what_the_first_half_of_an_answer_did_not_see_stays_marked_when_it_goes_on_with_all(bench, talk):
    choose(talk, Policy.ROLL)
    talk.fitting.map(Typed("long " + "x" * 400))
    bench.count()
    talk.send("long " + "x" * 400)
    stop_at(bench, "half")
    left_out = talk.branch.messages[-1].record.left_out
    assert isinstance(left_out, LeftOut)
    bench.load(context=4000)
    talk.go_on()
    bench.answer(" whole")
    record = talk.branch.messages[-1].record
    assert (record.policy, record.left_out) == (Policy.ROLL, left_out)


def test_an_answer_goes_on_without_what_it_began_without(bench, talk):
    choose(talk, Policy.ROLL)
    talk.fitting.map(Typed("long " + "x" * 400))
    bench.count()
    talk.send("long " + "x" * 400)
    first = bench.sent(Generate)[-1].turns
    stop_at(bench, "y" * 200)
    talk.fitting.map_before(talk.branch.messages[-1])
    bench.count()
    talk.go_on()
    assert bench.sent(Generate)[-1].turns == first


def test_what_waits_for_another_model_is_answered_with_what_that_one_recommends(bench, talk):
    bench.models.unload()
    talk.send("hello")
    assert bench.models.status.stage is Stage.LOADING
    bench.inbox.run_until(lambda: bench.models._trial.going_on)
    warm = replace(bench.models.status.recommended, temperature=1.25)
    bench.models.status = replace(bench.models.status, recommended=warm)
    bench.loaded(1000)
    assert bench.sent(Generate)[-1].sampling.temperature == 1.25
    bench.answer("hi")
    assert talk.branch.messages[-1].record.sampling.temperature == 1.25


def test_a_branch_that_is_gone_meanwhile_is_shown_no_more(bench, talk):
    talk.send("too long")
    refused = talk.branch.messages[-2].id
    refuse(bench)
    other = bench.chats.open(talk.branch.chat.id)
    assert other is talk
    from desktop.services.conversation import Conversation

    stale = Conversation(bench.desk, talk.branch.chat)
    bench.inbox.time_passes()
    before = [m.id for m in stale.branch.messages]
    stale.walking.show(refused)
    assert [m.id for m in stale.branch.messages] == before
    stale.close()


def test_messages_stay_in_their_rows_when_a_refused_branch_beside_them_goes(bench, talk):
    third = talk.branch.messages[2].id
    talk.edit(third, "too long")
    refuse(bench)
    removed, changed = [], []
    talk.branch.removed.connect(removed.append)
    talk.branch.changed.connect(lambda message: changed.append(message.id))
    bench.inbox.time_passes()
    assert removed == []
    assert changed == [third]
    assert talk.branch.messages[2].alternatives == ()


def test_an_answer_that_another_process_writes_is_left_alone(bench, talk, tmp_path):
    from desktop.services.conversation import Conversation
    from desktop.store.chats import NewMessage

    chat = talk.branch.chat
    new = NewMessage(talk.branch.tip, Role.ASSISTANT, "", Status.STREAMING)
    bench.store.chats.add(chat.id, new)
    here = Conversation(bench.desk, chat)
    before = [m.id for m in here.branch.messages]
    here.go_on()
    here.editing.delete(before[0])
    assert [m.id for m in here.branch.messages] == before
    assert not here.busy
    here.close()


def test_instructions_are_not_lost_when_the_first_message_cannot_be_stored(bench, monkeypatch):
    bench.load()
    talk = bench.chats.new("Be brief.")
    add = bench.store.chats.add_chain

    def refuse_once(chat, new):
        monkeypatch.setattr(bench.store.chats, "add_chain", add)
        raise e.DiskFull(bench.store.database.path.parent)

    monkeypatch.setattr(bench.store.chats, "add_chain", refuse_once)
    with pytest.raises(e.DiskFull):
        talk.send("Hi")
    talk.send("Hi")
    assert texts(bench.sent(Generate)[-1]) == ["Be brief.", "Hi"]


def test_what_is_left_out_has_its_policy_on_record_even_where_it_was_not_enough_by_estimate(bench, talk):
    choose(talk, Policy.ROLL)
    talk.send("x" * 4000)  # an estimate says that it is too long alone; the engine decides
    assert talk.fitting.map().verdict is Verdict.TOO_LONG
    bench.answer("fine")
    record = talk.branch.messages[-1].record
    assert record.left_out is not None
    assert record.policy is Policy.ROLL


def test_the_death_of_the_engine_while_counting_forgets_no_text(bench, talk):
    bench.counting.tokens("new text")
    bench.engine.events.emit(Died(-9))
    bench.load(context=1000)
    bench.count()
    assert bench.counting.tokens("new text") == 8


def test_a_reload_with_another_context_is_told_and_measured_anew(bench, talk):
    told = []
    bench.counting.changed.connect(told.append)
    talk.fitting.map()
    bench.load(context=3000)
    assert told
    assert talk.fitting.map().length == 3000


def test_sending_does_not_measure_the_whole_chat_once_more(bench, talk, monkeypatch):
    talk.fitting.map(Typed("next"))
    measured = []
    parts = bench.desk.contexts.parts
    monkeypatch.setattr(
        type(bench.desk.contexts), "parts", lambda _, messages: measured.append(1) or parts(messages)
    )
    talk.send("next")
    bench.answer("a", "b", finish=None)
    assert list(talk.fitting.map().parts) == parts(talk.branch.messages[:-1])
    bench.answer()
    assert list(talk.fitting.map().parts) == parts(talk.branch.messages)
    assert measured == []


def test_what_was_stopped_is_not_asked_for_with_less(bench, talk):
    choose(talk, Policy.ROLL)
    told = []
    talk.failed.connect(told.append)
    talk.send("more " + "x" * 300)
    before = len(bench.sent(Generate))
    talk.stop()
    refuse(bench)
    assert not talk.busy
    assert len(bench.sent(Generate)) == before
    assert told == []
    assert talk.branch.messages[-1].status is Status.STOPPED
