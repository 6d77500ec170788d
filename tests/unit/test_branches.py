"""Editing and trying again make branches, and every branch can be gone back to."""

from __future__ import annotations

import pytest

from desktop.core import errors as e
from desktop.core.tree import Tree
from desktop.engine.protocol import Failed, Generate
from desktop.services.conversation import Returned


@pytest.fixture
def talk(bench):
    bench.load()
    talk = bench.chats.new()
    for question, answer in (("one", "ONE"), ("two", "TWO")):
        talk.send(question)
        bench.answer(answer)
    return talk


def texts(talk):
    return [message.text for message in talk.branch.messages]


def places(talk):
    return [
        (m.alternatives.index(m.id) + 1, len(m.alternatives)) if m.alternatives else None
        for m in talk.branch.messages
    ]


def test_a_tree_knows_neighbours_and_tips():
    tree = Tree([(1, None), (2, 1), (3, 1), (4, 2), (5, None)])
    assert tree.alternatives(2) == (2, 3)
    assert tree.alternatives(5) == (1, 5)
    assert tree.alternatives(4) == (4,)
    assert tree.tip(1) == 3
    assert tree.tip(2) == 4


def test_a_message_without_neighbours_names_none(talk):
    assert places(talk) == [None] * 4


def test_an_edited_question_is_asked_anew_and_the_old_branch_stays(bench, talk):
    talk.edit(talk.branch.messages[2].id, "zwei")
    bench.answer("ZWEI")
    assert texts(talk) == ["one", "ONE", "zwei", "ZWEI"]
    assert places(talk) == [None, None, (2, 2), None]
    talk.walking.show(talk.branch.messages[2].alternatives[0])
    assert texts(talk) == ["one", "ONE", "two", "TWO"]
    assert places(talk) == [None, None, (1, 2), None]


def test_the_branch_that_was_shown_last_is_shown_after_a_restart(bench, talk):
    talk.edit(talk.branch.messages[0].id, "eins")
    bench.answer("EINS")
    talk.walking.show(talk.branch.messages[0].alternatives[0])
    chat = talk.branch.chat.id
    bench.chats.let_go(talk)
    again = bench.chats.open(chat)
    assert texts(again) == ["one", "ONE", "two", "TWO"]
    assert places(again)[0] == (1, 2)


def test_an_answer_that_is_tried_again_has_a_neighbour(bench, talk):
    talk.retry(talk.branch.messages[3].id)
    bench.answer("zwei!")
    assert texts(talk)[-1] == "zwei!"
    assert places(talk)[-1] == (2, 2)


def test_going_over_to_a_branch_shows_the_newest_end_of_it(bench, talk):
    first = talk.branch.messages[0].id
    talk.edit(first, "eins")
    bench.answer("EINS")
    talk.walking.show(first)
    talk.send("three")
    bench.answer("THREE")
    talk.walking.show(talk.branch.messages[0].alternatives[1])
    assert texts(talk) == ["eins", "EINS"]
    talk.walking.show(first)
    assert texts(talk) == ["one", "ONE", "two", "TWO", "three", "THREE"]


def test_rows_change_only_where_branches_part(bench, talk):
    talk.edit(talk.branch.messages[2].id, "zwei")
    bench.answer("ZWEI")
    removed, added = [], []
    talk.branch.removed.connect(removed.append)
    talk.branch.returned.connect(added.extend)
    talk.walking.show(talk.branch.messages[2].alternatives[0])
    assert removed == [2]
    assert [message.text for message in added] == ["two", "TWO"]


def test_an_empty_edit_changes_nothing(talk):
    with pytest.raises(e.EmptyPrompt):
        talk.edit(talk.branch.messages[2].id, "  ")
    assert texts(talk) == ["one", "ONE", "two", "TWO"]


def test_only_questions_can_be_edited(talk):
    talk.edit(talk.branch.messages[1].id, "changed")
    assert texts(talk) == ["one", "ONE", "two", "TWO"]


def test_a_refused_edit_shows_what_it_was_to_replace(bench, talk):
    returned = []
    talk.returned.connect(returned.append)
    talk.edit(talk.branch.messages[2].id, "much too long")
    request = bench.sent(Generate)[-1].request
    bench.engine.events.emit(Failed(request, e.PromptTooLong(9000, 1024)))
    assert returned == [Returned("much too long")]
    assert texts(talk) == ["one", "ONE", "two", "TWO"]


def test_a_message_that_is_refused_twice_leaves_the_chat_as_it_was(bench, talk):
    for text in ("much too long", "still too long"):
        talk.send(text)
        request = bench.sent(Generate)[-1].request
        bench.engine.events.emit(Failed(request, e.PromptTooLong(9000, 1024)))
    assert texts(talk) == ["one", "ONE", "two", "TWO"]
