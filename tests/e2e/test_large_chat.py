"""A chat of many messages in the whole window: its end at once, the rest while the window goes on."""

from __future__ import annotations

from contextlib import closing

import pytest
from PySide6.QtCore import Qt

from desktop.core.places import Places
from desktop.services.branch import END
from desktop.store.chats import NewMessage
from desktop.store.opening import open_store
from tests.unit.test_large_chats import MANY, make_large


@pytest.fixture
def large(tmp_path, start):
    """A window over a folder with a large chat and a small one."""
    folder = tmp_path / "data"
    folder.mkdir()
    with closing(open_store(Places(folder).database, "test", lambda owner: False)) as store:
        chat = make_large(store)
        small = store.chats.new_chat("Small")
        store.chats.add(small.id, NewMessage(None, "user", "Alone"))
    user = start(folder, make=False)
    user.large, user.small = chat, small
    return user


def still(user):
    return user.app.chat.conversation.walking.still


def test_the_end_is_shown_at_once_and_the_rest_comes(large):
    large.app.chat.open(large.large.id)
    assert len(large.messages) == END
    assert large.page.transcript.following
    assert large.messages[-1].text == f"message {MANY - 1}"
    large.wait(lambda: still(large))
    assert [m.text for m in large.messages] == [f"message {n}" for n in range(MANY)]
    assert large.page.transcript.following


def test_what_is_sent_while_it_is_read_follows_all_that_was_there(large):
    large.app.chat.open(large.large.id)
    large.type("early")
    assert len(large.messages) == END
    large.wait(lambda: large.messages[-1].role == "assistant" and large.messages[-2].text == "early")
    large.wait_idle()
    assert len(large.messages) == MANY + 2
    assert large.page.composer.text() == ""


def test_the_newest_chat_wins_when_the_reader_goes_on_quickly(large):
    chat = large.app.chat
    chat.open(large.large.id)
    large.qtbot.keyClicks(large.page.composer.input, "kept")
    large.qtbot.keyClick(large.page.composer.input, Qt.Key.Key_Return)  # waits, and is no matter then
    chat.open(large.small.id)
    assert [m.text for m in large.messages] == ["Alone"]
    chat.open(large.large.id)
    chat.open(large.small.id)
    large.wait(lambda: large.app.first.tasks.idle)
    assert [m.text for m in large.messages] == ["Alone"]
    chat.open(large.large.id)
    assert large.page.composer.text() == "kept"
    large.wait(lambda: still(large))
    assert len(large.messages) == MANY


def test_a_message_near_the_top_is_deleted_and_brought_back(large):
    large.app.chat.open(large.large.id)
    large.wait(lambda: still(large))
    deleted = []
    large.app.chat.turns.deleted.connect(deleted.append)
    large.app.chat.turns.delete(large.messages[1].id)
    large.wait(lambda: deleted)
    assert len(large.messages) == MANY - 1
    assert large.app.workplace.toast.isVisible()
    large.app.workplace.toast.undo.click()
    large.wait(lambda: len(large.messages) == MANY)


def test_the_window_closes_while_a_chat_is_read(large):
    large.app.chat.open(large.large.id)
    assert not still(large)  # the fixture closes everything, and looks at what is left
