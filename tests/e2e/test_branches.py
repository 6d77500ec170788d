"""Editing a question and walking its branches, in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt


def buttons(user, kind):
    shown = user.page.transcript.parts.controls.buttons
    return [button for button in shown if button.objectName() == f"message_{kind}"]


def texts(user):
    return [message.text for message in user.messages]


def click(user, qtbot, kind, number=0):
    user.wait(lambda: len(buttons(user, kind)) > number)
    qtbot.mouseClick(buttons(user, kind)[number], Qt.MouseButton.LeftButton)


@pytest.fixture
def talker(user):
    user.ask("one")
    user.ask("two")
    return user


def test_a_question_is_edited_and_both_branches_can_be_seen(talker, qtbot):
    click(talker, qtbot, "edit", 1)
    assert talker.page.strip.isVisible()
    assert talker.page.composer.text() == "two"
    talker.page.composer.set_text("")
    talker.ask("zwei")
    assert not talker.page.strip.isVisible()
    assert texts(talker) == ["one", "one ", "zwei", "zwei "]
    click(talker, qtbot, "previous")
    assert texts(talker) == ["one", "one ", "two", "two "]
    click(talker, qtbot, "next")
    assert texts(talker) == ["one", "one ", "zwei", "zwei "]


def test_an_edit_that_is_given_up_changes_nothing(talker, qtbot):
    talker.page.composer.set_text("half a thought")
    click(talker, qtbot, "edit", 0)
    assert talker.page.composer.text() == "one"
    qtbot.mouseClick(talker.page.strip.cancel, Qt.MouseButton.LeftButton)
    assert talker.page.composer.text() == "half a thought"
    assert not talker.page.strip.isVisible()
    assert texts(talker) == ["one", "one ", "two", "two "]


def test_up_in_an_empty_composer_edits_the_last_question(talker, qtbot):
    qtbot.keyClick(talker.page.composer.input, Qt.Key.Key_Up)
    assert talker.page.composer.text() == "two"
    assert talker.page.strip.isVisible()


def test_up_in_a_text_only_moves_the_cursor(talker, qtbot):
    talker.page.composer.set_text("x\ny")
    qtbot.keyClick(talker.page.composer.input, Qt.Key.Key_Up)
    assert talker.page.composer.text() == "x\ny"
    assert not talker.page.strip.isVisible()


def test_an_answer_that_is_tried_again_keeps_the_first_one(talker, qtbot):
    click(talker, qtbot, "retry", 1)
    talker.wait_idle()
    assert texts(talker) == ["one", "one ", "two", "two "]
    assert len(talker.messages[-1].alternatives) == 2
    click(talker, qtbot, "previous")
    assert talker.messages[-1].id == talker.messages[-1].alternatives[0]


def test_another_chat_ends_the_edit(talker, qtbot):
    click(talker, qtbot, "edit", 0)
    qtbot.mouseClick(talker.app.workplace.sidebar.new, Qt.MouseButton.LeftButton)
    assert not talker.page.strip.isVisible()


def test_no_branch_is_left_while_an_answer_is_on_its_way(talker, qtbot):
    click(talker, qtbot, "retry", 1)
    talker.wait_idle()
    talker.type("hang")
    talker.wait(lambda: talker.app.chat.conversation.busy)
    before = texts(talker)
    click(talker, qtbot, "previous")
    assert texts(talker) == before
    talker.app.chat.stop()
    talker.wait_idle()
