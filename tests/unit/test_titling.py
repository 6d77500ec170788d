"""Chats get titles while nobody waits, each of them once, and nothing waits for that."""

from __future__ import annotations

import pytest

from desktop.core import errors as e
from desktop.core.chat import Finish, Naming
from desktop.core.titles import CHINESE, ENGLISH
from desktop.engine.protocol import Cancel, Delta, Died, Failed, Finished, Generate, Usage
from desktop.services.titling import MOST_BROKEN, Titling

USAGE = Usage(10, 4, 3, 0.2, 30.0, 7)


class On:
    def __init__(self):
        self.value = True

    def __call__(self):
        return self.value


@pytest.fixture
def on():
    return On()


@pytest.fixture
def titling(bench, on):
    made = Titling(bench.desk, bench.chats, bench.engine, on, smallest=0)
    bench.load()
    yield made
    made.close()


def talk_about(bench, question="How do I bake bread?", answer="Bake bread on a stone."):
    talk = bench.chats.new()
    talk.send(question)
    bench.answer(answer)
    return talk


def aside(bench):
    return [command for command in bench.sent(Generate) if command.aside]


def quiet(bench):
    bench.inbox.time_passes()


def say(bench, *texts, finish=Finish.STOP):
    request = aside(bench)[-1].request
    for number, text in enumerate(texts, start=1):
        bench.engine.events.emit(Delta(request, text, number))
    bench.engine.events.emit(Finished(request, finish, USAGE))


def title(bench, talk):
    chat = bench.store.chats.chat(talk.branch.chat.id)
    return chat.title, chat.naming


def test_a_chat_is_named_by_the_model_once_nobody_waits(bench, titling):
    told = []
    bench.chats.arrived.connect(told.extend)
    talk = talk_about(bench)
    assert aside(bench) == []
    quiet(bench)
    (asked,) = aside(bench)
    answered = next(command for command in bench.sent(Generate) if not command.aside)
    assert asked.turns[: len(answered.turns)] == answered.turns, "so the cache is of use"
    assert [turn.text for turn in asked.turns[-2:]] == ["Bake bread on a stone.", ENGLISH]
    assert (asked.day, asked.adapters, asked.thinking) == (answered.day, answered.adapters, False)
    assert not bench.prompts.busy
    say(bench, "Title: ", "Bread on a stone")
    assert title(bench, talk) == ("Bread on a stone", Naming.MODEL)
    assert talk.branch.chat.title == "Bread on a stone"
    assert [chat.title for chat in told] == ["Bread on a stone"]
    talk.send("And then?")
    bench.answer("Eat it.")
    quiet(bench)
    assert len(aside(bench)) == 1, "once"


def test_a_chinese_chat_is_asked_in_chinese(bench, titling):
    talk = talk_about(bench, "怎么做面包？", "把面团放在石板上烤。")
    quiet(bench)
    assert aside(bench)[-1].turns[-1].text == CHINESE
    say(bench, "石板烤面包")
    assert title(bench, talk) == ("石板烤面包", Naming.MODEL)


def test_what_is_no_title_is_asked_for_once_more_and_then_never(bench, titling):
    talk = talk_about(bench)
    for _ in range(4):
        quiet(bench)
        if len(aside(bench)) and title(bench, talk)[1] is Naming.FIRST_WORDS:
            say(bench, "I'm sorry, I cannot.")
        talk.send("More?")
        bench.answer("No.")
    assert len(aside(bench)) == 2
    assert title(bench, talk) == ("How do I bake bread?", Naming.FIRST_WORDS)


def test_what_the_user_sends_is_not_made_to_wait_and_the_title_comes_later(bench, titling):
    talk = talk_about(bench)
    quiet(bench)
    talk.send("And then?")
    assert isinstance(bench.engine.sent[-1], Generate)
    assert not bench.engine.sent[-1].aside, "the engine has it at once, and ends what is aside"
    say(bench, "Bread", finish=Finish.CANCELLED)
    assert title(bench, talk)[1] is Naming.FIRST_WORDS
    quiet(bench)
    assert len(aside(bench)) == 1, "an answer is on its way"
    bench.answer("Eat it.")
    quiet(bench)
    say(bench, "Stone-baked bread")
    assert title(bench, talk) == ("Stone-baked bread", Naming.MODEL)


def test_what_is_always_broken_off_is_given_up(bench, titling):
    talk_about(bench)
    for _ in range(MOST_BROKEN + 3):
        quiet(bench)
        if aside(bench):
            say(bench, finish=Finish.CANCELLED)
    assert len(aside(bench)) == MOST_BROKEN


