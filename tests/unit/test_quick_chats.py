"""Chats are found by their titles alone; the newest search wins."""

from __future__ import annotations

import pytest

from desktop.core.chat import Role
from desktop.core.errors import DataError
from desktop.services.quick_chats import QuickChats
from desktop.store.chats import NewMessage


class Quick:
    def __init__(self, bench):
        self.bench, self.store = bench, bench.store
        self.quick = QuickChats(self.store.search, bench.tasks)
        self.told, self.errors = [], []
        self.quick.found.connect(self.told.append)
        self.quick.failed.connect(self.errors.append)

    def add(self, title, text="hello"):
        chat = self.store.chats.new_chat(title)
        self.store.chats.add(chat.id, NewMessage(None, Role.USER, text))
        return chat

    def find(self, typed):
        self.told.clear()
        self.quick.find(typed)
        self.bench.inbox.run_until(lambda: self.bench.tasks.idle)
        return [chat.title.text for found in self.told for chat in found.chats]


@pytest.fixture
def quick(bench):
    return Quick(bench)


def test_titles_are_found_and_texts_are_not(quick):
    quick.add("Trip to Japan", "museum")
    quick.add("日本旅行")
    assert quick.find("jap") == ["Trip to Japan"]
    assert quick.find("museum") == []
    assert quick.find("旅行") == ["日本旅行"]


def test_with_nothing_typed_the_newest_come_first_and_archived_ones_only_when_they_are_looked_for(quick):
    for number in range(30):
        quick.add(f"Chat {number:02}")
    old = quick.add("Old news")
    quick.store.organising.archive([old.id], True)
    found = quick.find("  ")
    assert found[:2] == ["Chat 29", "Chat 28"]
    assert "Old news" not in found
    assert quick.find("old") == ["Old news"]
    assert quick.told[0].chats[0].archived


def test_only_the_newest_search_is_told(quick):
    quick.add("Trip to Japan")
    quick.quick.find("jap")
    quick.quick.find("nothing")
    assert quick.find("trip") == ["Trip to Japan"]
    assert [found.typed for found in quick.told] == ["trip"]


def test_nothing_comes_after_it_was_given_up(quick):
    quick.quick.find("jap")
    quick.quick.stop()
    quick.bench.inbox.run_until(lambda: quick.bench.tasks.idle)
    assert quick.told == []


@pytest.mark.parametrize("typed", ['"', "-", "*", 'a" OR "b', "\x00", "tag:", "\ud800", "x" * 5_000])
def test_nothing_that_is_typed_is_an_error(quick, typed):
    quick.add("Trip to Japan")
    quick.find(typed)
    assert len(quick.told) == 1
    assert quick.errors == []


def test_a_database_that_cannot_be_read_is_told(quick, monkeypatch):
    def fail(*_):
        raise DataError

    monkeypatch.setattr(quick.store.search, "search", fail)
    quick.find("jap")
    assert [type(error) for error in quick.errors] == [DataError]
