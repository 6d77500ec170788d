"""Chats of another program come in through the real window, and go again by one click."""

from __future__ import annotations

import json

import pytest

from desktop.core.chat import Role
from desktop.viewmodels.chats import ChatRole
from desktop.widgets.movein.mover import ChatMover
from desktop.widgets.movein.words import Stage
from tests.gui.composer_support import drag, drop, mime
from tests.unit.test_movein_formats import chatgpt, node

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do


def exported(folder, *more):
    first = [
        node("q", None, [], "user", ["Where does the fire burn?"]),
        node("a", "q", [], "assistant", ["In the hearth."]),
    ]
    path = folder / "conversations.json"
    chats = [chatgpt(*first, *more, id="1", title="Hearth"), chatgpt(*first, id="2", title="火车")]
    path.write_text(json.dumps(chats), "utf-8")
    return path


def entry(user):
    menu = user.app.workplace.header.menu
    menu.aboutToShow.emit()
    return next(action for action in menu.actions() if action.text() == "Import chats…")


def drop_on_list(user, path):
    drag(user.app.workplace.sidebar, mime(path))
    drop(user.app.workplace.sidebar, mime(path))


def show(user, title):
    rows = user.app.chat.list
    chats = (rows.index(row).data(ChatRole.CHAT) for row in range(rows.rowCount()))
    user.app.chat.open(next(chat.id for chat in chats if chat and chat.title == title))


def bring(user, mover):
    dialog = mover.dialog
    user.wait(lambda: dialog.stage is Stage.CHOOSING)
    dialog.go.click()
    user.wait(lambda: dialog.stage is Stage.OVER)
    dialog.leave.click()
    assert mover.dialog is None


def test_chats_come_by_the_menu_are_read_and_go_by_undo(user, tmp_path):
    user.ask("mine")
    user.wait(lambda: user.app.pages is not None)
    place, mover = user.app.workplace, user.window.findChild(ChatMover)
    entry(user).trigger()
    mover.dialog.take([exported(tmp_path)])
    bring(user, mover)
    assert sorted(user.titles) == ["Hearth", "mine", "火车"]
    show(user, "Hearth")
    user.wait(lambda: [message.role for message in user.messages] == [Role.USER, Role.ASSISTANT])
    assert user.messages[1].text == "In the hearth."
    assert user.ask("one two").text == "one two "
    assert place.toast.isVisible()
    place.toast.undo.click()
    assert user.titles == ["mine"]


def test_an_export_that_is_dropped_on_the_list_shows_what_it_holds_and_a_chat_that_is_open_grows(
    user, tmp_path
):
    user.wait(lambda: user.app.pages is not None)
    mover = user.window.findChild(ChatMover)
    drop_on_list(user, exported(tmp_path))
    bring(user, mover)
    show(user, "Hearth")
    user.wait(lambda: len(user.messages) == 2)
    drop_on_list(user, exported(tmp_path, node("m", "a", [], "user", ["More wood"])))
    bring(user, mover)
    user.wait(lambda: len(user.messages) == 3)
    assert user.messages[-1].text == "More wood"
    assert sorted(user.titles) == ["Hearth", "火车"]
