"""Temporary chats are like others, and nothing of them is on the disk; they can be kept after all."""

from __future__ import annotations

import pytest

from desktop.core import errors as e
from desktop.core.chat import Attachment, ChatOptions, Naming, Policy, Role, Status
from desktop.core.prepared import DraftTemplate, Prepared
from desktop.core.templates import Body, Draft, Part, TemplateUse
from desktop.engine.protocol import Forget, Generate
from desktop.services.drafts import Drafts
from desktop.services.temporary import Temporary
from desktop.services.titling import Titling
from desktop.store.in_memory import FIRST_CHAT, open_stores_in_memory

SECRET = "Rhabarberkuchen"
NOTES = Attachment("notes.txt", f"{SECRET} in a file")


@pytest.fixture
def drafts(bench, tmp_path):
    return Drafts(bench.store.chats, bench.inbox.later, tmp_path / "draft.txt")


@pytest.fixture
def temporary(bench, drafts):
    bench.load()
    made = Temporary(bench.desk, bench.store.archive, bench.chats, drafts)
    yield made
    made.close()


@pytest.fixture
def talk(temporary):
    return temporary.begin()


def shown(talk):
    return [(m.role.value, m.text) for m in talk.branch.messages]


def written(folder):
    """List the files that hold the secret, in any of the encodings that are used."""
    words = (SECRET.encode(), SECRET.lower().encode(), SECRET.encode("utf-16-le"))
    return [p for p in folder.rglob("*") if p.is_file() and any(w in p.read_bytes() for w in words)]


def converse(bench, talk):
    talk.fitting.choose(ChatOptions(policy=Policy.ROLL))
    talk.set_system(f"Speak of {SECRET}.")
    talk.send(f"What is {SECRET}?", (NOTES,))
    bench.answer(f"{SECRET} is", " cake.")
    talk.retry(talk.branch.tip)
    bench.answer(f"Cake: {SECRET}.")
    question = next(m for m in talk.branch.messages if m.role is Role.USER)
    talk.edit(question.id, f"Tell of {SECRET}")
    bench.answer(f"{SECRET} it is.")
    talk.own_drafts.keep(talk.branch.chat.id, f"next {SECRET}")
    talk.own_drafts.keep_files(talk.branch.chat.id, (NOTES,))
    talk.own_drafts.flush()


def test_nothing_of_one_reaches_the_disk(bench, talk, tmp_path):
    told = []
    for event in (bench.chats.added, bench.chats.changed, bench.chats.arrived, bench.chats.moved_on):
        event.connect(told.append)
    converse(bench, talk)
    bench.inbox.time_passes()
    assert shown(talk)[-1] == ("assistant", f"{SECRET} it is.")
    assert written(tmp_path) == []
    assert told == []
    assert bench.store.chats.chats() == []


def test_the_engine_does_not_learn_which_chat_it_is_and_writes_no_state_of_it(bench, talk):
    converse(bench, talk)
    assert {command.chat for command in bench.sent(Generate)} == {""}
    other = bench.chats.new()
    other.send("hello")
    assert bench.sent(Generate)[-1].chat == "chat-1"


def test_its_id_is_none_of_a_stored_chat(temporary, talk):
    talk.send("one")
    first = talk.branch.chat.id
    other = temporary.begin()
    other.send("one")
    assert FIRST_CHAT < first < other.branch.chat.id


def test_it_gets_no_title_from_the_model(bench, talk):
    titling = Titling(bench.desk, bench.chats, bench.engine, lambda: True, smallest=0)
    talk.send("one")
    bench.answer("two")
    bench.inbox.time_passes()
    assert not any(command.aside for command in bench.sent(Generate))
    titling.close()


def test_leaving_one_ends_its_answer_and_leaves_nothing(bench, temporary, talk, tmp_path):
    talk.send(f"Tell of {SECRET}")
    bench.answer(f"{SECRET} is", finish=None)
    bench.chats.let_go(talk)
    assert not talk.busy
    assert temporary.holds(talk)
    temporary.forget()
    assert not temporary.holds(talk)
    assert temporary.keep(talk) is None
    assert written(tmp_path) == []


