"""Attachments, summaries, pinned messages, and branches that lack a message."""

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.core.chat import (
    AnswerRecord,
    Attachment,
    LeftOut,
    Policy,
    Role,
    Status,
)
from desktop.core.sampling import Sampling
from desktop.store.chats import NewMessage
from tests.unit.store_files import emptied

FILES = (Attachment("notes.txt", "one\ntwo"), Attachment("表.csv", "1,2\n"))


def add(chats, chat, parent, text, role=Role.USER, **more):
    return chats.add(chat.id, NewMessage(parent and parent.id, role, text, **more))


def shown(chats, chat):
    return chats.messages(chat.id)


def texts(chats, chat):
    return [message.text for message in shown(chats, chat)]


def ids(messages):
    return [message.id for message in messages]


def talk(chats, *said):
    """Make a chat of one branch, of questions and answers in turn; give it with its messages."""
    chat, parent = chats.new_chat("t"), None
    for number, text in enumerate(said):
        parent = add(chats, chat, parent, text, Role.ASSISTANT if number % 2 else Role.USER)
    return chat, shown(chats, chat)


def contents(message):
    """Give what a copy has in common with its original."""
    return replace(message, id=0, parent=None, covers=None)


# -- attachments


def test_attachments_come_back_with_their_message_in_their_order(chats):
    chat = chats.new_chat()
    question = add(chats, chat, None, "q", attachments=FILES)
    answer = add(chats, chat, question, "a", Role.ASSISTANT)
    alone = add(chats, chat, answer, "", attachments=FILES[::-1])
    assert question.attachments == FILES
    assert shown(chats, chat) == [question, answer, alone]


def test_a_branch_has_no_attachments_of_other_branches_and_chats(chats):
    here, there = chats.new_chat(), chats.new_chat()
    first = add(chats, here, None, "1", attachments=FILES[:1])
    add(chats, there, None, "elsewhere", attachments=FILES)
    add(chats, here, first, "other branch", attachments=FILES)
    last = add(chats, here, first, "2")
    assert shown(chats, here) == [first, last]
    assert [message.attachments for message in shown(chats, here)] == [FILES[:1], ()]


def test_twenty_attachments_keep_their_order(chats):
    chat = chats.new_chat()
    files = tuple(Attachment(f"{number}.txt", str(number)) for number in range(20))
    message = add(chats, chat, None, "q", attachments=files)
    assert shown(chats, chat) == [message]
    assert message.attachments == files


def test_an_attachments_name_that_is_no_text_is_stored_as_well_as_it_can_be(chats):
    chat = chats.new_chat()
    message = add(chats, chat, None, "q", attachments=(Attachment("\udcff\0.txt", "t"),))
    assert message.attachments == (Attachment("\ufffd\ufffd.txt", "t"),)
    assert shown(chats, chat) == [message]


def test_attachments_go_when_their_chat_is_purged(store):
    chat = store.chats.new_chat()
    add(store.chats, chat, None, "q", attachments=FILES)
    store.organising.delete([chat.id])
    assert emptied(store, datetime.now(UTC)) == 1
    with store.database.read() as db:
        assert db.exec_driver_sql("SELECT count(*) FROM attachment").scalar_one() == 0


# -- summaries and pins


def test_a_summary_knows_what_it_stands_for_and_is_the_only_message_that_changes(chats):
    chat, (question, answer) = talk(chats, "q", "a")
    summary = add(chats, chat, answer, "short", Role.SUMMARY, covers=answer.id)
    assert summary.covers == answer.id
    assert shown(chats, chat) == [question, answer, summary]
    chats.set_summary(summary.id, "shorter")
    assert shown(chats, chat) == [question, answer, replace(summary, text="shorter")]
    for other in (question, answer):
        with pytest.raises(LookupError):
            chats.set_summary(other.id, "rewritten")
    assert texts(chats, chat) == ["q", "a", "shorter"]


