"""Chats of many messages: the end is there at once, all else is read and written by a worker."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from desktop.core.chat import Role, Status
from desktop.core.errors import DatabaseBusy
from desktop.services import walking
from desktop.services.branch import END, LARGE
from desktop.store.chats import NewMessage

MANY = LARGE + 100


def make_large(store):
    """Store a chat of many messages."""
    chats = store.chats
    chat = chats.new_chat("Large")
    first = chats.add(chat.id, NewMessage(None, Role.USER, "message 0"))
    rows = [
        {
            "id": first.id + n,
            "chat": chat.id,
            "parent": first.id + n - 1,
            "role": ("user", "assistant")[n % 2],
        }
        | {"text": f"message {n}"}
        for n in range(1, MANY)
    ]
    with store.database.write() as db:
        db.execute(
            text(
                "INSERT INTO message (id, chat_id, parent_id, role, text, status, created)"
                f" SELECT :id, :chat, :parent, :role, :text, '{Status.DONE.value}', created"
                f" FROM message WHERE id = {first.id}"
            ),
            rows,
        )
        db.execute(
            text("UPDATE chat SET leaf_id = :leaf WHERE id = :chat"),
            {"leaf": rows[-1]["id"], "chat": chat.id},
        )
    return chat


@pytest.fixture
def large(bench):
    """A chat of many messages."""
    return make_large(bench.store)


def texts(conversation):
    return [message.text for message in conversation.branch.messages]


def everything(bench, conversation):
    bench.inbox.run_until(lambda: conversation.walking.still)


def names(numbers):
    return [f"message {n}" for n in numbers]


def test_the_end_of_a_large_chat_is_there_before_the_whole_is_read(bench, large):
    conversation = bench.chats.open(large.id)
    assert texts(conversation) == names(range(MANY - END, MANY))
    assert not conversation.walking.still

    before = []
    conversation.branch.filled.connect(lambda messages: before.insert(0, messages))
    everything(bench, conversation)
    assert [message.text for part in before for message in part] == names(range(MANY - END))
    assert texts(conversation) == names(range(MANY))


def test_a_large_chat_is_taken_over_in_portions(bench, large, monkeypatch):
    monkeypatch.setattr(walking, "PORTION", 100)
    conversation = bench.chats.open(large.id)
    sizes = []
    conversation.branch.filled.connect(lambda messages: sizes.append(len(messages)))
    everything(bench, conversation)
    assert sizes == [100, 100, 100, 100, MANY - END - 400]
    assert texts(conversation) == names(range(MANY))


def test_a_small_chat_is_read_at_once(bench):
    chat = bench.store.chats.new_chat("Small")
    bench.store.chats.add(chat.id, NewMessage(None, Role.USER, "only one"))
    conversation = bench.chats.open(chat.id)
    assert conversation.walking.still
    assert texts(conversation) == ["only one"]


def test_what_is_to_be_done_waits_until_the_whole_is_read_and_keeps_its_order(bench, large):
    conversation = bench.chats.open(large.id)
    seen = []
    conversation.walking.when_still(lambda: seen.append(("first", len(conversation.branch.messages))))
    conversation.walking.when_still(lambda: seen.append(("second", len(conversation.branch.messages))))
    assert seen == []
    everything(bench, conversation)
    assert seen == [("first", MANY), ("second", MANY)]


def test_a_chat_that_is_left_before_it_is_read_is_forgotten(bench, large):
    conversation = bench.chats.open(large.id)
    called = []
    conversation.walking.when_still(lambda: called.append(1))
    conversation.branch.filled.connect(called.append)
    bench.chats.let_go(conversation)
    again = bench.chats.open(large.id)
    assert again is not conversation
    everything(bench, again)
    bench.inbox.run_until(lambda: bench.tasks.idle)
    assert called == []
    assert texts(again) == names(range(MANY))


def test_a_message_near_the_top_of_a_large_chat_is_deleted_by_a_worker_and_comes_back(bench, large):
    conversation = bench.chats.open(large.id)
    everything(bench, conversation)
    leaf = conversation.branch.tip
    done = []
    conversation.editing.delete(conversation.branch.messages[2].id, lambda: done.append(texts(conversation)))
    assert not done
    assert not conversation.walking.still
    everything(bench, conversation)
    left = names([n for n in range(MANY) if n != 2])
    assert done == [left]
    assert [m.text for m in bench.store.chats.messages(large.id)] == left
    assert len(conversation.branch.messages[2].alternatives) == 2

    conversation.walking.go_to(leaf)
    assert not conversation.walking.still
    everything(bench, conversation)
    assert texts(conversation) == names(range(MANY))
    assert conversation.branch.tip == leaf


def test_a_chat_that_is_left_while_a_message_is_deleted_stays_until_that_is_done(bench, large):
    conversation = bench.chats.open(large.id)
    everything(bench, conversation)
    conversation.editing.delete(conversation.branch.messages[0].id, lambda: None)
    bench.chats.let_go(conversation)
    assert bench.chats.open(large.id) is conversation
    bench.chats.let_go(conversation)
    everything(bench, conversation)
    assert texts(bench.chats.open(large.id)) == names(range(MANY - END, MANY))


def test_what_waits_is_given_up_with_the_chat_although_a_message_is_still_being_deleted(bench, large):
    conversation = bench.chats.open(large.id)
    everything(bench, conversation)
    conversation.editing.delete(conversation.branch.messages[0].id, lambda: None)
    called = []
    conversation.walking.when_still(lambda: called.append(1))
    bench.chats.let_go(conversation)
    everything(bench, conversation)
    assert called == []
    assert len(bench.store.chats.messages(large.id)) == MANY - 1


def test_a_deletion_near_the_end_of_a_large_chat_is_done_at_once(bench, large):
    conversation = bench.chats.open(large.id)
    everything(bench, conversation)
    conversation.editing.delete(conversation.branch.messages[-2].id, lambda: None)
    assert conversation.walking.still
    assert texts(conversation)[-2:] == names([MANY - 3, MANY - 1])


def test_a_large_chat_that_cannot_be_read_says_so_and_is_read_later(bench, large, monkeypatch):
    store = bench.store.chats
    whole = store.messages
    error = DatabaseBusy(bench.store.database.path)

    def busy(*_):
        raise error

    monkeypatch.setattr(store, "messages", busy)
    conversation = bench.chats.open(large.id)
    told, called = [], []
    conversation.failed.connect(told.append)
    conversation.walking.when_still(lambda: called.append(1))
    bench.inbox.run_until(lambda: told)
    assert told == [error]
    assert texts(conversation) == names(range(MANY - END, MANY))

    monkeypatch.setattr(store, "messages", whole)
    conversation.walking.when_still(lambda: called.append(2))
    everything(bench, conversation)
    assert called == [2]


def test_what_another_process_adds_while_a_large_chat_is_read_is_shown(bench, large):
    conversation = bench.chats.open(large.id)
    # The worker may have read it before; then the end is as it was, which is as good.
    store = bench.store.chats
    added = store.add(large.id, NewMessage(conversation.branch.tip, Role.USER, "from elsewhere"))
    everything(bench, conversation)
    assert texts(conversation)[:MANY] == names(range(MANY))
    conversation.walking.refresh()
    assert conversation.branch.tip == added.id


def test_a_large_chat_is_measured_in_slices_and_the_map_is_the_same(bench, large):
    bench.load(context=64)
    conversation = bench.chats.open(large.id)
    everything(bench, conversation)
    slices = 0
    while not conversation.fitting.prepare(0.0):  # one message a slice
        slices += 1
    assert slices == MANY
    assert conversation.fitting.prepare(0.0)
    sent = conversation.fitting.map()
    whole = bench.desk.contexts.parts(conversation.branch.messages)
    assert [(p.message, p.tokens, p.role) for p in sent.parts] == [
        (p.message, p.tokens, p.role) for p in whole
    ]
