"""Finding text in the conversation."""

from __future__ import annotations

import logging
import time

import pytest
from PySide6.QtCore import QRectF, Qt

from desktop.core.chat import Status
from desktop.widgets import style
from desktop.widgets.transcript.formulas import Formulas
from desktop.widgets.transcript.item import Part
from desktop.widgets.transcript.text_item import _marks_in
from tests.gui.transcript_support import (
    LONG,
    Rows,
    answer,
    conversation,
    on_screen,
    place_of,
    searched,
    settle,
    user,
    wheel,
    wrong_on_screen,
)

TOLD = logging.getLogger("measured")


@pytest.fixture
def told(view):
    """What the view has told of its search, the latest last."""
    results: list[tuple[int, int]] = []
    view.found.connect(lambda current, count: results.append((current, count)))
    return results


def marked(view):
    """The texts that are marked in sight, the current one in brackets."""
    texts = []
    for place in view.parts.scrolling.placed:
        item = place.item
        for mark in getattr(item, "marks", ()):
            span = item.span_of(mark.start, mark.end) if hasattr(item, "span_of") else (0, 1)
            text = item.text(Part(*span))
            texts.append(f"[{text}]" if mark.current else text)
    return texts


def current_rect(view):
    """Where the current hit is, in the viewport."""
    for place in view.parts.scrolling.placed:
        for mark in getattr(place.item, "marks", ()):
            if mark.current:
                rect = place.item.rect_of(mark.start, mark.end)
                return rect.translated(view.parts.scrolling.column[0] + place.x, place.y)
    return None


def test_hits_are_counted_and_marked_and_the_first_is_the_current_one(view, told):
    view.set_model(Rows([user("A fox and a Fox"), answer("The **fo**x\n\n```python\nfox = 1\n```\n")]))
    view.find("fox")
    searched(view)
    assert told[-1] == (1, 4)
    assert marked(view) == ["[fox]", "Fox", "fox", "fox"]
    assert not wrong_on_screen(view)


def test_the_marks_have_the_colours_of_the_theme(view):
    view.set_model(Rows([user("fox"), answer("fox")]))
    view.find("fox")
    searched(view)
    theme = view.parts.kit.theme
    marks = {theme.color("find").rgb(), theme.color("find_current").rgb()}
    assert marks <= set(memoryview(bytes(on_screen(view).constBits())).cast("I"))
    view.find("")
    searched(view)
    assert not marks & set(memoryview(bytes(on_screen(view).constBits())).cast("I"))


def test_next_and_previous_go_around_the_ends(view, told):
    view.set_model(Rows([user("one fox"), answer("two fox fox"), user("no"), answer("fox")]))
    view.find("fox")
    searched(view)
    numbers = []
    for step in (view.find_next,) * 4 + (view.find_previous,) * 5:
        step()
        searched(view)
        numbers.append(told[-1])
    assert numbers == [(n, 4) for n in (2, 3, 4, 1, 4, 3, 2, 1, 4)]
    assert marked(view) == ["fox", "fox", "fox", "[fox]"]


def test_the_search_begins_at_what_is_in_sight_and_goes_on_from_the_current_hit(view, told):
    view.set_model(Rows([user(f"fox number {n}\n" + "line\n" * 40) for n in range(20)]))
    settle(view)
    view.parts.scrolling.to_row(12)
    view.find("f")
    searched(view)
    assert told[-1] == (13, 20)
    view.find("fox")
    searched(view)
    assert told[-1] == (13, 20)


def test_a_hit_far_away_is_scrolled_into_sight(view, told):
    rows = conversation(300)
    rows[20] = answer(LONG + "\n\nHere is the needle in the hay.\n\n" + LONG)
    view.set_model(Rows(rows))
    settle(view)
    view.find("Needle")
    searched(view)
    assert told[-1] == (1, 1)
    rect = current_rect(view)
    assert rect is not None
    assert 0 < rect.top() < rect.bottom() < view.viewport().height()
    assert not view.following


