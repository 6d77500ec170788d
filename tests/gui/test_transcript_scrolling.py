"""Scrolling, streaming, and what must stay where it is."""

from __future__ import annotations

import random
import sys

import pytest
from PySide6.QtCore import Qt

from desktop.core.chat import Role, Status
from desktop.widgets import style
from desktop.widgets.icons import Icons
from desktop.widgets.transcript.canvas import FrameKind
from desktop.widgets.transcript.item import Part
from desktop.widgets.transcript.view import TranscriptView
from tests.gui.transcript_support import (
    LONG,
    Rows,
    answer,
    conversation,
    place_of,
    settle,
    user,
    wheel,
    wrong_on_screen,
)


def positions(view):
    return {(p.row, p.index): p.y for p in view.parts.scrolling.placed}


def moved(before, after):
    """By how many pixels what is in both has moved."""
    return {after[key] - y for key, y in before.items() if key in after}


def test_moved_pixels_equal_a_full_repaint(view):
    view.set_model(rows := Rows(conversation(60)))
    settle(view)
    steps = random.Random(2)
    wrong = 0
    for _ in range(40):
        view.parts.scrolling.scroll_by(steps.choice([-60, -13, 60, -200, 7, -699]))
        settle(view)
        wrong += wrong_on_screen(view)
    assert rows.rowCount() == 120
    assert wrong == 0


def test_a_growing_answer_is_painted_like_a_full_repaint(view):
    view.set_model(rows := Rows([*conversation(3), answer("", Status.STREAMING)]))
    view.set_activity("Working…")
    wrong = 0
    for start in range(0, 3000, 37):
        rows.grow(LONG[start : start + 37])
        settle(view)
        if start % 5 == 0:
            view.set_activity("")  # the ring turns between two looks at the screen
            settle(view)
            wrong += wrong_on_screen(view)
            view.set_activity("Working…")
    rows.change(rows.rowCount() - 1, status=Status.DONE)
    settle(view)
    assert wrong + wrong_on_screen(view) == 0


def test_the_view_begins_at_the_end_and_follows_a_growing_answer(view):
    view.set_model(rows := Rows([*conversation(20), answer("", Status.STREAMING)]))
    bar = view.verticalScrollBar()
    for _ in range(10):
        rows.grow("word " * 100 + "\n\n")
        settle(view)
        assert bar.value() == bar.maximum() > 0
    assert view.following


def test_nothing_moves_under_a_reader_who_has_scrolled_up_while_an_answer_grows(view):
    view.set_model(rows := Rows([*conversation(20), answer("start", Status.STREAMING)]))
    settle(view)
    wheel(view, 0, 240)
    settle(view)
    assert not view.following
    before = positions(view)
    for _ in range(20):
        rows.grow("more words\n\n- and a list\n\n")
        settle(view)
        assert moved(before, positions(view)) == {0}
    rows.change(rows.rowCount() - 1, status=Status.DONE)
    settle(view)
    assert moved(before, positions(view)) == {0}


def test_rows_above_get_their_real_height_without_moving_what_is_read(view):
    view.set_model(Rows(conversation(200)))
    settle(view)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    settle(view)
    for _ in range(40):
        before = positions(view)
        view.parts.scrolling.scroll_by(-50)
        assert moved(before, positions(view)) == {50}
        before = positions(view)
        settle(view)
        assert moved(before, positions(view)) == {0}


def test_the_wheel_lets_go_and_the_end_key_follows_again(view, qtbot):
    view.set_model(Rows(conversation(20)))
    settle(view)
    with qtbot.waitSignal(view.following_changed) as signal:
        wheel(view, 0, 120)
    assert signal.args == [False]
    assert view.parts.jump.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.following
    assert not view.parts.jump.isVisible()


def test_scrolling_down_to_the_end_follows_again(view):
    view.set_model(Rows(conversation(20)))
    settle(view)
    wheel(view, 0, 480)
    assert not view.following
    for _ in range(20):
        wheel(view, 0, -120)
    assert view.following


def test_the_jump_button_leads_to_the_end(view, qtbot):
    view.set_model(Rows(conversation(20)))
    settle(view)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.verticalScrollBar().value() == 0
    qtbot.mouseClick(view.parts.jump, Qt.MouseButton.LeftButton)
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    assert view.following


def test_a_short_conversation_begins_at_the_top_and_cannot_be_scrolled_away(view):
    view.set_model(Rows([user("Hi"), answer("Hello")]))
    settle(view)
    top = positions(view)[(0, 0)]
    wheel(view, 0, 120)
    wheel(view, 0, -120)
    assert positions(view)[(0, 0)] == top > 0
    assert view.following


def test_a_resized_window_keeps_the_place(view):
    view.set_model(Rows(conversation(40)))
    settle(view)
    view.parts.scrolling.scroll_by(-3000)
    first = view.parts.scrolling.placed[0]
    view.resize(640, 700)
    settle(view)
    assert first.row == view.parts.scrolling.placed[0].row
    assert view.parts.scrolling.placed[0].item.width <= 640


def test_another_theme_leaves_everything_in_its_place(view):
    view.set_model(Rows(conversation(40)))
    settle(view)
    view.parts.scrolling.scroll_by(-2500)
    settle(view)
    before = positions(view)
    view.set_theme(style.dark())
    settle(view)
    assert moved(before, positions(view)) == {0}
    assert not wrong_on_screen(view)


