"""Summaries that stand for the messages above them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible

from desktop.core.chat import Message, MessageId, Role, Status
from desktop.widgets.transcript.accessibility import Accessibility
from desktop.widgets.transcript.canvas import FrameKind
from desktop.widgets.transcript.summary_item import SummaryHead
from tests.gui.transcript_support import (
    LONG,
    Rows,
    answer,
    button,
    other,
    place_of,
    settle,
    user,
    wrong_on_screen,
)


def summary(text: str, covers: int = 4, status: Status = Status.DONE) -> Message:
    last = MessageId(covers)
    return Message(MessageId(90), None, Role.SUMMARY, text, status, datetime.now(UTC), covers=last)


def branch():
    system = other(user("Be brief"), id=MessageId(1), role=Role.SYSTEM)
    return [system, other(user("Hi"), id=MessageId(3)), answer("Hello", number=4), answer("More", number=5)]


def head(view, row):
    return next(item for item in view.parts.flow.entry(row).items if isinstance(item, SummaryHead))


def test_a_summary_says_for_how_many_messages_it_stands(view):
    view.set_model(Rows([*branch(), summary("What was said")]))
    settle(view)
    assert head(view, 4).name == "Summary of the oldest messages"
    assert head(view, 4).count == 2
    assert "2" in head(view, 4).note


def test_a_summary_of_messages_that_are_not_shown_says_nothing_about_their_number(view):
    view.set_model(Rows([*branch(), summary("What was said", covers=77)]))
    settle(view)
    assert head(view, 4).note == ""


def test_a_summary_stands_in_a_panel_across_the_column_with_its_buttons_below(view):
    view.set_model(Rows([*branch(), summary("What **was** said\n\n- one")]))
    settle(view)
    left, width = view.parts.scrolling.column
    panels = [f.rect for f in view.parts._frames(left, width) if f.kind is FrameKind.PANEL]
    assert [(p.left(), p.width()) for p in panels] == [(left, width)]
    text = place_of(view, 4, 2)
    assert panels[0].contains(left + text.x, text.y)
    assert text.item.width == width - 2 * text.x
    assert button(view, "message_edit", 1).y() > panels[0].bottom()
    assert not wrong_on_screen(view)


def test_a_summary_is_edited_and_deleted(view, qtbot):
    view.set_model(Rows([*branch(), summary("What was said")]))
    settle(view)
    with qtbot.waitSignal(view.summary_edit_requested) as edit:
        qtbot.mouseClick(button(view, "message_edit", 1), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(view.delete_requested) as delete:
        qtbot.mouseClick(button(view, "message_delete", 2), Qt.MouseButton.LeftButton)
    assert (edit.args, delete.args) == ([90], [90])


def test_a_summary_grows_like_an_answer(view):
    view.set_model(rows := Rows([*branch(), summary("", status=Status.STREAMING)]))
    settle(view)
    wrong = 0
    for start in range(0, 2000, 97):
        rows.grow(LONG[start : start + 97])
        settle(view)
        wrong += wrong_on_screen(view)
    rows.change(4, status=Status.DONE)
    settle(view)
    assert view.following
    assert wrong + wrong_on_screen(view) == 0


def test_a_screen_reader_is_told_what_a_summary_is(view):
    accessibility = Accessibility()
    accessibility.install()
    view.set_model(Rows([other(user("Hi"), id=MessageId(3)), summary("What was said", covers=3)]))
    settle(view)
    interface = QAccessible.queryAccessibleInterface(view)
    message = interface.child(1)
    assert message.text(QAccessible.Text.Name).startswith("Summary: ")
    blocks = [message.child(n) for n in range(2)]
    names = [block.text(QAccessible.Text.Name) for block in blocks]
    assert names[0].startswith("Summary of the oldest messages The model reads this instead of")
    assert names[1] == "What was said"
    assert blocks[0].role() is QAccessible.Role.Heading


@pytest.mark.parametrize("status", [Status.FAILED, Status.STOPPED])
def test_a_summary_that_was_not_finished_says_so_and_is_tried_again(view, qtbot, status):
    view.set_model(Rows([*branch(), summary("What was", status=status)]))
    settle(view)
    assert head(view, 4).note == "This summary was not finished, so the model does not read it."
    footer = [b for b in view.parts.controls.buttons if b.y() > place_of(view, 4, 1).y]
    assert [(b.objectName(), b.face.label) for b in footer] == [
        ("message_retry", "Try again"),
        ("message_delete", ""),
    ]
    with qtbot.waitSignal(view.retry_requested) as retry:
        qtbot.mouseClick(footer[0], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(view.delete_requested) as delete:
        qtbot.mouseClick(footer[1], Qt.MouseButton.LeftButton)
    assert (retry.args, delete.args) == ([90], [90])


def test_the_menu_of_a_summary_that_was_not_finished_offers_no_editing(view, qtbot):
    view.set_model(Rows([*branch(), summary("What was", status=Status.STOPPED)]))
    settle(view)
    menu = view.context_menu(QPointF(0, 0), row=4)
    menu.aboutToShow.emit()
    actions = {action.text(): action for action in menu.actions()}
    assert "Edit the summary" not in actions
    with qtbot.waitSignal(view.retry_requested) as retry:
        actions["Try again"].trigger()
    assert retry.args == [90]


def test_a_summary_that_breaks_off_while_it_is_shown_says_so(view):
    view.set_model(rows := Rows([*branch(), summary("What was", status=Status.STREAMING)]))
    settle(view)
    rows.change(4, status=Status.FAILED)
    settle(view)
    assert head(view, 4).note.startswith("This summary was not finished")
    assert not wrong_on_screen(view)
    rows.change(4, status=Status.DONE)
    settle(view)
    assert head(view, 4).note.startswith("The model reads this instead of")
    assert not wrong_on_screen(view)
