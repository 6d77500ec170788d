"""The system prompt of a chat changes from a question on, and nothing of the chat is lost or changed."""

from __future__ import annotations

import pytest

from desktop.core import errors as e
from desktop.core.chat import ChatOptions, Policy, Role, Status
from desktop.core.context import Fate
from desktop.core.prepared import Prepared, SystemPrompt
from desktop.core.templates import Part, TemplateId, TemplateUse
from desktop.engine.protocol import Failed, Generate
from desktop.services.conversation import Conversation
from desktop.services.drafts import Drafts

USE = TemplateUse(None, "Pirate", 3, Part.SYSTEM)


@pytest.fixture
def talk(bench):
    bench.load()
    return bench.chats.new("Be brief.")


def asked(bench):
    return [(turn.role.value, turn.text) for turn in bench.sent(Generate)[-1].turns]


def shown(talk):
    return [(m.role.value, m.text) for m in talk.branch.messages]


def again(bench, talk):
    return Conversation(bench.desk, bench.store.chats.chat(talk.branch.chat.id))


def test_another_system_prompt_holds_from_the_next_question_on(bench, talk):
    talk.send("one")
    bench.answer("two")
    talk.set_system(" Talk like a pirate. ", USE)
    assert shown(talk) == [("system", "Be brief."), ("user", "one"), ("assistant", "two")]
    talk.send("three")
    assert asked(bench) == [
        ("system", "Talk like a pirate."),
        ("user", "one"),
        ("assistant", "two"),
        ("user", "three"),
    ]
    assert shown(talk)[3:5] == [("system", "Talk like a pirate."), ("user", "three")]
    assert again(bench, talk).branch.messages[3].template == USE
    assert talk.system.current == SystemPrompt("Talk like a pirate.", USE)
    bench.answer("Arr.")
    fates = talk.fitting.map().fates
    parts = talk.fitting.map().parts
    assert [(p.label, f) for p, f in zip(parts, fates, strict=True) if p.role is Role.SYSTEM] == [
        ("Talk like a pirate.", Fate.SENT),
        ("Be brief.", Fate.REPLACED),
    ]


def test_what_is_set_counts_in_the_map_before_anything_is_sent(bench, talk):
    talk.send("one")
    bench.answer("two")
    bench.count()
    before = talk.fitting.map().used
    talk.set_system("x" * 100)
    talk.fitting.map()
    bench.count()
    seen = talk.fitting.map()
    assert seen.used - before == 100 - len("Be brief.")
    assert (seen.parts[0].label, seen.parts[0].message) == ("x" * 100, None)


def test_a_system_prompt_can_be_taken_away_and_come_back(bench, talk):
    talk.send("one")
    bench.answer("two")
    talk.set_system("")
    talk.send("three")
    assert asked(bench)[0] == ("user", "one")
    bench.answer("four")
    assert Fate.REPLACED in talk.fitting.map().fates
    talk.set_system("Be brief.")
    talk.send("five")
    assert asked(bench)[0] == ("system", "Be brief.")


def test_setting_what_holds_already_changes_nothing(bench, talk):
    talk.send("one")
    bench.answer("two")
    talk.set_system("Other")
    talk.set_system("Be brief.")
    assert talk.system.pending is None
    talk.send("three")
    assert [role for role, _ in shown(talk)].count("system") == 1


def test_a_chat_to_come_begins_with_it_or_without_any(bench):
    bench.load()
    talk = bench.chats.new()
    talk.set_system("Chosen", USE)
    talk.send("Hi")
    assert asked(bench) == [("system", "Chosen"), ("user", "Hi")]
    other = bench.chats.new("Default")
    other.set_system("")
    other.send("Hi")
    assert shown(other)[0] == ("user", "Hi")


def test_an_answer_that_is_made_once_more_follows_what_was_set_and_the_old_branch_keeps_its_own(bench, talk):
    talk.send("one")
    bench.answer("two")
    first = talk.branch.tip
    talk.set_system("Pirate")
    talk.retry(first)
    assert asked(bench) == [("system", "Pirate"), ("user", "one")]
    bench.answer("Arr")
    assert shown(talk)[-2:] == [("system", "Pirate"), ("assistant", "Arr")]
    talk.walking.show(first)
    assert shown(talk) == [("system", "Be brief."), ("user", "one"), ("assistant", "two")]
    assert talk.system.current == SystemPrompt("Be brief.")


def test_editing_an_earlier_question_follows_what_was_set(bench, talk):
    talk.send("one")
    bench.answer("two")
    talk.set_system("Pirate")
    talk.edit(talk.branch.messages[1].id, "uno")
    assert asked(bench) == [("system", "Pirate"), ("user", "uno")]


def test_what_does_not_fit_leaves_everything_as_it_was_also_what_was_set(bench, talk):
    talk.send("one")
    bench.answer("two")
    before = shown(talk)
    talk.set_system("x" * 5000)
    talk.fitting.map()
    bench.count()
    with pytest.raises(e.ContextExceeded):
        talk.send("three")
    with pytest.raises(e.ContextExceeded):
        talk.retry(talk.branch.tip)
    with pytest.raises(e.ContextExceeded):
        talk.edit(talk.branch.messages[1].id, "uno")
    assert shown(talk) == before
    assert talk.system.pending is not None
    assert shown(again(bench, talk)) == before