def test_a_hit_in_sight_does_not_scroll(view, told):
    view.set_model(Rows([*conversation(30), user("The last question holds a unique hedgehog.")]))
    settle(view)
    wheel(view, 0, 120)
    settle(view)
    top = view.parts.scrolling.top
    view.find("hedgehog")
    searched(view)
    assert told[-1] == (1, 1)
    assert view.parts.scrolling.top == top
    assert current_rect(view) is not None


@pytest.mark.parametrize("kind", ["code", "table"])
def test_a_hit_far_to_the_right_is_scrolled_into_sight_sideways(view, kind):
    if kind == "code":
        text = "```\n" + "x" * 400 + "needle" + "y" * 100 + "\n```"
    else:
        cells = [f"column number {n}" for n in range(30)]
        text = "|" + "|".join(cells) + "|\n|" + "---|" * 30 + "\n|" + "a|" * 28 + "needle|b|\n"
    view.set_model(Rows([user("Hi"), answer(text)]))
    settle(view)
    view.find("needle")
    searched(view)
    item = place_of(view, 1, 1).item
    sideways = item.block.sideways if kind == "code" else item.sideways
    (mark,) = item.marks
    rect = item.rect_of(mark.start, mark.end)
    assert sideways.offset <= rect.left() - item.left
    assert rect.right() - item.left <= sideways.offset + sideways.view
    assert sideways.offset > 0
    assert not wrong_on_screen(view)


def test_what_is_marked_is_what_was_searched_for_beside_code_formulas_and_emoji(view):
    text = "👩‍👩‍👧 `a` $x^2$ then **find** `me find` ok $\\alpha$ find\n\n"
    text += "| a 👍 | `find` |\n|--|--|\n| 👍 find | $y$ find |\n"
    view.set_model(Rows([answer(text)]))
    view.find("find")
    searched(view)
    assert [text.strip("[]") for text in marked(view)] == ["find"] * 6


def test_a_formula_is_found_by_its_source(view, told):
    view.set_model(Rows([answer("Text $\\alpha + 1$ and\n\n$$\\alpha$$\n")]))
    view.find("alpha")
    searched(view)
    assert told[-1] == (1, 2)
    assert marked(view)[0] == "[$\\alpha + 1$]"
    assert not wrong_on_screen(view)


def test_a_hit_over_the_cut_of_a_long_block_is_one_hit(view, told):
    text = "word " * 799 + "abcd needle " + "word " * 500
    view.set_model(Rows([user(text)]))
    settle(view)
    view.find("abcd needle word")
    searched(view)
    assert told[-1] == (1, 1)


def test_what_only_the_markdown_source_has_is_not_counted_in_the_end(view, told):
    view.set_model(Rows([*(answer(f"[label](https://hidden.example/{n}) **bo**ld") for n in range(200))]))
    settle(view)
    view.find("hidden")
    searched(view)
    assert told[-1] == (0, 0)
    view.find("bold")
    searched(view)
    assert told[-1][1] == 200


def test_hits_are_counted_while_an_answer_streams_and_the_current_one_stays(view, told):
    view.set_model(rows := Rows([user("fox one"), answer("fox two\n\n", Status.STREAMING)]))
    settle(view)
    view.find("fox")
    searched(view)
    view.find_next()
    searched(view)
    assert told[-1] == (2, 2)
    for _ in range(5):
        rows.grow("and a fo")
        rows.grow("x\n\n")
        settle(view)
    view.parts.feed.flush()
    searched(view)
    assert told[-1] == (2, 7)
    rows.change(1, status=Status.DONE)
    rows.add(user("fox"))
    searched(view)
    assert told[-1] == (2, 8)
    assert [text for text in marked(view) if text.startswith("[")] == ["[fox]"]
    rows.cut(1)
    searched(view)
    assert told[-1][1] == 1


def test_another_conversation_is_searched_for_the_same_text(view, told):
    view.set_model(Rows([user("fox")]))
    view.find("fox")
    view.set_model(Rows([user("a"), answer("fox fox")]))
    searched(view)
    assert told[-1][1] == 2
    view.set_model(None)
    searched(view)
    assert told[-1] == (0, 0)
    view.find_next()
    searched(view)
    view.find("fox")
    searched(view)
    assert told[-1] == (0, 0)


