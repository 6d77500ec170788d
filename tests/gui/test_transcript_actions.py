"""What can be done with a message: by button, by menu, by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QMenu

from desktop.core.chat import Finish, LeftOut, MessageId, Role, Status
from desktop.widgets import style
from desktop.widgets.icons import Icons
from desktop.widgets.transcript.footer_actions import WORDS
from desktop.widgets.transcript.frame_items import FooterItem
from desktop.widgets.transcript.view import TranscriptView
from tests.gui.transcript_support import (
    RECORD,
    Rows,
    answer,
    button,
    conversation,
    other,
    place_of,
    point_in,
    settle,
    user,
)

LEFT = Qt.MouseButton.LeftButton
SIGNALS = (
    "retry_requested",
    "edit_requested",
    "summary_edit_requested",
    "branch_requested",
    "continue_requested",
    "delete_requested",
    "pin_requested",
    "details_requested",
    "prompt_requested",
)


@pytest.fixture
def view(qtbot):
    made = TranscriptView(style.light(), Icons())
    qtbot.addWidget(made)
    made.resize(720, 620)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def asked(view):
    """All that the view asks for, in order."""
    heard = []
    for name in SIGNALS:
        getattr(view, name).connect(lambda *args, name=name: heard.append((name, *args)))
    return heard


def show(view, *messages):
    view.set_model(Rows(messages))
    settle(view)


def menu_of(view, row):
    menu = QMenu(view)
    view.parts.menus.attach(menu, row)
    menu.aboutToShow.emit()
    return menu


def texts(menu):
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def choose(menu, text):
    next(action for action in menu.actions() if action.text() == text).trigger()


def left_out(count):
    return other(RECORD, left_out=LeftOut(MessageId(1), MessageId(3), count, 1000))


def test_a_question_is_edited_deleted_and_pinned_by_its_buttons(view, qtbot, asked):
    show(view, other(user("Hi"), id=MessageId(7)), answer("Hello"))
    for name in ("edit", "delete", "pin"):
        qtbot.mouseClick(button(view, f"message_{name}"), LEFT)
    assert asked == [("edit_requested", 7), ("delete_requested", 7), ("pin_requested", 7, True)]


def test_a_pin_is_always_shown_and_is_taken_out_again(view, qtbot, asked):
    rows = Rows([other(user("Hi"), id=MessageId(7), pinned=True), answer("Hello"), *conversation(1)])
    view.set_model(rows)
    view.parts.scrolling.to_start()
    settle(view)
    pin = button(view, "message_pin")
    assert pin.revealed
    assert pin.isChecked()
    assert not button(view, "message_edit").revealed
    qtbot.mouseClick(pin, LEFT)
    assert asked == [("pin_requested", 7, False)]
    assert pin.isChecked()  # until it is done
    rows.change(0, pinned=False)
    settle(view)
    assert not button(view, "message_pin").isChecked()


@pytest.mark.parametrize(
    ("changes", "offered"),
    [
        ({"status": Status.STOPPED}, True),
        ({"status": Status.FAILED}, True),
        ({"status": Status.FAILED, "text": ""}, False),
        ({"status": Status.STOPPED, "text": "", "thinking": "Well"}, True),
        ({"record": other(RECORD, finish=Finish.LENGTH)}, True),
        ({"record": other(RECORD, finish=Finish.CONTEXT)}, True),
        ({"record": other(RECORD, finish=Finish.STOP)}, False),
        ({"status": Status.STREAMING}, False),
    ],
)
def test_an_answer_that_was_cut_short_can_be_continued(view, qtbot, asked, changes, offered):
    show(view, user("Hi"), other(answer("Half", number=9), **changes))
    names = [b.objectName() for b in view.parts.controls.buttons]
    assert ("message_continue" in names) is offered
    if offered:
        go_on = button(view, "message_continue")
        assert go_on.revealed
        assert go_on.face.label == "Continue"
        qtbot.mouseClick(go_on, LEFT)
        assert asked == [("continue_requested", 9)]


def test_only_the_last_row_can_be_continued(view):
    rows = Rows([user("Hi"), answer("Half", Status.STOPPED)])
    view.set_model(rows)
    settle(view)
    assert button(view, "message_continue")
    rows.add(user("And?"))
    settle(view)
    assert "message_continue" not in [b.objectName() for b in view.parts.controls.buttons]


def test_the_menu_of_an_answer_offers_everything(view, asked):
    show(view, user("Hi"), answer("Some **bold**[^1]\n\n[^1]: note", number=9))
    menu = menu_of(view, 1)
    assert texts(menu) == [
        "Try again",
        "Copy as plain text",
        "Copy as Markdown",
        "Save as template…",
        "Always keep in the context",
        "How this answer came about…",
        "Show the exact prompt…",
        "Delete the message",
    ]
    for text in texts(menu):
        choose(menu, text)
    assert asked == [
        ("retry_requested", 9),
        ("pin_requested", 9, True),
        ("details_requested", 9),
        ("prompt_requested", 9),
        ("delete_requested", 9),
    ]


def test_an_answer_is_copied_as_plain_text_without_its_thinking(view):
    show(view, other(answer("Some **bold**[^1]\n\n[^1]: note"), thinking="secret"))
    choose(menu_of(view, 0), "Copy as plain text")
    assert QGuiApplication.clipboard().text() == "Some bold¹\n\n\n\n1. note"
    view.parts.flow.entries[0].drop()
    choose(menu_of(view, 0), "Copy as plain text")
    assert QGuiApplication.clipboard().text() == "Some bold¹\n\n\n\n1. note"
    choose(menu_of(view, 0), "Copy as Markdown")
    assert QGuiApplication.clipboard().text() == "Some **bold**[^1]\n\n[^1]: note"


def test_other_ways_to_try_again_stand_below_the_first_one(view):
    added = []

    def add(message, menu):
        added.append((message, menu.addMenu("Try again with another model")))

    view.retry_menu_requested.connect(add)
    show(view, user("Hi"), answer("Hello", number=9))
    menu = menu_of(view, 1)
    assert texts(menu)[:3] == ["Try again", "Try again with another model", "Copy as plain text"]
    assert added[0][0] == 9
    menu_of(view, 0)
    assert len(added) == 1  # a question has no such menu


@pytest.fixture
def opened(monkeypatch):
    """The menus that would be shown; the offscreen platform cannot show any."""
    menus = []

    def popup(menu, place):
        menu.aboutToShow.emit()
        menus.append((menu, place))

    monkeypatch.setattr(QMenu, "popup", popup)
    return menus


def test_the_more_button_opens_the_menu_below_it(view, qtbot, opened):
    show(view, user("Hi"), answer("Hello"))
    more = button(view, "message_more")
    qtbot.mouseClick(more, LEFT)
    menu, place = opened[0]
    assert "Show the exact prompt…" in texts(menu)
    assert place.y() >= more.mapToGlobal(QPoint(0, more.height())).y()


def test_a_growing_answer_can_only_be_copied(view):
    show(view, user("Hi"), answer("Half", Status.STREAMING))
    assert texts(menu_of(view, 1)) == ["Copy as plain text", "Copy as Markdown"]


def test_the_context_menu_of_a_message_offers_the_same(view):
    show(view, other(user("Hi"), id=MessageId(7)), answer("Hello"))
    menu = view.context_menu(point_in(view, place_of(view, 0, 0), 5, 5))
    menu.aboutToShow.emit()
    assert texts(menu) == [
        "Copy",
        "Select all",
        "Edit the message",
        "Copy as plain text",
        "Copy as Markdown",
        "Save as template…",
        "Always keep in the context",
        "Delete the message",
    ]


def test_the_menu_key_means_the_marked_message(view, qtbot, opened):
    show(view, user("Hi"), answer("Hello"))
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert view.parts.keys.row == 1
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
    view.contextMenuEvent(event)
    assert "How this answer came about…" in texts(opened[0][0])


def test_the_delete_key_asks_to_delete_the_marked_message(view, qtbot, asked):
    show(view, other(user("Hi"), id=MessageId(7)), answer("Half", Status.STREAMING))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert asked == []
    view.parts.keys.row = 0
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    view.parts.keys.row = 1  # it is still being written
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert asked == [("delete_requested", 7)]


def test_what_was_left_out_is_said_without_hovering(view):
    show(view, other(answer("One"), record=left_out(12)), user("Two"), answer("Three"), *conversation(1))
    view.parts.scrolling.to_start()
    footer = view.parts.flow.entry(0).items[-1]
    assert isinstance(footer, FooterItem)
    assert not footer.revealed
    assert footer.left_out
    shown = view.grab().toImage()
    view.parts.feed._model.change(0, record=RECORD)
    settle(view)
    assert view.parts.flow.entry(0).items[-1].left_out == ""
    assert view.grab().toImage() != shown


@pytest.mark.parametrize("role", [Role.USER, Role.ASSISTANT, Role.SUMMARY])
@pytest.mark.parametrize("status", [Status.DONE, Status.STOPPED, Status.FAILED])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_buttons_and_words_below_a_message_never_overlap(view, role, status, place):
    ids = tuple(MessageId(n) for n in (20, 21, 22))
    message = other(
        answer("Half", status),
        id=ids[place],
        role=role,
        alternatives=ids,
        pinned=True,
        record=left_out(12),
        thinking="Well",
    )
    view.resize(636, 520)  # a window of 900 pixels with its sidebar leaves no less
    show(view, message)
    rects = [b.geometry() for b in view.parts.controls.buttons]
    last = len(view.parts.flow.entry(0).items) - 1
    footer = place_of(view, 0, last)
    left, width = view.parts.scrolling.column
    rects.append(footer.item.arrangement.count_rect.translated(left, footer.y))
    assert all(not a.intersects(b) for n, a in enumerate(rects) for b in rects[:n])
    assert all(left - 8 <= rect.left() and rect.right() <= left + width + 8 for rect in rects)


def test_what_was_left_out_has_room_beside_all_buttons(view):
    ids = tuple(MessageId(n) for n in (20, 21, 22))
    message = other(
        answer("Half", Status.FAILED), id=ids[1], alternatives=ids, pinned=True, record=left_out(12)
    )
    view.resize(636, 520)
    show(view, message)
    footer = view.parts.flow.entry(0).items[-1]
    metrics = QFontMetrics(view.parts.kit.theme.ui)
    words = sum(
        WORDS + metrics.horizontalAdvance(text) for text in (footer.mark, "12 earlier messages left out")
    )
    assert button(view, "message_continue").face.label
    assert footer.arrangement.actions[-1].rect.right() + words <= footer.width
    view.resize(1000, 520)
    settle(view)
    assert button(view, "message_retry").face.label == "Try again"