def test_a_summary_cannot_stand_for_messages_of_another_chat(chats):
    here, there = chats.new_chat(), chats.new_chat()
    other = add(chats, there, None, "mine")
    with pytest.raises(LookupError):
        add(chats, here, None, "stolen", Role.SUMMARY, covers=other.id)
    assert shown(chats, here) == []


def test_a_message_is_pinned_and_no_longer(chats):
    chat, (question, answer) = talk(chats, "q", "a")
    chats.set_pinned(question.id, True)
    assert shown(chats, chat) == [replace(question, pinned=True), answer]
    chats.set_pinned(question.id, True)
    chats.set_pinned(question.id, False)
    assert shown(chats, chat) == [question, answer]
    with pytest.raises(LookupError):
        chats.set_pinned(99, True)


# -- a branch without a message


def test_deleting_the_last_message_only_shows_the_branch_before_it(chats):
    chat, messages = talk(chats, "q", "a", "q2")
    chats.delete_message(chat.id, ids(messages), messages[2].id)
    assert shown(chats, chat) == messages[:2]
    assert len(chats.tree(chat.id)) == 3
    chats.select(chat.id, messages[2].id)
    assert shown(chats, chat) == messages


def test_deleting_the_only_message_shows_an_empty_chat(chats):
    chat, messages = talk(chats, "q")
    chats.delete_message(chat.id, ids(messages), messages[0].id)
    assert shown(chats, chat) == []
    assert chats.tree(chat.id) == [(messages[0].id, None)]


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_message_is_missing_in_a_new_branch_and_the_old_one_is_as_it_was(chats, place):
    chat, messages = talk(chats, "q", "a", "q2", "a2", "q3")
    chats.delete_message(chat.id, ids(messages), messages[place].id)
    left = messages[:place] + messages[place + 1 :]
    found = shown(chats, chat)
    assert [contents(message) for message in found] == [contents(message) for message in left]
    assert found[:place] == messages[:place]  # not copied
    assert {m.id for m in found[place:]}.isdisjoint(ids(messages))
    assert [m.parent for m in found] == [None, *ids(found)[:-1]]
    chats.select(chat.id, messages[-1].id)
    assert shown(chats, chat) == messages


def test_deleting_leaves_the_chat_in_its_place(chats):
    chat, messages = talk(chats, "q", "a")
    before = chats.chat(chat.id)
    chats.delete_message(chat.id, ids(messages), messages[0].id)
    chats.delete_message(chat.id, ids(shown(chats, chat)), shown(chats, chat)[0].id)
    assert chats.chat(chat.id) == before


def test_the_copies_have_all_that_belongs_to_the_messages(store, tmp_path):
    chats, answers = store.chats, store.answers
    model = tmp_path / "model.gguf"
    model.write_bytes(b"model")
    record = AnswerRecord(
        "Small 1B",
        str(model),
        quant="Q4_K_M",
        sampling=Sampling(top_k=9),
        seed=5,
        tokens=8,
        thinking_tokens=3,
    )
    chat = chats.new_chat()
    first = add(chats, chat, None, "gone")
    question = add(chats, chat, first, "q", attachments=FILES)
    answer = add(chats, chat, question, "", Role.ASSISTANT, status=Status.STREAMING)
    answers.finish(answer.id, "a", Status.STOPPED, record, "Hm.")
    chats.set_pinned(answer.id, True)
    before = shown(chats, chat)
    chats.delete_message(chat.id, ids(before), first.id)
    found = shown(chats, chat)
    assert [contents(message) for message in found] == [contents(message) for message in before[1:]]
    assert (found[0].attachments, found[0].created) == (FILES, question.created)
    assert (found[1].thinking, found[1].pinned, found[1].status) == ("Hm.", True, Status.STOPPED)
    assert found[1].record == record
    at = model.stat()
    answers.keep_hash(str(model), at.st_size, at.st_mtime_ns, "d" * 64)
    assert shown(chats, chat)[1].record.model_sha256 == "d" * 64  # of the same file