def test_an_ended_search_leaves_nothing_behind_and_does_nothing(view, told):
    view.set_model(rows := Rows([*conversation(30), answer("x", Status.STREAMING)]))
    settle(view)
    view.find("paragraph")
    searched(view)
    for value in range(0, view.verticalScrollBar().maximum(), 500):
        view.verticalScrollBar().setValue(value)
    view.find("")
    assert told[-1] == (0, 0)
    told.clear()
    rows.grow("paragraph " * 10)
    settle(view)
    items = [item for entry in view.parts.flow.entries for item in entry.items]
    assert all(not getattr(item, "marks", ()) for item in items)
    assert told == []
    assert view.parts.find._search is None
    view.find_next()
    assert told == []


def test_a_change_of_theme_keeps_the_marks(view, told):
    view.set_model(Rows([user("fox"), answer("fox")]))
    view.find("fox")
    view.set_theme(style.dark())
    searched(view)
    assert marked(view) == ["[fox]", "fox"]
    assert not wrong_on_screen(view)


def test_the_repaint_is_right_while_hits_come_and_go(view):
    view.set_model(rows := Rows([*conversation(6), answer("", Status.STREAMING)]))
    view.find("par")
    wrong = 0
    for start in range(0, 1500, 61):
        rows.grow(LONG[start : start + 61])
        searched(view)
        wrong += wrong_on_screen(view)
    view.find_previous()
    searched(view)
    assert wrong + wrong_on_screen(view) == 0


def test_ten_thousand_messages_are_searched_without_a_long_wait(view, told, qtbot):
    view.set_model(Rows(conversation(5000)))
    settle(view)
    longest = 0.0
    work = view.parts.find._work

    def timed(seconds):
        nonlocal longest
        begin = time.perf_counter()
        work(seconds)
        longest = max(longest, time.perf_counter() - begin)

    view.parts.find._work = timed
    for text in ("para", "paragraph with", "question 4"):
        begin = time.perf_counter()
        view.find(text)
        first, count = time.perf_counter() - begin, told[-1:]
        searched(view)
        TOLD.info(
            f"find {text!r} in 10,000: {first * 1000:.0f} ms to {count}, then {told[-1]} after "
            f"{(time.perf_counter() - begin) * 1000:.0f} ms; longest step {longest * 1000:.0f} ms"
        )
    assert told[-1][1] == 1 + 10 + 100 + 1000
    view.find_next()
    searched(view)
    qtbot.keyClick(view, Qt.Key.Key_Home)


def test_of_thousands_of_hits_in_a_paragraph_those_in_sight_are_painted(view):
    text = " ".join(f"word $x_{{{n % 40}}}$ ‫שלום‬" for n in range(1_500))
    view.set_model(Rows([user("q"), answer(text)]))
    view.find("word")
    searched(view)
    items = [
        place.item for place in view.parts.scrolling.placed if len(getattr(place.item, "marks", ())) > 50
    ]
    assert items
    for item in items:
        for top in (0, item.height // 2, item.height - 200):
            clip = QRectF(0, top, item.width, 200)
            painted = _marks_in(item, clip)
            assert 0 < len(painted) < len(item.marks)
            seen = [mark for mark in item.marks if item.rect_of(mark.start, mark.end).intersects(clip)]
            assert seen and set(seen) <= set(painted)


def test_whether_a_formula_is_drawn_is_known_of_more_than_are_kept(monkeypatch):
    monkeypatch.setattr("desktop.widgets.transcript.formulas.KEPT", 10)
    formulas = Formulas()
    many = [f"x_{{{n}}}" for n in range(30)] + [r"\nonsense{"]
    assert [formulas.drawn(tex) for tex in many] == [True] * 30 + [False]
    monkeypatch.setattr(formulas, "_set", lambda *_, **more: pytest.fail("set once more"))
    assert [formulas.drawn(tex) for tex in many] == [True] * 30 + [False]
