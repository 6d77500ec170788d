"""What is asked for before the chats are open is remembered in order."""

from __future__ import annotations

from desktop.core.chat import Attachment, ChatId
from desktop.widgets.wishes import Opened, Sent, Wishes

A = Attachment("a.txt", "alpha")


def test_they_come_in_the_order_of_asking_and_once():
    wishes = Wishes()
    assert wishes.send("one", (A,))
    assert wishes.open(ChatId(3), "left")
    assert wishes.send("two")
    assert wishes.take() == (Sent("one", (A,)), Opened(ChatId(3), "left"), Sent("two"))
    assert wishes.take() == ()


def test_one_message_waits_in_each_chat():
    wishes = Wishes()
    assert wishes.send("one")
    assert not wishes.send("another")
    assert wishes.waiting == Sent("one")
    wishes.open(ChatId(3))
    assert wishes.waiting is None
    assert wishes.send("another")


def test_nothing_to_say_and_the_chat_that_is_wanted_already_are_no_wishes():
    wishes = Wishes()
    assert not wishes.send("  \n")
    assert wishes.send("", (A,))
    assert wishes.open(ChatId(3))
    assert not wishes.open(ChatId(3), "typed on")
    assert wishes.opened == 3
