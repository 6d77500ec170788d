"""What a person does with the window, with a scripted model in a real engine process."""

from __future__ import annotations

import os
import signal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from desktop.core.chat import Role, Status
from desktop.services.models import Stage
from desktop.viewmodels.chats import ChatRole


def test_a_question_is_answered_and_the_composer_is_empty_again(user):
    answer = user.ask("one two three")
    assert (answer.role, answer.text, answer.status) == (Role.ASSISTANT, "one two three ", Status.DONE)
    assert user.page.composer.text() == ""
    assert user.titles == ["one two three"]
    assert user.window.windowTitle() == "one two three – Fireside"


def test_what_is_sent_before_the_chats_are_open_goes_out_when_they_are(start):
    user = start(wait=False)
    user.wait(lambda: user.app.workplace is not None)
    user.type("early bird")
    user.wait(lambda: user.app.chat is not None)
    user.wait_idle()
    assert user.messages[-1].text == "early bird "


def test_what_is_typed_before_there_is_a_composer_stands_in_it(start, qtbot):
    user = start(wait=False)
    frame = user.window.centralWidget()
    qtbot.keyClicks(frame, "fastx")
    qtbot.keyClick(frame, Qt.Key.Key_Backspace)
    user.wait_ready()
    assert user.page.composer.text() == "fast"


def test_shift_enter_breaks_the_line(user, qtbot):
    box = user.page.composer.input
    qtbot.keyClicks(box, "one")
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(box, "two")
    assert user.page.composer.text() == "one\ntwo"
    assert user.messages == []


def compose(box, preedit="", commit=""):
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(box, event)


def test_an_enter_that_ends_a_composition_never_sends(user, qtbot):
    box = user.page.composer.input
    compose(box, preedit="ni hao")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert user.messages == []
    compose(box, commit="你好")
    QApplication.sendEvent(box, enter())  # delivered right after the commit, as some systems do
    assert user.messages == []
    assert user.page.composer.text() == "你好"
    user.wait(lambda: not box._composing)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    user.wait_idle()
    assert user.messages[0].text == "你好"


def enter():
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)


def test_escape_stops_the_answer_and_keeps_the_text(user, qtbot):
    user.type("flood 100000 100")
    user.wait(lambda: user.messages and user.messages[-1].text)
    qtbot.keyClick(user.window, Qt.Key.Key_Escape)
    user.wait_idle()
    assert user.messages[-1].status is Status.STOPPED
    assert user.messages[-1].text.startswith("tok0")
    assert user.ask("go on").text == "go on "


def test_the_button_stops_too(user, qtbot):
    user.type("hang")
    user.wait(lambda: user.app.chat.conversation.busy)
    qtbot.mouseClick(user.page.composer.button, Qt.MouseButton.LeftButton)
    user.wait_idle()
    assert user.messages[-1].status is Status.STOPPED


