import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest

from desktop.core.chat import (
    Adapter,
    AnswerRecord,
    Attachment,
    ChatOptions,
    Finish,
    LeftOut,
    Policy,
    Role,
    Status,
)
from desktop.core.sampling import LogitBias, Sampling
from desktop.store.chats import NewMessage
from desktop.store.opening import open_store
from tests.unit.store_files import emptied

RECORD = AnswerRecord(
    model_name="Small 1B",
    model_path="/models/small.gguf",
    quant="Q4_K_M",
    chat_template="own",
    sampling=Sampling(temperature=0.1, top_k=3, seed=7, max_tokens=50),
    seed=4294967295,
    prompt_tokens=120,
    reused_tokens=100,
    tokens=33,
    first_token_seconds=0.25,
    tokens_per_second=19.5,
    finish=Finish.LENGTH,
    failure="EngineStopped",
    thinking_tokens=12,
    thinking_seconds=0.75,
    thinking=True,
    policy=Policy.ROLL,
    left_out=LeftOut(1, 2, 2, 900),
    adapters=(Adapter("/loras/a.gguf", 0.5),),
    drafted_tokens=20,
    accepted_tokens=12,
)

FILES = (Attachment("notes.txt", "one\r\ntwo"), Attachment("表.csv", "1,2\n"))


def say(chats, chat, text, parent=None, role=Role.USER):
    return chats.add(chat.id, NewMessage(parent.id if parent else None, role, text))


def texts(chats, chat):
    return [message.text for message in chats.messages(chat.id)]


def test_what_was_stored_is_there_after_opening_again(tmp_path):
    opened = open_store(tmp_path / "chats.db", "first", lambda owner: False)
    chat = opened.chats.new_chat("Trains")
    question = say(opened.chats, chat, "How fast?")
    answer = opened.chats.add(chat.id, NewMessage(question.id, Role.ASSISTANT, "Fast.", record=RECORD))
    stored = opened.chats.chat(chat.id)
    opened.close()
    opened = open_store(tmp_path / "chats.db", "second", lambda owner: False)
    assert opened.chats.chats() == [stored]
    assert opened.chats.messages(chat.id) == [question, answer]
    assert opened.chats.messages(chat.id)[1].record == RECORD
    opened.close()


def test_the_newest_chat_comes_first_and_a_message_makes_a_chat_the_newest(chats):
    first, second, third = (chats.new_chat(title) for title in ("1", "2", "3"))
    assert [chat.id for chat in chats.chats()] == [third.id, second.id, first.id]
    say(chats, first, "again")
    assert [chat.id for chat in chats.chats()] == [first.id, third.id, second.id]
    assert chats.chat(first.id).updated > first.updated


def test_renaming_a_chat_leaves_it_in_its_place(chats):
    old, _new = chats.new_chat("old"), chats.new_chat("new")
    renamed = chats.rename(old.id, "other")
    assert renamed.title == "other"
    assert renamed.updated == old.updated
    assert [chat.title for chat in chats.chats()] == ["new", "other"]


def test_times_are_in_utc_whatever_zone_they_are_given_in(store, chats):
    chat = chats.new_chat()
    assert chat.created.tzinfo is UTC
    assert abs(datetime.now(UTC) - chat.created) < timedelta(seconds=30)
    store.organising.delete([chat.id])
    eastern = datetime.now(timezone(timedelta(hours=8)))
    assert emptied(store, eastern + timedelta(seconds=1)) == 1


def test_a_deleted_chat_is_not_listed_and_restoring_brings_it_back_whole(store, chats):
    kept, gone = chats.new_chat("kept"), chats.new_chat("gone")
    question = say(chats, gone, "still here?")
    before = chats.chat(gone.id)
    store.organising.delete([gone.id])
    assert [chat.id for chat in chats.chats()] == [kept.id]
    assert store.organising.restore([gone.id]) == [before]
    assert chats.messages(gone.id) == [question]
    assert [chat.id for chat in chats.chats()] == [gone.id, kept.id]


def test_the_trash_is_emptied_of_what_has_been_in_it_since_before_a_time_and_of_nothing_else(store, chats):
    old, new, living = (chats.new_chat(title) for title in ("old", "new", "living"))
    say(chats, old, "a", say(chats, old, "b"))
    store.organising.delete([old.id])
    between = datetime.now(UTC)
    store.organising.delete([new.id])
    assert emptied(store, between) == 1
    with pytest.raises(LookupError):
        chats.chat(old.id)
    assert chats.messages(old.id) == []
    assert [chats.chat(chat.id).title for chat in (new, living)] == ["new", "living"]


