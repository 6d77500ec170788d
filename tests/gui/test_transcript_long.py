"""A long message is shown at once and read in idle time: nothing moves, and nothing is wrong meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from desktop.widgets import style
from desktop.widgets.transcript.draft import DraftItem
from desktop.widgets.transcript.fold_state import FoldKey, FoldKind
from desktop.widgets.transcript.item import LeafItem
from desktop.widgets.transcript.leaves import joined
from desktop.widgets.transcript.markdown import Parser
from tests.data.markdown_cases import SNIPPETS
from tests.gui.transcript_support import LONG, Rows, answer, settle, user, wrong_on_screen

TEXT = (LONG + "\n\n") * 6
NOTES = (
    "Begin[^1] here, and [a link][r].\n\n"
    + TEXT
    + "\n\nEnd[^1].\n\n[^1]: The note.\n\n[r]: https://a.example\n"
)
LIST = "".join(f"{n}. item **number** {n}\n" for n in range(1, 3000))
CODE = "Look:\n\n```python\n" + "\n".join(f"x{n} = {n}" for n in range(5000)) + "\n```\n\nThat is it."


def open_(view, text, question="Go"):
    """Show a chat, and do nothing in idle time yet."""
    view.set_model(Rows([user(question), answer(text)]))
    assert view.parts.flow.entries[-1].unread


def in_sight(view):
    """What a reader sees: texts of blocks, and where they are."""
    placed = [place for place in view.parts.scrolling.placed if isinstance(place.item, LeafItem)]
    assert not any(isinstance(place.item, DraftItem) for place in placed)
    return [(joined([place.item.leaf]), place.y) for place in placed]


@pytest.mark.parametrize("text", [TEXT, NOTES, LIST, CODE, "\n\n".join(text for _, text in SNIPPETS)])
def test_in_the_end_it_is_what_reading_it_in_one_go_gives(view, text):
    open_(view, text)
    settle(view)
    entry = view.parts.flow.entries[1]
    assert not entry.unread
    assert entry.leaves == Parser().leaves(text)
    assert [item.leaf for item in entry.items[1:-1]] == entry.leaves
    assert not wrong_on_screen(view)


@pytest.mark.parametrize("text", [TEXT, "words and more words\n\n" * 25_000])
def test_only_what_is_in_sight_is_read_when_it_is_opened(view, text):
    open_(view, text)
    left = [item for item in view.parts.flow.entries[1].items if isinstance(item, DraftItem)]
    assert sum(len(item.stretch.text) for item in left) > len(text) - 20_000


@pytest.mark.parametrize("text", [TEXT, NOTES, LIST])
@pytest.mark.parametrize("place", [0.0, 0.3, 0.5, 0.97])
def test_nothing_moves_while_it_is_read(view, text, place):
    open_(view, text)
    bar = view.verticalScrollBar()
    bar.setValue(round(bar.maximum() * place))
    before = in_sight(view)
    settle(view)
    assert not view.parts.flow.entries[1].unread
    assert [y for _, y in in_sight(view)] == [y for _, y in before]
    if text is not NOTES:  # whose references are known only then
        assert in_sight(view) == before
    assert not wrong_on_screen(view)


def test_scrolling_up_through_what_is_not_read_moves_by_exactly_so_much(view):
    open_(view, TEXT)
    for _ in range(60):
        before = dict(in_sight(view))
        view.parts.scrolling.scroll_by(-150)
        after = dict(in_sight(view))
        both = [text for text in before.keys() & after.keys() if text.startswith("## ")]
        assert all(after[text] - before[text] == 150 for text in both)
    assert view.parts.flow.entries[1].unread


def test_its_end_is_in_sight_at_once_and_stays_there(view):
    open_(view, TEXT + "The very end.")
    assert in_sight(view)[-1][0] == "The very end."
    settle(view)
    assert in_sight(view)[-1][0] == "The very end."
    assert view.following


def test_copying_all_gives_the_whole_text_before_it_is_read(view):
    open_(view, NOTES)
    view.select_all()
    early = view.selected_text()
    assert early.startswith("Go\n\nBegin¹ here, and a link.")
    assert early.endswith("End¹.\n\n1. The note.")
    settle(view)
    assert view.selected_text() == early


def test_a_selection_over_what_is_not_read_is_copied_as_it_will_be_shown(view, qtbot):
    open_(view, TEXT)
    view.parts.scrolling.to_start()
    heading = view.parts.scrolling.placed[3]
    at = QPoint(view.parts.scrolling.column[0] + 2, heading.y + 5)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    view.parts.scrolling.to_end()
    last = [place for place in view.parts.scrolling.placed if isinstance(place.item, LeafItem)][-1]
    at = QPoint(view.parts.scrolling.column[0] + 500, last.y + last.item.height - 20)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, at)
    early = view.selected_text()
    settle(view)
    assert view.selected_text() == early
    assert early == joined(Parser().leaves(TEXT))
    assert not wrong_on_screen(view)


def test_a_selection_keeps_to_its_words_while_the_message_is_read(view, qtbot):
    open_(view, TEXT)
    place = view.parts.scrolling.placed[-3]
    at = QPoint(view.parts.scrolling.column[0] + 60, place.y + 50)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    range_ = view.parts.selection.range
    assert range_ is not None
    settle(view)
    later = view.parts.selection.range
    assert later is not None
    assert later[0].index > range_[0].index
    assert (later[0].position, later[1].position) == (range_[0].position, range_[1].position)


def test_what_is_found_is_right_before_it_is_read(view, qtbot):
    text = TEXT.replace("## Part 3\n", "## A **need**le\n", 1)
    open_(view, text)
    with qtbot.waitSignal(view.found, check_params_cb=lambda number, count: (number, count) == (1, 1)):
        view.find("a needle")
    settle(view)
    assert any(shown == "A needle" and 0 <= y < 700 for shown, y in in_sight(view))
    view.find("")


def test_a_change_of_theme_does_not_move_the_reader(view):
    open_(view, TEXT)
    settle(view)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    before, top = in_sight(view), view.verticalScrollBar().value()
    view.set_theme(style.dark())
    assert (in_sight(view), view.verticalScrollBar().value()) == (before, top)
    settle(view)
    assert in_sight(view) == before
    assert not wrong_on_screen(view)


def test_a_long_question_and_long_thinking_are_read_like_that_too(view):
    message = replace(answer("Short."), thinking=TEXT)
    view.set_model(Rows([user(TEXT), message]))
    view.parts.folds.toggle(1, FoldKey(message.id, FoldKind.THINKING))
    assert [entry.unread for entry in view.parts.flow.entries] == [True, True] or view.parts.flow.entries[
        1
    ].unread
    view.parts.scrolling.to_start()
    settle(view)
    view.parts.scrolling.to_end()
    settle(view)
    assert not any(entry.unread for entry in view.parts.flow.entries)
    view.select_all()
    assert view.selected_text().count("Part 29") == 12


def test_a_row_that_goes_while_it_is_read_does_no_harm(view):
    rows = Rows([user("Go"), answer(TEXT)])
    view.set_model(rows)
    rows.cut(1)
    settle(view)
    rows.add(answer("Short."))
    QApplication.processEvents()
    assert in_sight(view)[-1][0] == "Short."