def test_a_copied_summary_stands_for_the_copies(chats):
    chat, messages = talk(chats, "gone", "q", "a")
    summary = add(chats, chat, messages[2], "short", Role.SUMMARY, covers=messages[1].id)
    chats.delete_message(chat.id, [*ids(messages), summary.id], messages[0].id)
    question, _, copy = shown(chats, chat)
    assert (copy.role, copy.text, copy.covers) == (Role.SUMMARY, "short", question.id)


def test_a_copied_summary_goes_on_standing_for_what_is_not_copied(chats):
    chat, messages = talk(chats, "q", "a", "gone")
    summary = add(chats, chat, messages[2], "short", Role.SUMMARY, covers=messages[1].id)
    chats.delete_message(chat.id, [*ids(messages), summary.id], messages[2].id)
    assert shown(chats, chat)[-1].covers == messages[1].id


def test_a_copied_summary_stands_for_what_was_before_the_missing_message(chats):
    chat, messages = talk(chats, "q", "a")
    summary = add(chats, chat, messages[1], "short", Role.SUMMARY, covers=messages[1].id)
    chats.delete_message(chat.id, [*ids(messages), summary.id], messages[1].id)
    question, copy = shown(chats, chat)
    assert copy.covers == question.id
    chats.delete_message(chat.id, ids(shown(chats, chat)), question.id)
    (copy,) = shown(chats, chat)
    assert copy.covers is None  # there is nothing left


@pytest.mark.parametrize(
    ("stretch", "missing", "expected"),
    [
        ((0, 1), 3, (0, 1)),  # neither is copied
        ((0, 2), 1, (0, 1)),
        ((1, 2), 0, (0, 1)),
        ((1, 3), 1, (1, 2)),  # the missing one began it
        ((0, 1), 1, (0, 0)),  # the missing one ended it
    ],
)
def test_a_copied_record_tells_which_copies_were_left_out(chats, stretch, missing, expected):
    chat, messages = talk(chats, "0", "1", "2", "3", "4")
    first, last = (messages[place].id for place in stretch)
    record = AnswerRecord("m", "", policy=Policy.ROLL, left_out=LeftOut(first, last, 7, 90))
    answer = add(chats, chat, messages[-1], "a", Role.ASSISTANT, record=record)
    chats.delete_message(chat.id, [*ids(messages), answer.id], messages[missing].id)
    found = shown(chats, chat)
    first, last = (found[place].id for place in expected)
    assert found[-1].record == replace(record, left_out=LeftOut(first, last, 7, 90))


def test_a_copied_record_of_a_stretch_that_is_missing_says_what_it_said(chats):
    chat, messages = talk(chats, "0", "1")
    left_out = LeftOut(messages[0].id, messages[0].id, 1, 5)
    record = AnswerRecord("m", "", policy=Policy.ROLL, left_out=left_out)
    answer = add(chats, chat, messages[1], "a", Role.ASSISTANT, record=record)
    chats.delete_message(chat.id, [*ids(messages), answer.id], messages[0].id)
    assert shown(chats, chat)[-1].record.left_out == left_out


def test_side_branches_are_not_copied(chats):
    chat, messages = talk(chats, "q", "a", "q2", "a2")
    side = add(chats, chat, messages[2], "another a2", Role.ASSISTANT)
    chats.select(chat.id, messages[3].id)
    chats.delete_message(chat.id, ids(messages), messages[1].id)
    assert texts(chats, chat) == ["q", "q2", "a2"]
    assert len(chats.tree(chat.id)) == 5 + 2
    chats.select(chat.id, side.id)
    assert texts(chats, chat) == ["q", "a", "q2", "another a2"]


def test_copies_never_get_an_id_that_was_given_before(store, chats):
    chat, messages = talk(chats, "q", "a")
    other, more = talk(chats, *"0123456789")
    store.organising.delete([other.id])
    emptied(store, datetime.now(UTC))
    chats.delete_message(chat.id, ids(messages), messages[0].id)
    (copy,) = shown(chats, chat)
    assert copy.id > more[-1].id
    assert add(chats, chat, copy, "next").id > copy.id


