"""Thinking and attached files: folded, opened, growing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from desktop.core.chat import AnswerRecord, Attachment, Message, MessageId, Status
from desktop.widgets import style
from desktop.widgets.icons import Icons
from desktop.widgets.transcript.accessibility import Accessibility
from desktop.widgets.transcript.fold_item import FoldItem
from desktop.widgets.transcript.fold_state import FoldState
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.stream import MarkdownStream
from desktop.widgets.transcript.view import TranscriptView
from tests.gui.transcript_support import (
    LONG,
    RECORD,
    Rows,
    answer,
    button,
    conversation,
    other,
    place_of,
    point_in,
    searched,
    settle,
    user,
    wheel,
    wrong_on_screen,
)

LEFT = Qt.MouseButton.LeftButton
THOUGHT = "First *this*.\n\n- one\n- two\n\n```python\nx = 1\n```\n\nThen that."


def thinking(text: str = "", thought: str = THOUGHT, status: Status = Status.DONE) -> Message:
    return other(answer(text, status, 50), thinking=thought)


def files(*texts: str) -> Message:
    attached = tuple(Attachment(f"notes{n}.py", text) for n, text in enumerate(texts))
    return other(user("Look"), id=MessageId(60), attachments=attached)


def pill(view, number=0):
    return button(view, "message_fold", number)


def click(qtbot, view, number=0):
    qtbot.mouseClick(pill(view, number), LEFT)
    settle(view)


def selected(view):
    view.select_all()
    settle(view)
    return view.selected_text()


def test_thinking_is_closed_at_first_and_shown_above_the_text_when_it_is_opened(view, qtbot):
    view.set_model(Rows([user("Hi"), thinking("The answer")]))
    settle(view)
    assert selected(view) == "Hi\n\nThe answer"
    assert pill(view).face.open is False
    click(qtbot, view)
    assert pill(view).face.open is True
    assert selected(view).startswith("Hi\n\nFirst this.\n\n• one\n• two\n\nx = 1\n\nThen that.\n\nThe answer")
    click(qtbot, view)
    assert selected(view) == "Hi\n\nThe answer"
    settle(view)
    assert not wrong_on_screen(view)


def test_a_pill_is_opened_from_the_keyboard_and_keeps_the_focus(view, qtbot):
    view.set_model(Rows([thinking("The answer")]))
    settle(view)
    pill(view).setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(pill(view), Qt.Key.Key_Space)
    settle(view)
    assert pill(view).face.open is True
    assert pill(view).hasFocus()


@pytest.mark.parametrize("followed", [True, False])
def test_the_pill_stays_where_it_is_when_its_part_is_opened_and_closed(view, qtbot, followed):
    view.set_model(Rows([*conversation(20), thinking(LONG[:300], LONG), *conversation(5)[:-1]]))
    settle(view)
    row = 40
    view.parts.scrolling.to_row(row)
    settle(view)
    if followed:
        view.set_model(Rows([*conversation(20), thinking("Short.", LONG)]))
        settle(view)
        assert view.following
    y = pill(view).y()
    click(qtbot, view)
    assert pill(view).y() == y
    assert view.parts.flow.entries[row].height > 2000
    assert not view.following
    click(qtbot, view)
    assert pill(view).y() == y
    assert view.following is followed
    assert not wrong_on_screen(view)


def test_nothing_moves_under_the_reader_when_thinking_grows_in_an_open_part(view, qtbot):
    view.set_model(rows := Rows([*conversation(5), thinking(thought="Well. ", status=Status.STREAMING)]))
    settle(view)
    click(qtbot, view)
    wheel(view, 0, 240)
    settle(view)
    before = {(p.row, p.index): p.y for p in view.parts.scrolling.placed}
    row = rows.rowCount() - 1
    for n in range(1, 20):
        rows.change(row, thinking=LONG[: n * 150])
        settle(view)
        now = {(p.row, p.index): p.y for p in view.parts.scrolling.placed}
        assert all(now[key] == y for key, y in before.items() if key in now)
    assert not wrong_on_screen(view)


@pytest.mark.parametrize("thought", ["More of it.", LONG])
def test_thinking_that_goes_on_after_the_text_has_begun_moves_nothing_under_the_reader(view, qtbot, thought):
    view.set_model(rows := Rows([user("Hi"), thinking("", THOUGHT, Status.STREAMING)]))
    settle(view)
    click(qtbot, view)
    rows.grow(LONG)
    settle(view)
    view.parts.scrolling.to_end()
    view.parts.scrolling.scroll_by(-400)
    settle(view)
    before = [(place.item, place.y) for place in view.parts.scrolling.placed]
    for n in range(1, 4):
        rows.change(1, thinking=THOUGHT + f"\n\n{thought}" * n)
        view.parts.feed.flush()
        assert [(place.item, place.y) for place in view.parts.scrolling.placed] == before
        assert not wrong_on_screen(view)
    view.parts.scrolling.to_start()
    assert selected(view).count(Parser().leaves(thought)[0].runs[0].text) > 2


def test_late_thinking_is_read_only_at_its_end(view, qtbot, monkeypatch):
    view.set_model(rows := Rows([user("Hi"), thinking("", THOUGHT * 40, Status.STREAMING)]))
    settle(view)
    click(qtbot, view)
    rows.grow("Text. ")
    view.parts.feed.flush()
    read = []
    feed = MarkdownStream.feed
    monkeypatch.setattr(MarkdownStream, "feed", lambda self, text: read.append(len(text)) or feed(self, text))
    for n in range(3):
        rows.change(1, thinking=rows.messages[1].thinking + f"\n\nAnd {n}.")
        view.parts.feed.flush()
    assert read
    assert max(read) < 20


def test_an_open_part_that_has_grown_is_what_is_read_at_once(view, qtbot):
    rows = Rows([thinking(thought=LONG[:10], status=Status.STREAMING)])
    view.set_model(rows)
    settle(view)
    click(qtbot, view)
    for end in range(10, 3000, 53):
        rows.change(0, thinking=LONG[:end])
    rows.change(0, thinking=LONG[:3000], text="So:")
    rows.change(0, text="So: yes.", status=Status.DONE)
    settle(view)
    grown = selected(view)
    second = TranscriptView(style.light(), Icons())
    qtbot.addWidget(second)
    second.set_model(Rows([thinking("So: yes.", LONG[:3000])]))
    second.parts.folds.toggle(0, second.parts.flow.entry(0).items[1].key)
    second.select_all()
    assert second.selected_text() == grown
    assert grown.endswith("So: yes.")


def test_folded_thinking_costs_nothing_however_long_it_is(view, monkeypatch):
    read = []
    monkeypatch.setattr(MarkdownStream, "feed", lambda self, text: read.append(text))
    monkeypatch.setattr(Parser, "steps", lambda *_, **__: pytest.fail("nothing is to be read"))
    thought = "word and another one\n\n" * 20
    rows = Rows([thinking(thought=thought, status=Status.STREAMING)])
    view.set_model(rows)
    items = view.parts.flow.entry(0).items[:]
    for n in range(2, 200):
        rows.change(0, thinking=thought * n)
        view.parts.feed.flush()
    assert set(read) == {""}  # the text, of which there is none
    assert view.parts.flow.entry(0).items == items


def test_the_pill_counts_while_the_answer_thinks_and_tells_the_time_afterwards(view, monkeypatch):
    now = [100.0]
    view.parts.flow.folds._clock = lambda: now[0]
    record = AnswerRecord("Some Model", "/m.gguf")
    rows = Rows([other(thinking(status=Status.STREAMING), record=record)])
    view.set_model(rows)
    settle(view)
    assert pill(view).face.label == "Thinking…"
    assert view.parts.folds.ticking
    now[0] += 6.4
    view.parts.folds.ticked.emit()
    assert pill(view).face.label == "Thinking… 6 s"
    assert pill(view).accessibleName() == "Thinking…"
    rows.change(0, text="So")
    settle(view)
    height = view.parts.flow.height
    assert pill(view).face.label == "Thought for 6.4 s"
    assert not view.parts.folds.ticking
    rows.change(0, record=other(record, thinking_seconds=6.2), status=Status.DONE)
    settle(view)
    assert pill(view).face.label == "Thought for 6.2 s"
    assert view.parts.flow.height == height


def test_the_time_is_told_as_soon_as_it_is_known(view):
    view.set_model(rows := Rows([thinking("So", status=Status.STREAMING)]))
    settle(view)
    assert pill(view).face.label == "Thought"
    rows.change(0, record=other(RECORD, thinking_seconds=3.0))
    settle(view)
    assert pill(view).face.label == "Thought for 3.0 s"


def test_time_passes_only_while_a_pill_that_shows_it_is_in_sight(view):
    view.set_model(Rows([*conversation(20), thinking(status=Status.STREAMING)]))
    settle(view)
    assert view.parts.folds.ticking
    view.parts.scrolling.to_start()
    assert not view.parts.folds.ticking


def test_an_answer_whose_time_nobody_knows_just_thought(view):
    view.set_model(Rows([thinking("Text")]))
    settle(view)
    assert pill(view).face.label == "Thought"


def test_what_is_open_stays_open_when_items_are_dropped_and_made_again(view, qtbot):
    view.set_model(Rows([thinking("The answer"), *conversation(20)]))
    view.parts.scrolling.to_start()
    settle(view)
    click(qtbot, view)
    before = selected(view)
    height = view.parts.flow.entries[0].height
    view.parts.flow.entries[0].drop()
    assert view.selected_text() == before
    view.set_theme(style.dark())
    view.resize(640, 700)
    settle(view)
    view.resize(1000, 700)
    settle(view)
    assert pill(view).face.open is True
    assert view.parts.flow.entries[0].height == height
    assert not wrong_on_screen(view)


def test_only_what_is_open_is_found(view, qtbot, monkeypatch):
    view.set_model(Rows([thinking("The answer that *is* seen", "A hidden needle\n\nneedle")]))
    settle(view)
    found = []
    view.found.connect(lambda *position: found.append(position))
    view.find("needle")
    searched(view)
    assert found[-1] == (0, 0)
    click(qtbot, view)
    qtbot.waitUntil(lambda: found[-1][1] == 2)
    searched(view)
    view.find_next()
    searched(view)
    assert found[-1] == (1, 2)
    monkeypatch.setattr("desktop.widgets.transcript.find.AT_ONCE", 60)
    view.parts.flow.entries[0].drop()  # which is in sight, and may not be painted like that
    view.find("NEEDLE")
    assert found[-1][1] == 2
    click(qtbot, view)
    qtbot.waitUntil(lambda: found[-1] == (0, 0))
    view.find("")


def test_what_is_open_is_found_in_messages_that_are_far_away(view, qtbot):
    view.set_model(Rows([thinking("The answer", "A needle\n\nneedle"), *conversation(20)]))
    view.parts.scrolling.to_start()
    settle(view)
    click(qtbot, view)
    view.parts.scrolling.to_end()
    settle(view)
    view.parts.flow.entries[0].drop()
    with qtbot.waitSignal(view.found, check_params_cb=lambda _, count: count == 2):
        view.find("needle")


def test_an_open_part_that_grows_is_read_only_at_its_end(view, qtbot, monkeypatch):
    rows = Rows([thinking(thought=LONG[:100], status=Status.STREAMING)])
    view.set_model(rows)
    settle(view)
    click(qtbot, view)
    monkeypatch.setattr(Parser, "steps", lambda *_, **__: pytest.fail("the whole is read only once"))
    for end in range(100, 3000, 100):
        rows.change(0, thinking=LONG[:end])
        view.parts.feed.flush()
    assert len(view.parts.flow.entry(0).items) > 10


def test_hits_are_marked_in_the_block_where_they_are(view, qtbot):
    view.set_model(Rows([thinking("The needle", "No\n\nA needle")]))
    settle(view)
    click(qtbot, view)
    view.find("needle")
    searched(view)
    items = view.parts.flow.entry(0).items
    assert [bool(getattr(item, "marks", ())) for item in items] == [False, False, False, True, True, False]


@pytest.mark.parametrize(
    "thought",
    [
        "![x](//host/share/x.png) <img src='file:///etc/passwd'> [a](javascript:alert(1))",
        "> " * 3000 + "deep",
        "```\nopen fence\n" + "line\n" * 3000,
        "[" * 5000,
        "| a |\n|---|\n" + "| b |\n" * 500,
    ],
)
def test_hostile_thinking_is_shown_and_leads_nowhere(view, qtbot, thought):
    rows = Rows([thinking(thought=thought[:200], status=Status.STREAMING)])
    view.set_model(rows)
    settle(view)
    click(qtbot, view)
    rows.change(0, thinking=thought)
    settle(view)
    rows.change(0, text="Done", status=Status.DONE)
    settle(view)
    assert selected(view).endswith("Done")
    assert not wrong_on_screen(view)
    for place in view.parts.scrolling.placed:
        for x in range(0, 700, 40):
            assert view.parts.pointer.under.link_at(point_in(view, place, x, 8)) == ""


def test_a_selection_in_a_message_ends_when_a_part_of_it_is_opened(view, qtbot):
    view.set_model(Rows([user("Hi"), thinking("The answer")]))
    settle(view)
    place = place_of(view, 1, 2)
    qtbot.mouseDClick(view.viewport(), LEFT, pos=point_in(view, place, 5, 10).toPoint())
    assert view.selected_text() == "The"
    click(qtbot, view)
    assert view.selected_text() == ""


def test_attached_files_stand_in_the_bubble_and_open_as_code(view, qtbot):
    view.set_model(Rows([files("import os\n", "y" * 5000)]))
    settle(view)
    assert [pill(view, n).face.label for n in (0, 1)] == ["notes0.py   10 characters", "notes1.py   5.0 kB"]
    assert pill(view, 1).accessibleName() == "Attached file notes1.py, 5.0 kB"
    assert selected(view) == "Look"
    click(qtbot, view)
    assert selected(view) == "Look\n\nimport os"
    assert view.parts.flow.entry(0).items[2].leaf.language == "py"
    bubble = next(frame.rect for frame in view.parts._frames(*view.parts.scrolling.column))
    assert all(bubble.contains(pill(view, n).geometry()) for n in (0, 1))
    click(qtbot, view, 1)
    assert selected(view).endswith("y" * 5000)
    assert not wrong_on_screen(view)


def test_a_long_file_is_not_coloured_and_only_what_is_seen_of_it_is_laid_out(view, qtbot):
    view.set_model(Rows([files("x = 1\n" * 30_000)]))
    settle(view)
    click(qtbot, view)
    items = view.parts.flow.entry(0).items
    assert items[2].leaf.language == ""
    assert sum(item.width >= 0 for item in items) < 20
    assert len(items) > 100


def test_a_file_with_a_name_made_to_deceive_stays_in_its_pill(view):
    name = "a\n" + "wide" * 200 + ".py"
    message = other(user("Look"), attachments=(Attachment(name, "x"),))
    view.set_model(Rows([message]))
    view.resize(720, 520)
    settle(view)
    assert "\n" not in pill(view).face.label
    assert pill(view).geometry().right() < view.viewport().width() - 20


def test_a_screen_reader_is_told_whether_a_part_is_open_and_can_open_it(view, qtbot):
    accessibility = Accessibility()
    accessibility.install()
    view.set_model(Rows([thinking("The answer")]))
    settle(view)
    interface = QAccessible.queryAccessibleInterface(pill(view))
    assert interface.text(QAccessible.Text.Name) == "Thought"
    assert (interface.state().expandable, interface.state().expanded) == (1, 0)
    assert "Press" in interface.actionInterface().actionNames()
    interface.actionInterface().doAction("Press")
    settle(view)
    assert (interface.state().expanded, interface.state().collapsed) == (1, 0)
    conversation = QAccessible.queryAccessibleInterface(view)
    blocks = [conversation.child(0).child(n) for n in range(3)]
    assert [b.text(QAccessible.Text.Description) for b in blocks] == ["", "Thinking", "Thinking"]


def test_a_message_of_another_chat_keeps_its_own_state():
    state = FoldState()
    from desktop.widgets.transcript.fold_state import fold_keys

    one, another = thinking("a"), other(thinking("a"), id=MessageId(51))
    state.toggle(fold_keys(one)[0])
    assert state.is_open(fold_keys(one)[0])
    assert not state.is_open(fold_keys(another)[0])


def test_the_record_tells_the_time_that_was_measured_by_the_engine(view):
    record = other(RECORD, thinking_seconds=12.34)
    view.set_model(Rows([other(thinking("Text"), record=record)]))
    settle(view)
    assert pill(view).face.label == "Thought for 12.3 s"
    assert isinstance(view.parts.flow.entry(0).items[1], FoldItem)
