"""The reader's place, when a branch is changed or messages are deleted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex

from desktop.core.chat import MessageId
from desktop.widgets.transcript.frame_items import FooterItem
from tests.gui.transcript_support import LONG, Rows, answer, conversation, settle, user, wrong_on_screen


class Branched(Rows):
    """Changes what is shown as the program does: cuts, and puts the rest there in one go."""

    def show(self, messages) -> None:
        there = list(messages)
        pairs = enumerate(zip(self.messages, there, strict=False))
        same = min(len(self.messages), len(there))
        same = next((row for row, (old, new) in pairs if old.id != new.id), same)
        if same < len(self.messages):
            self.cut(same)
        if same < len(there):
            self.beginInsertRows(QModelIndex(), same, len(there) - 1)
            self.messages += there[same:]
            self.endInsertRows()


def numbered(messages, start=1):
    return [replace(message, id=MessageId(number)) for number, message in enumerate(messages, start)]


def without(messages, row):
    """Give a conversation without a message: what follows it are copies."""
    return [*messages[:row], *numbered(messages[row + 1 :], 100_000)]


def switched(messages, row, text="Another answer"):
    """Give a branch that is another one from a row on."""
    return [*messages[:row], *numbered([answer(text), *conversation(9)], 200_000)]


def shown(view, messages):
    rows = Branched(numbered(messages))
    view.set_model(rows)
    settle(view)
    return rows


def read(view, row, by=0):
    """Go to a message, so that the reader has left the end."""
    view.parts.scrolling.to_row(row)
    view.parts.scrolling.scroll_by(by)
    settle(view)
    assert not view.following


def seen(view):
    """Give where everything in sight stands, by what it says."""
    entries = view.parts.flow.entries
    return {(entries[p.row].message.text, p.index): p.y for p in view.parts.scrolling.placed}


def footer(view, row):
    return next(p.y for p in view.parts.scrolling.placed if p.row == row and isinstance(p.item, FooterItem))


@pytest.mark.parametrize("settles", [True, False])
def test_the_row_above_a_changed_branch_keeps_its_pixel(view, settles):
    rows = shown(view, conversation(40))
    read(view, 32, -60)
    before = seen(view)
    row = view.parts.scrolling.placed[0].row
    rows.show(switched(rows.messages, row + 1))
    if settles:
        settle(view)
    after = seen(view)
    above = [key for key in before if key[0] == rows.messages[row].text]
    assert above
    assert {key: after[key] for key in above} == {key: before[key] for key in above}
    assert not view.following
    settle(view)
    assert not wrong_on_screen(view)


def test_a_message_deleted_far_above_the_reader_moves_nothing(view):
    rows = shown(view, conversation(200))
    read(view, 200, 35)
    before = seen(view)
    rows.show(without(rows.messages, 4))
    settle(view)
    assert seen(view) == before
    assert not view.following
    assert not wrong_on_screen(view)


def test_undoing_a_deletion_far_above_the_reader_moves_nothing(view):
    rows = shown(view, conversation(200))
    before_all = list(rows.messages)
    read(view, 200, 35)
    rows.show(without(rows.messages, 4))
    settle(view)
    view.parts.scrolling.scroll_by(-90)  # what was noted before does not count any longer
    settle(view)
    before = seen(view)
    assert view.parts.scrolling.placed[0].row in (197, 198, 199)
    rows.show(before_all)
    settle(view)
    assert seen(view) == before


def test_a_reader_in_the_middle_of_a_long_message_stays_there(view):
    rows = shown(view, [*conversation(10), answer(LONG), *conversation(10)])
    read(view, 20, 2500)
    assert {p.row for p in view.parts.scrolling.placed} == {20}
    before = seen(view)
    rows.show(without(rows.messages, 3))
    settle(view)
    assert seen(view) == before
    assert {p.row for p in view.parts.scrolling.placed} == {19}


def test_a_reader_in_the_middle_of_a_very_long_message_stays_there(view):
    rows = shown(view, [*conversation(10), answer(LONG * 4), *conversation(10)])
    read(view, 20, 9000)
    before = seen(view)
    rows.show(without(rows.messages, 3))
    settle(view)
    assert seen(view) == before


def test_a_message_whose_end_has_just_left_the_view_counts_as_out_of_sight(view):
    rows = shown(view, conversation(40))
    read(view, 32, 20)
    first = view.parts.scrolling.placed[0]
    assert first.row == 31
    assert first.y + first.item.height <= 0
    text = rows.messages[33].text
    before = {key: y for key, y in seen(view).items() if key[0] == text}
    rows.show(without(rows.messages, 32))
    settle(view)
    assert {key: y for key, y in seen(view).items() if key[0] == text} == before


def test_what_follows_a_deleted_message_stays_where_it_is(view):
    rows = shown(view, [*conversation(10), answer(LONG), user("After it"), *conversation(10)])
    read(view, 21, -300)
    assert view.parts.scrolling.placed[0].row == 20
    before = seen(view)["After it", 0]
    rows.show(without(rows.messages, 20))
    settle(view)
    assert seen(view)["After it", 0] == before


def test_undo_brings_the_place_back_that_was_read(view):
    rows = shown(view, [*conversation(10), answer(LONG), *conversation(10)])
    before_all = list(rows.messages)
    read(view, 20, 2500)
    before = seen(view)
    rows.show(without(rows.messages, 20))
    settle(view)
    assert seen(view) != before
    rows.show(before_all)
    settle(view)
    assert seen(view) == before
    assert not view.following


def test_deleting_the_last_messages_shows_the_end_and_undo_the_place_again(view):
    rows = shown(view, conversation(20))
    before_all = list(rows.messages)
    read(view, 36)
    before = seen(view)
    rows.show(before_all[:30])
    settle(view)
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    assert view.parts.scrolling.placed[-1].row == 29
    assert not view.following
    assert not wrong_on_screen(view)
    rows.show(before_all)
    settle(view)
    assert seen(view) == before
    assert not view.following


def test_another_answer_is_shown_at_the_same_depth(view):
    rows = shown(view, [*conversation(10), answer(LONG), *conversation(10)])
    read(view, 20, 2500)
    depth = view.parts.scrolling.top - view.parts.flow.top(20)
    rows.show(switched(rows.messages, 20, LONG.replace("Part", "Section")))
    settle(view)
    assert view.parts.scrolling.top - view.parts.flow.top(20) == depth
    assert {p.row for p in view.parts.scrolling.placed} == {20}


def test_the_arrow_stays_under_the_mouse_where_the_other_answer_is_short(view):
    rows = shown(view, [*conversation(10), answer(LONG), *conversation(10)])
    before_all = list(rows.messages)
    read(view, 21, -300)
    assert view.parts.scrolling.placed[0].row == 20
    arrow, before = footer(view, 20), seen(view)
    rows.show(switched(rows.messages, 20, "Short"))
    settle(view)
    assert footer(view, 20) == arrow
    rows.show(before_all)
    settle(view)
    assert seen(view) == before


def test_following_the_end_goes_on_through_branches_and_deletions(view, qtbot):
    rows = shown(view, conversation(20))
    before_all = list(rows.messages)
    bar = view.verticalScrollBar()
    for messages in (switched(before_all, 12), before_all, without(before_all, 4), before_all[:9]):
        with qtbot.assertNotEmitted(view.following_changed):
            rows.show(messages)
            settle(view)
        assert view.following
        assert bar.value() == bar.maximum()


def test_the_place_is_not_brought_back_once_the_reader_has_gone_elsewhere(view):
    rows = shown(view, conversation(40))
    before_all = list(rows.messages)
    read(view, 60)
    rows.cut(50)
    view.parts.scrolling.to_start()
    rows.show(before_all)
    settle(view)
    assert view.verticalScrollBar().value() == 0


def test_another_conversation_forgets_the_place(view):
    rows = shown(view, conversation(40))
    before_all = list(rows.messages)
    read(view, 60)
    rows.cut(50)
    shown(view, before_all[:50])
    later = view.parts.feed._model
    read(view, 10)
    before = seen(view)
    later.show(before_all)
    settle(view)
    assert seen(view) == before


def test_a_question_asked_anew_in_two_steps_keeps_the_row_above(view):
    rows = shown(view, conversation(20))
    read(view, 29, 10)
    above = view.parts.scrolling.placed[0]
    rows.cut(above.row + 1)
    rows.add(replace(user(LONG), id=MessageId(900)))
    rows.add(replace(answer(LONG), id=MessageId(901)))
    settle(view)
    now = view.parts.scrolling.placed[0]
    assert (now.row, now.index, now.y) == (above.row, above.index, above.y)


def test_nothing_is_painted_between_what_goes_and_what_comes(view, monkeypatch):
    rows = shown(view, conversation(40))
    read(view, 60)
    painted = []
    monkeypatch.setattr(view.parts.canvas, "paint", lambda exposed: painted.append(exposed))
    rows.show(without(rows.messages, 4))
    assert painted == []