def test_a_very_long_chat_can_be_purged(store, chats):
    chat, parent = chats.new_chat(), None
    for number in range(1200):  # SQLite's own limit for cascades along the tree would be 1,000
        parent = say(chats, chat, str(number), parent)
    store.organising.delete([chat.id])
    assert emptied(store, datetime.now(UTC)) == 1
    assert chats.messages(chat.id) == []


def test_the_id_of_a_purged_chat_or_message_is_never_used_again(store, chats):
    chat = chats.new_chat()
    message = say(chats, chat, "x")
    store.organising.delete([chat.id])
    emptied(store, datetime.now(UTC))
    again = chats.new_chat()
    assert again.id > chat.id
    assert say(chats, again, "y").id > message.id


def test_branches_of_a_chat_are_all_kept_and_each_can_be_shown(chats):
    chat = chats.new_chat()
    question = say(chats, chat, "q")
    first = say(chats, chat, "a1", question, Role.ASSISTANT)
    then = say(chats, chat, "q2", first)
    second = say(chats, chat, "a2", question, Role.ASSISTANT)
    assert texts(chats, chat) == ["q", "a2"]
    chats.select(chat.id, then.id)
    assert texts(chats, chat) == ["q", "a1", "q2"]
    edited = say(chats, chat, "other q")
    assert texts(chats, chat) == ["other q"]
    chats.select(chat.id, second.id)
    assert chats.messages(chat.id) == [question, second]
    chats.select(chat.id, None)
    assert chats.messages(chat.id) == []
    chats.select(chat.id, edited.id)
    assert chats.messages(chat.id) == [edited]


def test_showing_another_branch_leaves_the_chat_in_its_place(chats):
    chat = chats.new_chat()
    first = say(chats, chat, "1")
    say(chats, chat, "2", first)
    before = chats.chat(chat.id)
    chats.select(chat.id, first.id)
    assert chats.chat(chat.id) == before


def test_a_message_cannot_follow_or_end_another_chat(chats):
    here, there = chats.new_chat(), chats.new_chat()
    other = say(chats, there, "mine")
    with pytest.raises(LookupError):
        say(chats, here, "stolen", other)
    with pytest.raises(LookupError):
        chats.select(here.id, other.id)
    assert chats.messages(here.id) == []
    assert texts(chats, there) == ["mine"]


@pytest.mark.parametrize(
    "call",
    [
        lambda chats: chats.chat(99),
        lambda chats: chats.rename(99, "x"),
        lambda chats: chats.draft(99),
        lambda chats: chats.draft_files(99),
        lambda chats: chats.options(99),
        lambda chats: chats.set_options(99, ChatOptions()),
        lambda chats: chats.set_pinned(99, True),
        lambda chats: chats.set_summary(99, "x"),
        lambda chats: chats.delete_message(99, [1], 1),
        lambda chats: chats.select(99, None),
        lambda chats: chats.add(99, NewMessage(None, Role.USER, "x")),
    ],
)
def test_a_chat_that_does_not_exist_is_told(chats, call):
    with pytest.raises(LookupError):
        call(chats)


def test_each_chat_keeps_its_own_draft(chats):
    one, other = chats.new_chat(), chats.new_chat()
    assert chats.draft(one.id) == ""
    chats.set_draft(one.id, "half a tho")
    chats.set_draft(one.id, "half a thought")
    chats.set_draft(other.id, "x" * 1_000_000)
    assert chats.draft(one.id) == "half a thought"
    assert len(chats.draft(other.id)) == 1_000_000
    assert chats.chat(one.id).updated == one.updated


def test_each_chat_keeps_the_attachments_of_its_own_draft(chats):
    one, other = chats.new_chat(), chats.new_chat()
    assert chats.draft_files(one.id) == ()
    chats.set_draft_files(one.id, FILES)
    chats.set_draft_files(other.id, FILES[:1])
    chats.set_draft(one.id, "with them")
    assert (chats.draft_files(one.id), chats.draft_files(other.id)) == (FILES, FILES[:1])
    assert chats.chat(one.id).updated == one.updated
    chats.set_draft_files(one.id, ())
    assert (chats.draft_files(one.id), chats.draft(one.id)) == ((), "with them")


@pytest.mark.parametrize(
    "damaged", ["[", "{}", "[1]", '[{"name": 1, "text": "t"}]', "\ufffd", "[" * 100_000, '[{"name": "n"}]']
)
def test_damaged_attachments_of_a_draft_are_none(store, damaged):
    chat = store.chats.new_chat()
    with store.database.write() as db:
        db.exec_driver_sql("UPDATE chat SET draft_files = ?", (damaged,))
    assert store.chats.draft_files(chat.id) == ()