def test_chats_can_be_left_and_come_back_to(user, qtbot):
    user.ask("first chat")
    qtbot.mouseClick(user.app.workplace.sidebar.new, Qt.MouseButton.LeftButton)
    assert user.messages == []
    user.ask("second chat")
    assert user.titles == ["second chat", "first chat"]
    row = next(r for r in range(9) if user.app.chat.list.index(r).data() == "first chat")
    where = user.app.workplace.sidebar.list.visualRect(user.app.chat.list.index(row)).center()
    qtbot.mouseClick(user.app.workplace.sidebar.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert [m.text for m in user.messages] == ["first chat", "first chat "]


def test_a_chat_is_renamed_in_place(user):
    user.ask("old name")
    rows = user.app.chat.list
    assert rows.setData(rows.index(1), "  neu \n 名字 ", ChatRole.EDIT)
    assert user.titles == ["neu 名字"]
    assert user.window.windowTitle().startswith("neu 名字")
    assert rows.setData(rows.index(1), "   ", ChatRole.EDIT)
    assert user.titles == ["neu 名字"]


def test_a_deleted_chat_can_be_brought_back(user, qtbot):
    user.ask("keep me")
    user.app.workplace.sidebar.list.delete_asked.emit((user.app.chat.current,))
    assert user.titles == []
    assert user.messages == []
    qtbot.mouseClick(user.app.workplace.toast.undo, Qt.MouseButton.LeftButton)
    assert user.titles == ["keep me"]
    assert user.messages[0].text == "keep me"


def test_everything_is_there_after_a_restart(start):
    user = start()
    user.ask("remember this")
    user.app.chat.drafting.keep("half a thought")
    start.end(user)
    user = start()
    assert user.titles == ["remember this"]
    user.app.chat.open(user.app.chat.list.index(1).data(ChatRole.CHAT).id)
    assert [m.text for m in user.messages] == ["remember this", "remember this "]
    assert user.page.composer.text() == "half a thought"


def test_a_killed_engine_leaves_the_window_and_the_text(user, qtbot):
    user.type("flood 100000 100")
    user.wait(lambda: user.messages and user.messages[-1].text)
    os.kill(user.app.working.engine.pid, signal.SIGKILL)
    user.wait_idle()
    assert user.window.isVisible()
    assert user.messages[-1].status is Status.FAILED
    assert user.messages[-1].text.startswith("tok0")
    assert user.page.banner.isVisible()
    assert "SIGKILL" in user.page.banner.what.text()
    qtbot.mouseClick(user.page.banner.button, Qt.MouseButton.LeftButton)
    user.wait(lambda: user.messages[-1].status is Status.STREAMING and user.messages[-1].text)
    user.app.chat.stop()
    user.wait_idle()
    assert len(user.messages) == 2


def test_quitting_during_an_answer_keeps_the_text(start):
    user = start()
    user.type("flood 100000 100")
    user.wait(lambda: user.messages and user.messages[-1].text)
    start.end(user)
    user = start()
    user.app.chat.open(user.app.chat.list.index(1).data(ChatRole.CHAT).id)
    assert user.messages[-1].text.startswith("tok0")
    assert user.messages[-1].status is Status.FAILED


def test_a_model_that_does_not_load_is_told_and_another_can_be_taken(user, tmp_path):
    bad = tmp_path / "bad.gguf"
    bad.write_text("this is no model")
    user.app.models.open(bad)
    assert user.stage is Stage.LOADING
    user.wait_ready()  # the one before is still there
    assert user.app.working.models.status.model.path != bad
    assert "bad.gguf is not a GGUF model file" in user.page.banner.what.text()
    user.app.models.load(next(model for model in user.app.models.installed() if model.path != bad))
    user.wait_ready()
    assert not user.page.banner.isVisible()
    assert user.ask("and now").text == "and now "


def test_a_megabyte_can_be_pasted_and_comes_out_as_it_went_in(user):
    box = user.page.composer.input
    text = "x" * 700_000 + "\n\n" + "好的" * 150_000 + "\n"
    QApplication.clipboard().setText(text)
    box.paste()
    assert user.page.composer.text() == text


@pytest.mark.parametrize("width", [720, 1180])
def test_the_list_of_chats_gives_way_in_a_narrow_window(user, width):
    user.window.resize(width, 600)
    user.wait(lambda: user.app.workplace.sidebar.isVisible() == (width >= 900))
    assert user.app.workplace.header.sidebar.isVisible() == (width < 900)


def test_the_window_can_be_closed_at_once(start):
    user = start(wait=False)
    start.end(user)
    assert user.app.chat is None


@pytest.mark.qt_log_ignore("This plugin does not support")  # popups on the offscreen platform
def test_a_click_on_the_dots_opens_the_menu_and_not_the_chat(user, qtbot):
    user.ask("one")
    chats = user.app.workplace.sidebar.list
    place = chats.visualRect(user.app.chat.list.index(1))
    qtbot.mouseClick(
        chats.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.right() - 20, place.center().y())
    )
    menu = QApplication.activePopupWidget()
    words = [action.text() for action in menu.actions()]
    assert words[:2] == ["Open", "Rename\tF2"]
    assert {"Pin", "Move to folder", "Tags…", "Export…", "Archive"} < set(words)
    assert words[-1] == "Delete\tDel"
    assert user.messages  # the chat that was shown still is
    menu.close()


def test_a_word_is_found_in_the_chat(user, qtbot):
    user.ask("the fox and the hen")
    qtbot.keyClick(user.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = user.page.find_bar
    user.wait(bar.isVisible)
    qtbot.keyClicks(bar.input, "THE")
    user.wait(lambda: bar.count.text() == "1 of 4")
    qtbot.keyClick(bar.input, Qt.Key.Key_Return)
    user.wait(lambda: bar.count.text() == "2 of 4")
    qtbot.keyClick(bar.input, Qt.Key.Key_Escape)
    user.wait(bar.isHidden)
    assert not user.app.chat.conversation.busy


def test_escape_closes_the_bar_before_it_stops_an_answer(user, qtbot):
    user.ask("one")
    user.type("hang")
    user.wait(lambda: user.app.chat.conversation.busy)
    qtbot.keyClick(user.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    user.wait(user.page.find_bar.isVisible)
    qtbot.keyClick(user.window, Qt.Key.Key_Escape)
    user.wait(user.page.find_bar.isHidden)
    assert user.app.chat.conversation.busy
    qtbot.keyClick(user.window, Qt.Key.Key_Escape)
    user.wait_idle()


def test_nothing_is_searched_in_an_empty_chat(user, qtbot):
    qtbot.keyClick(user.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert user.page.find_bar.isHidden()


def test_a_draft_without_a_chat_is_there_after_a_restart(start, qtbot):
    user = start()
    qtbot.keyClicks(user.page.composer.input, "not sent yet")
    start.end(user)
    user = start()
    assert user.page.composer.text() == "not sent yet"
    user.ask(" and now sent")
    assert user.messages[0].text == "not sent yet and now sent"
    start.end(user)
    assert start().page.composer.text() == ""
