"""The messages before those that are shown come later: nothing in sight may move then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex

from tests.gui.transcript_support import (
    Rows,
    answer,
    conversation,
    on_screen,
    settle,
    user,
    wheel,
    wrong_on_screen,
)

END = 12


class Growing(Rows):
    """Shows the end first."""

    def put_before(self, messages):
        self.beginInsertRows(QModelIndex(), 0, len(messages) - 1)
        self.messages[:0] = messages
        self.endInsertRows()


@pytest.fixture
def messages():
    return conversation(60)


def show_end(view, messages):
    model = Growing(messages[-END:])
    view.set_model(model)
    settle(view)
    return model


@pytest.mark.parametrize("scrolled", [0, 3])
def test_nothing_in_sight_moves_when_earlier_messages_come(view, messages, scrolled):
    model = show_end(view, messages)
    for _ in range(scrolled):
        wheel(view, 0, 120)
    settle(view)
    before = on_screen(view)
    places = [(p.row, p.y) for p in view.parts.scrolling.placed]
    model.put_before(messages[:-END])
    settle(view)
    added = len(messages) - END
    assert [(p.row, p.y) for p in view.parts.scrolling.placed] == [(row + added, y) for row, y in places]
    assert view.following is (scrolled == 0)
    assert on_screen(view).copy(0, 0, 900, 500) == before.copy(0, 0, 900, 500)  # beside the scroll bar
    assert not wrong_on_screen(view)


def test_what_is_selected_and_marked_stays_when_earlier_messages_come(view, messages):
    model = show_end(view, messages)
    view.select_all()
    text = view.selected_text()
    view.parts.keys.mark(4)
    marked = messages[-END + 4]
    model.put_before(messages[:-END])
    assert view.parts.flow.entries[view.parts.keys.row].message is marked
    assert view.parts.selection.range[0].row == len(messages) - END
    assert view.selected_text() == text


def test_a_search_goes_on_from_its_hit_when_earlier_messages_come(view, messages, qtbot):
    model = show_end(view, messages)
    told = []
    view.found.connect(lambda *position: told.append(position))
    view.find("Question")
    qtbot.waitUntil(lambda: not view.parts.find.busy, timeout=20_000)
    hit = view.parts.find._search.current
    message = view.parts.flow.entries[hit.row].message
    model.put_before(messages[:-END])
    qtbot.waitUntil(lambda: not view.parts.find.busy, timeout=20_000)
    again = view.parts.find._search.current
    assert view.parts.flow.entries[again.row].message is message
    position, count = told[-1]
    assert count == sum("Question" in m.text for m in messages)
    assert position == 1 + sum("Question" in m.text for m in messages[: again.row])


def test_the_link_that_was_reached_by_keyboard_stays_when_earlier_messages_come(view, messages):
    messages[-1] = answer("See [this](https://one.example) and [that](https://two.example).")
    messages[-2] = user("Which?")
    model = show_end(view, messages)
    view.parts.keys.mark(END - 1)
    assert view.parts.links.step(END - 1, 1)
    settle(view)
    model.put_before(messages[:-END])
    settle(view)
    assert view.parts.flow.entries[view.parts.keys.row].message is messages[-1]
    assert view.parts.links.frame(0) is not None
    followed = []
    view.link_activated.connect(followed.append)
    assert view.parts.links.follow()
    assert view.parts.links.step(view.parts.keys.row, 1)
    assert view.parts.links.follow()
    assert followed == ["https://one.example", "https://two.example"]
    settle(view)
    assert not wrong_on_screen(view)