def test_an_answer_that_is_being_written_is_not_copied(chats):
    chat, messages = talk(chats, "q", "a", "q2")
    answer = add(chats, chat, messages[-1], "", Role.ASSISTANT, status=Status.STREAMING)
    before = shown(chats, chat)
    tree = chats.tree(chat.id)
    with pytest.raises(ValueError, match="being written"):
        chats.delete_message(chat.id, ids(before), messages[0].id)
    assert (shown(chats, chat), chats.tree(chat.id)) == (before, tree)
    chats.delete_message(chat.id, ids(before), answer.id)
    assert shown(chats, chat) == messages


def test_only_a_message_of_the_branch_and_the_chat_can_be_missing(chats):
    chat, messages = talk(chats, "q", "a")
    other, theirs = talk(chats, "x", "y", "z")
    for path, message in (
        (ids(messages), theirs[0].id),
        (ids(theirs), theirs[0].id),
        ([messages[0].id, theirs[1].id], theirs[1].id),
        ([*ids(messages), theirs[2].id], messages[0].id),
        ([theirs[0].id, messages[1].id], messages[1].id),
    ):
        with pytest.raises(LookupError):
            chats.delete_message(chat.id, path, message)
    assert (shown(chats, chat), shown(chats, other)) == (messages, theirs)
    assert len(chats.tree(chat.id)) == 2


def test_any_messages_can_be_missing_one_after_the_other(chats):
    """The branch is always the one before without one message, and every earlier one is still there."""
    chance = random.Random(3)
    chat, messages = talk(chats, *(f"{number}" for number in range(12)))
    branches = [messages]
    while branches[-1]:
        now = branches[-1]
        place = chance.randrange(len(now))
        chats.delete_message(chat.id, ids(now), now[place].id)
        branches.append(shown(chats, chat))
        assert [m.text for m in branches[-1]] == [m.text for m in now[:place] + now[place + 1 :]]
    for branch in branches[:-1]:
        chats.select(chat.id, branch[-1].id)
        assert shown(chats, chat) == branch


# -- the work does not grow faster than the chat


def steps(store, work):
    """Count the steps that SQLite takes, in hundreds."""
    count = 0

    def step():
        nonlocal count
        count += 1

    with store.database.read() as db:
        raw = db.connection.driver_connection
    raw.set_progress_handler(step, 100)
    work()
    raw.set_progress_handler(None, 100)
    return count


def long_chat(chats, size):
    chat, parent = chats.new_chat(), None
    for number in range(size):
        covers = parent.id if parent and number % 5 == 0 else None
        role = Role.USER if covers is None else Role.SUMMARY
        record = AnswerRecord("m", "", left_out=parent and LeftOut(parent.id, parent.id, 1, 1))
        files = FILES if number % 3 == 0 else ()
        more = {"covers": covers, "record": record, "attachments": files}
        parent = add(chats, chat, parent, str(number), role, **more)
    return chat


@pytest.mark.parametrize("work", ["read", "delete a message", "purge"])
def test_four_times_the_messages_are_about_four_times_the_work(store, work):
    def do(chat):
        path = ids(shown(store.chats, chat))
        match work:
            case "read":
                return lambda: shown(store.chats, chat)
            case "delete a message":
                return lambda: store.chats.delete_message(chat.id, path, path[2])
            case _:
                store.organising.delete([chat.id])
                return lambda: emptied(store, datetime.now(UTC))

    small, large = (steps(store, do(long_chat(store.chats, size))) for size in (100, 400))
    assert 0 < large < 6 * small


def test_what_was_refused_is_discarded_unless_something_hangs_on_it(store):
    chats = store.chats
    chat = chats.new_chat().id
    first = chats.add(chat, NewMessage(None, Role.USER, "one")).id
    refused = chats.add(chat, NewMessage(first, Role.USER, "two")).id
    answer = chats.add(chat, NewMessage(refused, Role.ASSISTANT, "")).id
    assert not chats.discard(chat, [refused, answer])  # it is shown
    chats.select(chat, first)
    assert not chats.discard(chat, [refused])  # an answer hangs on it
    assert chats.discard(chat, [refused, answer])
    assert chats.tree(chat) == [(first, None)]