def test_what_the_engine_refuses_is_given_back_with_the_system_prompt(bench, talk):
    talk.send("one")
    bench.answer("two")
    before = shown(talk)
    talk.set_system("Pirate", USE)
    talk.edit(talk.branch.messages[1].id, "uno")
    request = bench.sent(Generate)[-1].request
    bench.engine.events.emit(Failed(request, e.PromptTooLong(2000, 1024)))
    assert shown(talk) == before
    assert talk.system.pending == SystemPrompt("Pirate", USE)


def test_deleting_the_newer_one_brings_the_older_one_back(bench, talk):
    talk.send("one")
    bench.answer("two")
    talk.set_system("Pirate")
    talk.send("three")
    bench.answer("Arr")
    talk.editing.delete(talk.branch.messages[3].id)
    assert talk.system.current == SystemPrompt("Be brief.")
    talk.send("five")
    assert asked(bench)[0] == ("system", "Be brief.")


@pytest.mark.parametrize("policy", [Policy.ROLL, Policy.MIDDLE])
def test_what_a_policy_leaves_out_is_never_the_system_prompt_that_holds(bench, talk, policy):
    talk.fitting.choose(ChatOptions(policy=policy))
    for number in range(6):
        if number == 3:
            talk.set_system("Pirate")
        talk.send(f"{number}" * 100)
        bench.count()
        bench.answer("a" * 100)
        talk.fitting.map()
        bench.count()
    talk.send("last")
    turns = asked(bench)
    assert turns[0] == ("system", "Pirate")
    assert [role for role, _ in turns].count("system") == 1
    assert turns[-1] == ("user", "last")
    assert bench.sent(Generate)[-1].turns[1].role is Role.USER
    seen = talk.fitting.map()
    assert seen.left_out
    assert all(part.role is not Role.SYSTEM for part in seen.left_out)


def test_a_summary_is_written_under_the_system_prompt_that_holds(bench, talk):
    talk.fitting.choose(ChatOptions(policy=Policy.SUMMARISE))
    for number in range(4):
        talk.send(f"{number}" * 120)
        bench.count()
        bench.answer("a" * 120)
        talk.fitting.map()
        bench.count()
    talk.set_system("Pirate")
    talk.send("last")
    bench.count()
    summary = bench.sent(Generate)[-1]
    assert summary.turns[0].text == "Pirate"
    bench.answer("They talked.")
    assert asked(bench)[0] == ("system", "Pirate\n\nSummary of the conversation so far:\nThey talked.")
    parts = talk.fitting.map().parts
    assert [part.role for part in parts[:2]] == [Role.SYSTEM, Role.SUMMARY]


def test_what_is_set_during_a_summary_takes_no_system_prompt_from_the_answer_after_it(bench, talk):
    talk.fitting.choose(ChatOptions(policy=Policy.SUMMARISE))
    for number in range(4):
        talk.send(f"{number}" * 120)
        bench.count()
        bench.answer("a" * 120)
        talk.fitting.map()
        bench.count()
    talk.send("last")
    bench.count()
    talk.set_system("Talk like a pirate.")
    bench.answer("They talked.")
    assert asked(bench)[0] == ("system", "Be brief.\n\nSummary of the conversation so far:\nThey talked.")
    assert talk.system.pending == SystemPrompt("Talk like a pirate.")


def test_it_can_be_set_during_an_answer_for_what_comes_after(bench, talk):
    talk.send("one")
    bench.answer("tw", finish=None)
    talk.set_system("Pirate")
    bench.answer("o")
    assert talk.branch.messages[-1].status is Status.DONE
    talk.send("three")
    assert asked(bench)[0] == ("system", "Pirate")


def test_a_template_that_is_gone_leaves_its_name(bench, talk):
    talk.set_system("Pirate", TemplateUse(TemplateId(99), "Pirate", 1, Part.SYSTEM))
    talk.send("one")
    assert again(bench, talk).branch.messages[0].template == TemplateUse(None, "Pirate", 1, Part.SYSTEM)


def test_one_that_is_refused_while_another_chat_is_shown_is_kept_with_the_draft(bench, talk, tmp_path):
    drafts = Drafts(bench.store.chats, bench.inbox.later, tmp_path / "draft.txt")
    bench.chats.system_returned.connect(lambda back: drafts.give_back_system(back.chat, back.system))
    talk.send("one")
    bench.answer("two")
    talk.set_system("Pirate", USE)
    talk.edit(talk.branch.messages[1].id, "uno")
    bench.chats.let_go(talk)
    bench.engine.events.emit(Failed(bench.sent(Generate)[-1].request, e.PromptTooLong(2000, 1024)))
    drafts.flush()
    assert bench.store.chats.prepared(talk.branch.chat.id).system == SystemPrompt("Pirate", USE)


def test_one_that_was_set_since_is_not_replaced_by_the_refused_one(bench, talk, tmp_path):
    drafts = Drafts(bench.store.chats, bench.inbox.later, tmp_path / "draft.txt")
    talk.send("one")
    chat = talk.branch.chat.id
    drafts.keep_prepared(chat, Prepared(None, SystemPrompt("Newer")))
    drafts.give_back_system(chat, SystemPrompt("Older"))
    assert drafts.prepared_of(chat).system == SystemPrompt("Newer")