def test_one_that_is_kept_is_a_chat_like_others_with_all_its_branches(bench, temporary, talk, drafts):
    added = []
    bench.chats.added.connect(added.append)
    converse(bench, talk)
    before = shown(talk)
    kept = temporary.keep(talk)
    assert added == [kept]
    assert (kept.title, kept.naming) == (f"What is {SECRET}?", Naming.FIRST_WORDS)
    again = bench.chats.open(kept.id)
    assert shown(again) == before
    whole = bench.store.archive.read(kept.id)
    assert [m.text for m in whole.messages if m.status is Status.DONE].count(f"Cake: {SECRET}.") == 1
    assert whole.messages[1].attachments == (NOTES,)
    assert again.fitting.options == ChatOptions(policy=Policy.ROLL)
    assert (drafts.of(kept.id), drafts.files_of(kept.id)) == (f"next {SECRET}", (NOTES,))
    again.send("And then?")
    assert bench.sent(Generate)[-1].chat == f"chat-{kept.id}"


def test_one_that_was_left_in_the_middle_of_an_answer_can_be_kept(bench, temporary, talk):
    talk.send("one")
    bench.answer("half", finish=None)
    assert temporary.keep(talk) is None, "not while it is being answered"
    bench.chats.let_go(talk)
    kept = temporary.keep(talk)
    assert shown(bench.chats.open(kept.id)) == [("user", "one"), ("assistant", "half")]


def test_a_full_disk_keeps_nothing_and_the_conversation_is_still_there(bench, temporary, talk, monkeypatch):
    talk.send("one")
    bench.answer("two")

    def full(chats):
        raise e.DiskFull(bench.store.database.path.parent)

    monkeypatch.setattr(bench.store.archive, "write_small", full)
    with pytest.raises(e.DiskFull):
        temporary.keep(talk)
    monkeypatch.undo()
    assert bench.store.archive.ids(trash=True) == []
    assert temporary.keep(talk) is not None


def test_a_draft_before_the_first_message_is_in_memory_only(talk, drafts, tmp_path):
    use = DraftTemplate(TemplateUse(None, SECRET, 1, Part.USER), SECRET)
    talk.own_drafts.keep(None, SECRET)
    talk.own_drafts.keep_files(None, (NOTES,))
    talk.own_drafts.keep_prepared(None, Prepared(use))
    talk.own_drafts.flush()
    assert talk.own_drafts.of(None) == SECRET
    assert drafts.of(None) == ""
    assert written(tmp_path) == []


def test_messages_follow_the_form_of_their_template_as_in_other_chats(bench, temporary, talk):
    number = bench.store.templates.add(Draft("T", Body("Translate.", json_schema='{"type": "object"}')))
    draft = DraftTemplate(TemplateUse(number, "T", 1), "Translate.")
    talk.send("Translate.", template=draft)
    bench.answer("{}")
    first = talk.branch.tip
    talk.retry(first)
    bench.answer("{}")
    talk.walking.refresh()
    talk.walking.show(first)
    talk.retry(talk.branch.tip)
    assert bench.sent(Generate)[-1].sampling.json_schema == '{"type": "object"}'
    bench.answer("{}")
    kept = temporary.keep(talk)
    assert bench.chats.open(kept.id).branch.messages[0].template == draft.use


def test_threads_share_the_memory_one_after_the_other(bench):
    stores = open_stores_in_memory("me", 7)
    chat = stores.chats.new_chat("t").id
    done = []
    for number in range(8):
        bench.tasks.run(
            lambda _, n=number: stores.chats.set_draft(chat, str(n)) or stores.chats.draft(chat),
            done=done.append,
            failed=lambda error: done.append(error),
        )
    bench.inbox.run_until(lambda: len(done) == 8)
    assert all(isinstance(each, str) for each in done)
    stores.close()


def test_nothing_is_forgotten_of_the_chats_of_the_disk(bench, temporary, talk):
    other = bench.chats.new()
    other.send("one")
    bench.answer("two")
    bench.chats.delete(other.branch.chat.id)
    assert bench.sent(Forget) == [Forget(f"chat-{other.branch.chat.id}")]