def test_larger_text_makes_everything_taller_and_the_reader_stays_at_the_same_words(view):
    view.set_model(Rows(conversation(40)))
    settle(view)
    view.parts.scrolling.scroll_by(-2500)
    settle(view)
    flow, first = view.parts.flow, view.parts.scrolling.placed[0]
    before, seldom = flow.height, flow.top(1)
    view.set_theme(style.make(dark=False, measures=style.Measures(message=24)))
    settle(view)
    assert flow.height > 1.3 * before  # also what was never seen
    assert flow.top(1) >= seldom
    now = view.parts.scrolling.placed[0]
    assert (now.row, now.index) == (first.row, first.index)
    assert not wrong_on_screen(view)
    view.set_theme(style.light())
    settle(view)
    assert flow.height < 1.1 * before


def test_alt_and_arrows_walk_from_message_to_message(view, qtbot):
    view.set_model(Rows(conversation(30)))
    settle(view)
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    row = view.parts.keys.row
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert view.parts.keys.row == row - 1
    assert place_of(view, row - 1, 0).y >= 0
    settle(view)
    assert not wrong_on_screen(view)


def test_page_keys_scroll_by_most_of_a_page(view, qtbot):
    view.set_model(Rows(conversation(30)))
    settle(view)
    before = positions(view)
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert all(500 < by < 700 for by in moved(before, positions(view)))


def test_removed_rows_disappear_and_inserted_ones_come(view):
    view.set_model(rows := Rows(conversation(10)))
    settle(view)
    rows.cut(18)
    assert len(view.parts.flow.entries) == 18
    rows.add(user("Once more"))
    settle(view)
    assert view.parts.scrolling.placed[-1].row == 18
    settle(view)
    assert not wrong_on_screen(view)


def test_a_reset_model_is_shown_anew(view):
    view.set_model(rows := Rows(conversation(10)))
    rows.beginResetModel()
    rows.messages = [user("Only this")]
    rows.endResetModel()
    settle(view)
    assert {p.row for p in view.parts.scrolling.placed} == {0}
    view.set_model(None)
    assert view.parts.scrolling.placed == []
    rows.add(user("Not shown"))
    assert view.parts.flow.entries == []


def test_an_activity_stands_below_the_last_message(view):
    view.set_model(rows := Rows([user("Hi")]))
    view.set_activity("Loading the model…")
    settle(view)
    last = view.parts.scrolling.placed[-1]
    assert view.parts.activity.isVisible()
    assert view.parts.activity.y() >= last.y + last.item.height
    rows.add(answer("", Status.STREAMING))
    settle(view)
    assert view.parts.activity.isVisible()
    view.set_activity("")
    assert not view.parts.activity.isVisible()


def test_text_and_record_of_an_answer_do_not_move_it_when_it_ends(view):
    view.set_model(rows := Rows([user("Hi"), answer("", Status.STREAMING)]))
    rows.grow(LONG[:2000])
    settle(view)
    before, end = positions(view), view.parts.flow.height
    rows.change(1, status=Status.DONE)
    settle(view)
    assert moved(before, positions(view)) == {0}
    assert view.parts.flow.height == end


def test_focus_that_comes_by_keyboard_is_seen(view, qtbot):
    view.set_model(Rows([user("Hi"), answer("Hello")]))
    settle(view)
    view.clearFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: view.parts.keys.row == 1)
    assert any(frame.kind is FrameKind.FOCUS for frame in view.parts._frames(*view.parts.scrolling.column))
    view.clearFocus()
    assert not any(
        frame.kind is FrameKind.FOCUS for frame in view.parts._frames(*view.parts.scrolling.column)
    )
    settle(view)
    assert not wrong_on_screen(view)


def test_a_conversation_that_is_filled_before_it_is_shown_is_measured_for_its_real_width(qtbot):
    early = TranscriptView(style.light(), Icons())
    qtbot.addWidget(early)
    early.set_model(Rows(conversation(300)))  # the viewport is still tiny
    late = TranscriptView(style.light(), Icons())
    qtbot.addWidget(late)
    for made in (early, late):
        made.resize(1000, 700)
        with qtbot.waitExposed(made):
            made.show()
    late.set_model(Rows(conversation(300)))
    settle(early)
    settle(late)
    assert early.verticalScrollBar().maximum() == pytest.approx(late.verticalScrollBar().maximum(), rel=0.05)


def test_lines_stand_in_the_middle_of_their_pitch_in_every_script(view):
    view.set_model(Rows([answer("Latin text\n\n中文文字\n\nboth 中文")]))
    settle(view)
    for index in (1, 2, 3):
        item = place_of(view, 0, index).item
        line = item.document.begin().layout().lineAt(0)
        baseline = line.y() + line.ascent() + item.origin.y()
        assert item.height == 25
        assert 17 <= baseline <= 19


def test_a_row_that_becomes_another_persons_message_is_shown_as_such(view):
    view.set_model(rows := Rows([user("Hi"), answer("Hello")]))
    settle(view)
    rows.change(1, role=Role.USER, text="Again")
    settle(view)
    assert [p.item.text(Part(0, None)) for p in view.parts.scrolling.placed if p.item.selectable] == [
        "Hi",
        "Again",
    ]
    assert not wrong_on_screen(view)


def test_warming_up_imports_what_messages_need(view):
    view.warm()
    settle(view)
    assert {"markdown_it", "pygments.lexers.python", "mathra"} <= set(sys.modules)
