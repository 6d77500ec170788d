"""Links are reached without a mouse: Tab goes through those of the marked message, Enter follows one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.widgets.transcript.canvas import FrameKind
from tests.gui.transcript_support import LONG, Rows, answer, settle, user, wrong_on_screen

TEXT = """First [one **link**](https://one.example), then <https://two.example> and $x$ [three](https://three.example).

| a | b |
|---|---|
| [cell](https://cell.example) | `x` |

A note[^1] and [bad](javascript:alert(1)).

[^1]: The note.
"""


@pytest.fixture
def shown(view, qtbot):
    view.set_model(Rows([user("See [this](https://q.example) and more"), answer(TEXT)]))
    settle(view)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: view.hasFocus(), timeout=20_000)
    view.parts.keys.mark(1)
    return view


def ring(view):
    frames = view.parts.canvas._picture.frames
    return next((frame.rect for frame in frames if frame.kind is FrameKind.LINK), None)


def follow(view, qtbot):
    with qtbot.waitSignal(view.link_activated, timeout=20_000) as signal:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    return signal.args[0]


def test_tab_goes_through_the_links_and_enter_follows(shown, qtbot):
    found, rings = [], []
    for _ in range(4):
        qtbot.keyClick(shown, Qt.Key.Key_Tab)
        rings.append(ring(shown))
        found.append(follow(shown, qtbot))
    assert [address.removeprefix("https://").split(".")[0] for address in found] == [
        "one",
        "two",
        "three",
        "cell",
    ]
    assert None not in rings
    assert len({(rect.x(), rect.y()) for rect in rings}) == 4
    settle(shown)
    assert not wrong_on_screen(shown)


def test_the_ring_is_around_the_link_of_the_mouse(shown, qtbot):
    for address in (
        "https://one.example",
        "https://two.example",
        "https://three.example",
        "https://cell.example",
    ):
        qtbot.keyClick(shown, Qt.Key.Key_Tab)
        assert shown.parts.pointer.under.link_at(ring(shown).center().toPointF()) == address


def test_backtab_goes_back_and_then_to_the_message_before(shown, qtbot):
    qtbot.keyClick(shown, Qt.Key.Key_Tab)
    qtbot.keyClick(shown, Qt.Key.Key_Tab)
    qtbot.keyClick(shown, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert follow(shown, qtbot) == "https://one.example"
    qtbot.keyClick(shown, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert ring(shown) is None
    qtbot.keyClick(shown, Qt.Key.Key_Tab)
    assert follow(shown, qtbot) == "https://q.example"


def test_a_note_is_reached_and_leads_back(shown, qtbot):
    for _ in range(5):
        qtbot.keyClick(shown, Qt.Key.Key_Tab)
    assert ring(shown) is not None
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert ring(shown) is None


def test_after_the_last_link_the_focus_goes_on_to_the_buttons(shown, qtbot):
    for _ in range(6):  # four links, the note and the way back from it
        qtbot.keyClick(shown, Qt.Key.Key_Tab)
        assert shown.hasFocus()
    qtbot.keyClick(shown, Qt.Key.Key_Tab)
    assert ring(shown) is None
    assert not shown.hasFocus()


def test_a_link_far_below_is_brought_into_sight(view, qtbot):
    view.set_model(Rows([user("Go"), answer(f"{LONG}\n\nThe [last](https://last.example) one.")]))
    settle(view)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    view.parts.keys.mark(1)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert view.viewport().rect().contains(ring(view))
    assert follow(view, qtbot) == "https://last.example"


def test_a_click_or_another_text_takes_the_ring_away(shown, qtbot):
    qtbot.keyClick(shown, Qt.Key.Key_Tab)
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=shown.viewport().rect().center())
    assert ring(shown) is None
    settle(shown)
    assert not wrong_on_screen(shown)