def test_a_draft_for_a_purged_chat_is_dropped(chats):
    chats.set_draft(99, "too late")
    chats.set_draft_files(99, FILES)
    assert chats.chats() == []


def test_a_chat_has_the_usual_options_until_others_are_chosen(chats):
    chat, other = chats.new_chat(), chats.new_chat()
    assert chats.options(chat.id) == ChatOptions()
    sampling = Sampling(
        top_k=3, stop=("###", "\n"), logit_bias=(LogitBias("so", float("-inf")),), grammar="g"
    )
    for options in (
        ChatOptions(Policy.SUMMARISE, False, sampling),
        ChatOptions(Policy.MIDDLE, True, Sampling()),
        ChatOptions(Policy.ROLL),
    ):
        chats.set_options(chat.id, options)
        assert chats.options(chat.id) == options
    assert chats.options(other.id) == ChatOptions()
    assert chats.chat(chat.id) == chat


@pytest.mark.parametrize("damaged", ["{", "[]", '{"logit_bias": 3}', '{"stop": null}', "\ufffd"])
def test_damaged_parameters_of_a_chat_count_as_none(store, damaged):
    chat = store.chats.new_chat()
    store.chats.set_options(chat.id, ChatOptions(Policy.ROLL, False, Sampling()))
    with store.database.write() as db:
        db.exec_driver_sql("UPDATE chat SET sampling = ?", (damaged,))
    assert store.chats.options(chat.id) == ChatOptions(Policy.ROLL, False, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\N{REPLACEMENT CHARACTER}",
        "👩‍👩‍👧‍👦 🇨🇳",
        "你好，世界",
        "שלום",
        "a\r\nb\tc",
        "'; DROP TABLE chat; --",
        "%s ? :x",
        "\x01\x1b",
    ],
)
def test_any_clean_text_comes_back_as_it_was(chats, text):
    chat = chats.new_chat(text)
    files = (Attachment(text, text),)
    message = chats.add(chat.id, NewMessage(None, Role.USER, text, attachments=files))
    chats.set_draft(chat.id, text)
    chats.set_draft_files(chat.id, files)
    assert chats.messages(chat.id) == [message]
    assert (message.text, message.attachments) == (text, files)
    assert chats.draft_files(chat.id) == files
    assert chats.chat(chat.id).title == text
    assert chats.draft(chat.id) == text


@pytest.mark.parametrize("status", [Status.DONE, Status.STOPPED, Status.FAILED, Status.STREAMING])
@pytest.mark.parametrize("role", list(Role))
def test_every_role_and_status_comes_back(chats, role, status):
    chat = chats.new_chat()
    message = chats.add(chat.id, NewMessage(None, role, "t", status))
    assert chats.messages(chat.id) == [message]


def test_a_record_with_nothing_known_comes_back(chats):
    record = AnswerRecord(model_name="", model_path="")
    chat = chats.new_chat()
    chats.add(chat.id, NewMessage(None, Role.ASSISTANT, "t", record=record))
    assert chats.messages(chat.id)[0].record == record


def test_a_model_path_that_is_no_text_is_stored_as_well_as_it_can_be(chats):
    record = AnswerRecord(model_name="\udcff", model_path="/models/\udcff\0.gguf")
    chat = chats.new_chat()
    chats.add(chat.id, NewMessage(None, Role.ASSISTANT, "t", record=record))
    assert chats.messages(chat.id)[0].record.model_path == "/models/\ufffd\ufffd.gguf"


def test_a_chat_may_be_read_on_another_thread_while_it_is_written(chats):
    chat, parent = chats.new_chat(), None
    seen = []

    def read():
        while len(seen) < 20 or len(seen[-1]) < 50:
            seen.append(texts(chats, chat))

    thread = threading.Thread(target=read)
    thread.start()
    for number in range(50):
        parent = say(chats, chat, str(number), parent)
    thread.join(timeout=60)
    assert seen[-1] == [str(number) for number in range(50)]
    assert all(found == seen[-1][: len(found)] for found in seen)


def test_an_error_that_is_a_bug_does_not_tell_what_was_written(store):
    broken = NewMessage(None, Role.USER, "my secret", Status.DONE)
    with store.database.write() as db:
        db.exec_driver_sql("DROP TABLE stream_part")
        db.exec_driver_sql("ALTER TABLE message RENAME COLUMN text TO lost")
    chat = store.chats.new_chat()
    with pytest.raises(Exception, match="no column named text") as caught:
        store.chats.add(chat.id, broken)
    assert "my secret" not in str(caught.value)