def test_titles_of_the_user_and_of_imports_stay(bench, titling):
    talk = talk_about(bench)
    bench.chats.rename(talk.branch.chat.id, "Mine")
    quiet(bench)
    assert aside(bench) == []
    talk = talk_about(bench)
    quiet(bench)
    bench.chats.rename(talk.branch.chat.id, "Mine too")
    say(bench, "Bread on a stone")
    assert title(bench, talk) == ("Mine too", Naming.USER)


def test_it_can_be_switched_off_and_small_models_are_not_asked(bench, titling, on):
    on.value = False
    talk_about(bench)
    quiet(bench)
    assert aside(bench) == []
    on.value = True
    titling.close()
    real = Titling(bench.desk, bench.chats, bench.engine, on)  # the starter has 135 million parameters
    talk_about(bench)
    quiet(bench)
    assert aside(bench) == []
    real.close()


@pytest.mark.parametrize("end", ["failed", "died"])
def test_a_failure_leaves_the_first_words(bench, titling, end):
    talk = talk_about(bench)
    quiet(bench)
    request = aside(bench)[-1].request
    if end == "failed":
        bench.engine.events.emit(Failed(request, e.PromptTooLong(2000, 1024)))
    else:
        bench.engine.events.emit(Died(-9))
    assert title(bench, talk)[1] is Naming.FIRST_WORDS


def test_a_deleted_chat_is_not_named_and_does_not_come_back(bench, titling):
    told = []
    talk = talk_about(bench)
    other = talk_about(bench)
    quiet(bench)
    bench.chats.arrived.connect(told.extend)
    bench.chats.delete(other.branch.chat.id, talk.branch.chat.id)
    assert Cancel(aside(bench)[-1].request) in bench.engine.sent
    say(bench, "Bread on a stone")
    quiet(bench)
    assert told == []
    assert len(aside(bench)) == 1


def test_a_chat_that_does_not_fit_with_the_request_stays_as_it_is(bench, titling):
    talk = talk_about(bench, "How do I bake bread?" + "x" * 900, "Bake bread.")
    talk.fitting.map()
    bench.count()
    quiet(bench)
    bench.count()
    assert title(bench, talk)[1] is Naming.FIRST_WORDS
    assert not bench.prompts.busy


def test_the_wait_is_counted_from_the_last_answer(bench, titling):
    talk = talk_about(bench)
    old, bench.inbox.timers = bench.inbox.timers, []
    talk.send("And then?")
    bench.answer("Eat it.")
    for call in old:
        call()
    assert aside(bench) == []
    quiet(bench)
    assert len(aside(bench)) == 1


def test_a_title_that_the_user_wants_replaces_any_and_comes_at_once(bench, titling, on):
    on.value = False
    talk = talk_about(bench)
    bench.chats.rename(talk.branch.chat.id, "Mine")
    titling.suggest(talk.branch.chat.id)
    say(bench, "Bread on a stone")
    assert title(bench, talk) == ("Bread on a stone", Naming.MODEL)


def test_a_name_that_the_user_gives_while_the_model_looks_for_one_stays(bench, titling, on):
    on.value = False
    talk = talk_about(bench)
    titling.suggest(talk.branch.chat.id)
    bench.chats.rename(talk.branch.chat.id, "Mine")
    say(bench, "Bread on a stone")
    assert title(bench, talk) == ("Mine", Naming.USER)


def test_a_chat_that_another_process_deletes_meanwhile_does_not_come_back(bench, titling):
    told = []
    bench.chats.arrived.connect(told.extend)
    talk = talk_about(bench)
    quiet(bench)
    bench.store.organising.delete([talk.branch.chat.id])
    say(bench, "Bread on a stone")
    assert told == []
    titling.suggest(talk.branch.chat.id)
    if len(aside(bench)) > 1:
        say(bench, "Bread on a stone")
    assert told == []


def test_the_user_is_told_where_no_title_was_found_or_none_can_be(bench, titling):
    told, failed = [], []
    titling.not_found.connect(told.append)
    titling.failed.connect(failed.append)
    talk = talk_about(bench)
    chat = talk.branch.chat.id
    titling.suggest(chat)
    say(bench, "I'm sorry.")
    assert told == [chat]
    titling.suggest(999)
    assert told == [chat, 999], "there is no such chat"
    bench.models.unload()
    titling.suggest(chat)
    assert [type(error) for error in failed] == [e.NoModel]


def test_a_title_that_the_user_wants_waits_for_answers(bench, titling, on):
    on.value = False
    talk = talk_about(bench)
    talk.send("And then?")
    titling.suggest(talk.branch.chat.id)
    assert aside(bench) == []
    bench.answer("Eat it.")
    quiet(bench)
    say(bench, "Bread on a stone")
    assert title(bench, talk)[0] == "Bread on a stone"
