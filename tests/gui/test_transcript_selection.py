"""Selecting and copying, with the mouse and the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication

from desktop.core.chat import Status
from desktop.widgets import style
from desktop.widgets.icons import Icons
from desktop.widgets.transcript.view import TranscriptView
from tests.gui.transcript_support import (
    LONG,
    Rows,
    answer,
    conversation,
    place_of,
    point_in,
    settle,
    user,
    wrong_on_screen,
)

TEXT = "first paragraph\n\n```python\nx = 1\n```\n\n- item one\n- item two $x^2$ and `code`\n"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot):
    made = TranscriptView(style.light(), Icons())
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.set_model(Rows([user("hello **bold** world"), answer(TEXT)]))
    settle(made)
    return made


def mouse(view, kind, point, modifiers=Qt.KeyboardModifier.NoModifier):
    buttons = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else LEFT
    button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else LEFT
    place = view.viewport().mapToGlobal(point)
    QApplication.sendEvent(view.viewport(), QMouseEvent(kind, point, place, button, buttons, modifiers))


def drag(view, start, end):
    mouse(view, QEvent.Type.MouseButtonPress, start)
    mouse(view, QEvent.Type.MouseMove, end)
    mouse(view, QEvent.Type.MouseButtonRelease, end)


def click(view, point, modifiers=Qt.KeyboardModifier.NoModifier):
    mouse(view, QEvent.Type.MouseButtonPress, point, modifiers)
    mouse(view, QEvent.Type.MouseButtonRelease, point, modifiers)


def test_a_drag_selects_across_blocks_and_messages(view, qtbot):
    first, last = place_of(view, 0, 0), place_of(view, 1, 4)
    drag(view, point_in(view, first, 0, 10), point_in(view, last, 700, last.item.height - 3))
    expected = "hello bold world\n\nfirst paragraph\n\nx = 1\n\n• item one\n• item two $x^2$ and code"
    assert view.selected_text() == expected
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == expected
    settle(view)
    assert not wrong_on_screen(view)


def test_a_drag_upwards_selects_the_same(view):
    first, last = place_of(view, 0, 0), place_of(view, 1, 1)
    drag(view, point_in(view, last, 700, 10), point_in(view, first, 0, 10))
    assert view.selected_text() == "hello bold world\n\nfirst paragraph"


def test_a_double_click_selects_a_word_and_a_third_one_the_block(view):
    point = point_in(view, place_of(view, 1, 1), 60, 12)
    mouse(view, QEvent.Type.MouseButtonPress, point)
    mouse(view, QEvent.Type.MouseButtonRelease, point)
    mouse(view, QEvent.Type.MouseButtonDblClick, point)
    assert view.selected_text() == "paragraph"
    mouse(view, QEvent.Type.MouseButtonRelease, point)
    mouse(view, QEvent.Type.MouseButtonPress, point)
    assert view.selected_text() == "first paragraph"


def test_shift_and_a_click_extend_the_selection(view):
    click(view, point_in(view, place_of(view, 1, 1), 0, 12))
    assert view.selected_text() == ""
    click(view, point_in(view, place_of(view, 1, 3), 700, 12), Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_text() == "first paragraph\n\nx = 1\n\n• item one"


def test_a_click_into_the_text_ends_the_selection(view):
    view.select_all()
    assert view.selected_text()
    click(view, point_in(view, place_of(view, 1, 1), 30, 12))
    assert view.selected_text() == ""
    view.select_all()
    view.parts.selection.clear()
    assert view.selected_text() == ""


def test_everything_is_selected_without_ever_having_been_shown(view, qtbot):
    view.set_model(Rows(conversation(100)))
    settle(view)
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    text = view.selected_text()
    assert text.startswith("Question 0:")
    assert "Question 50:" in text
    assert "**" not in text


def test_a_drag_below_the_view_scrolls_and_selects_on(view, qtbot, monkeypatch):
    view.set_model(Rows([user("Top"), answer(LONG)]))
    settle(view)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    start = point_in(view, place_of(view, 0, 0), 0, 10)
    below = QPointF(400, view.viewport().height() + 60)
    monkeypatch.setattr(QGuiApplication, "mouseButtons", lambda: LEFT)
    monkeypatch.setattr(view.viewport(), "mapFromGlobal", lambda _: below.toPoint())
    mouse(view, QEvent.Type.MouseButtonPress, start)
    mouse(view, QEvent.Type.MouseMove, below)
    length = len(view.selected_text())
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 100)
    mouse(view, QEvent.Type.MouseButtonRelease, below)
    assert len(view.selected_text()) > length


def test_a_selection_survives_the_end_of_an_answer(view):
    view.set_model(rows := Rows([user("Hi"), answer("one\n\ntwo", Status.STREAMING)]))
    settle(view)
    drag(view, point_in(view, place_of(view, 1, 1), 0, 10), point_in(view, place_of(view, 1, 2), 300, 10))
    rows.grow("\n\nthree")
    rows.change(1, status=Status.DONE)
    settle(view)
    assert view.selected_text() == "one\n\ntwo"


def test_a_selection_whose_rows_are_gone_does_no_harm(view):
    view.select_all()
    view.parts.feed.set_model(Rows([user("Only")]))
    settle(view)
    assert view.selected_text() == "Only"


def test_parts_of_a_long_block_are_copied_as_one(view):
    text = "word " * 2000
    view.set_model(Rows([user(text)]))
    view.select_all()
    assert view.selected_text() == text.strip()


def test_a_table_is_copied_with_tabs(view):
    view.set_model(Rows([answer("| a | b |\n|---|---|\n| 1 | $x$ |\n"), user("end")]))
    view.select_all()
    settle(view)
    assert view.selected_text() == "a\tb\n1\t$x$\n\nend"
    cell = place_of(view, 0, 1)
    drag(view, point_in(view, cell, 0, 55), point_in(view, place_of(view, 1, 0), 300, 10))
    assert view.selected_text() == "1\t$x$\n\nend"
