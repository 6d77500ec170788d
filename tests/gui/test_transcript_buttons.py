"""The real buttons over the painted messages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.core.chat import AnswerRecord, Status
from desktop.core.templates import Part, TemplateId, TemplateUse
from desktop.widgets.transcript.buttons import FlatButton
from desktop.widgets.transcript.frame_items import FooterItem
from tests.gui.transcript_support import (
    RECORD,
    Rows,
    answer,
    conversation,
    other,
    place_of,
    point_in,
    settle,
    user,
    wheel,
    wrong_on_screen,
)

LEFT = Qt.MouseButton.LeftButton
FIGURES = "34.1 tok/s · 0.4 s to first token · 812 tokens"
CODE = "Here:\n\n```python\nimport numpy\n\nx = 1\n```\n\nDone."


def button(view, name, number=0) -> FlatButton:
    return [b for b in view.parts.controls.buttons if b.objectName() == name][number]


def test_the_copy_button_of_a_code_block_copies_all_of_it(view, qtbot):
    view.set_model(Rows([user("Hi"), answer(CODE)]))
    settle(view)
    copy = button(view, "code_copy")
    qtbot.mouseClick(copy, LEFT)
    assert QGuiApplication.clipboard().text() == "import numpy\n\nx = 1"
    assert copy.accessibleName() == "Copied"
    qtbot.waitUntil(lambda: copy.accessibleName() == "Copy the code", timeout=4000)


def test_a_long_code_block_is_copied_with_the_parts_that_are_out_of_sight(view, qtbot):
    lines = "\n".join(f"line {n}" for n in range(1000))
    view.set_model(Rows([answer(f"```\n{lines}\n```")]))
    view.parts.scrolling.to_start()
    settle(view)
    qtbot.mouseClick(button(view, "code_copy"), LEFT)
    assert QGuiApplication.clipboard().text() == lines


def test_an_answer_is_copied_as_markdown(view, qtbot):
    view.set_model(Rows([user("Hi"), answer("some **bold** text")]))
    settle(view)
    qtbot.mouseClick(button(view, "message_copy", 1), LEFT)
    assert QGuiApplication.clipboard().text() == "some **bold** text"


def test_a_users_message_is_copied_from_the_keyboard(view, qtbot):
    view.set_model(Rows([user("Hi *there*"), answer("Hello")]))
    settle(view)
    copy = button(view, "message_copy", 0)
    assert copy.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(copy, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == "Hi *there*"


def test_try_again_names_the_message(view, qtbot):
    view.set_model(Rows([user("Hi"), answer("Hello", number=17)]))
    settle(view)
    with qtbot.waitSignal(view.retry_requested) as signal:
        qtbot.mouseClick(button(view, "message_retry"), LEFT)
    assert signal.args == [17]


@pytest.mark.parametrize("status", [Status.STOPPED, Status.FAILED])
def test_an_answer_that_was_cut_short_always_shows_try_again(view, status):
    view.set_model(Rows([answer("Half", status), *conversation(1)]))
    view.parts.scrolling.to_start()
    settle(view)
    assert button(view, "message_retry").revealed


def test_an_answer_without_text_offers_only_to_try_again(view):
    view.set_model(Rows([user("Hi"), answer("", Status.FAILED)]))
    settle(view)
    names = [b.objectName() for b in view.parts.controls.buttons]
    question = ["message_edit", "message_copy", "message_delete", "message_pin"]
    assert names == [*question, "message_retry", "message_more"]


def test_a_growing_answer_has_no_buttons_yet(view):
    view.set_model(rows := Rows([answer("Half", Status.STREAMING)]))
    settle(view)
    assert view.parts.controls.buttons == []
    rows.change(0, status=Status.DONE)
    names = [b.objectName() for b in view.parts.controls.buttons]
    assert names == ["message_copy", "message_retry", "message_more"]


def test_buttons_of_the_newest_answer_are_shown_and_those_of_others_on_hover(view, qtbot):
    view.set_model(Rows([user("One"), answer("Two"), user("Three"), answer("Four")]))
    settle(view)
    first, newest = button(view, "message_retry", 0), button(view, "message_retry", 1)
    assert newest.revealed
    assert not first.revealed
    qtbot.mouseMove(view.viewport(), point_in(view, place_of(view, 1, 1), 20, 10).toPoint())
    qtbot.waitUntil(lambda: first.revealed)
    assert newest.revealed


def test_buttons_go_and_come_with_their_items(view):
    view.set_model(Rows(conversation(60)))
    settle(view)
    view.parts.scrolling.scroll_by(-4000)
    settle(view)
    rows = {p.row for p in view.parts.scrolling.placed}
    assert 0 < len(view.parts.controls.buttons) <= 4 * len(rows) + 8
    shown = [b for b in view.viewport().findChildren(FlatButton) if b.isVisible()]
    assert len(shown) == len(view.parts.controls.buttons)


def test_figures_are_told_as_far_as_they_are_known(view):
    from desktop.widgets.transcript.frame_items import figures

    assert figures(RECORD, view.locale()) == FIGURES
    assert figures(AnswerRecord("m", "/m"), view.locale()) == ""


def test_the_context_menu_offers_to_copy_what_is_selected(view, qtbot):
    view.set_model(Rows([user("Hi"), answer("[link](https://ok.example/)")]))
    settle(view)
    view.select_all()
    menu = view.context_menu(point_in(view, place_of(view, 1, 1), 10, 10))
    texts = [action.text() for action in menu.actions()]
    assert texts == ["Copy", "Copy the selection as Markdown", "Copy link", "Select all"]
    plain, markdown, link, select = menu.actions()
    for action, copied in (
        (link, "https://ok.example/"),
        (plain, "Hi\n\nlink"),
        (markdown, "Hi\n\n[link](https://ok.example/)"),
    ):
        action.trigger()
        assert QGuiApplication.clipboard().text() == copied
    select.trigger()
    view.parts.selection.clear()
    menu = view.context_menu(point_in(view, place_of(view, 0, 0), 10, 10))
    assert [action.isEnabled() for action in menu.actions()] == [False, True]


def test_the_wheel_over_code_scrolls_the_conversation_and_sideways_the_code(view):
    long_line = "x = '" + "y" * 300 + "'\n"
    view.set_model(Rows([answer("```python\n" + long_line * 3 + "line\n" * 100 + "```")]))
    view.parts.scrolling.to_start()
    settle(view)
    wheel(view, 0, -120)
    top = view.parts.scrolling.top
    assert top > 0
    wheel(view, -120, 0)
    assert view.parts.scrolling.top == top
    assert place_of(view, 0, 1).item.block.sideways.offset > 0
    settle(view)
    assert not wrong_on_screen(view)


def words_below(view, row):
    """Give what a screen reader says of what stands below a message, and what is painted there."""
    footer = next(
        p.item for p in view.parts.scrolling.placed if p.row == row and isinstance(p.item, FooterItem)
    )
    return footer.origin, footer.painted


def test_an_answer_names_the_template_that_its_question_was_made_with(view):
    use = TemplateUse(TemplateId(7), "Translate", 3)
    view.set_model(Rows([other(user("Hi"), template=use), answer("Salut")]))
    settle(view)
    assert words_below(view, 1) == ("Translate, version 3", f"Translate, version 3 · {FIGURES}")
    edited = other(user("Hi"), template=other(use, name="n" * 99, edited=True))
    view.set_model(Rows([edited, answer("Salut")]))
    settle(view)
    words = "n" * 39 + "…, version 3, changed"
    assert words_below(view, 1) == (words, f"{words} · {FIGURES}")


def test_an_answer_to_a_typed_question_or_after_examples_names_no_template(view):
    example = other(user("Hi"), template=TemplateUse(None, "T", 1, Part.EXAMPLE))
    for question in (user("Hi"), example):
        view.set_model(Rows([question, answer("Salut")]))
        settle(view)
        assert words_below(view, 1) == ("", FIGURES)


def test_an_answer_shown_before_its_question_was_read_names_the_template_afterwards(view):
    rows = Rows([answer("Salut")])
    view.set_model(rows)
    settle(view)
    assert words_below(view, 0)[0] == ""
    rows.put_before(other(user("Hi"), template=TemplateUse(None, "T", 2)))
    settle(view)
    assert words_below(view, 1)[0] == "T, version 2"


def test_the_template_of_a_question_ends_with_its_bubble_and_the_buttons_stand_before_it(view):
    use = TemplateUse(None, "T" * 99, 2)
    view.set_model(Rows([other(user("Hi"), template=use), answer("Salut")]))
    settle(view)
    footer = next(p.item for p in view.parts.scrolling.placed if isinstance(p.item, FooterItem))
    assert footer.origin.endswith("version 2")
    rects = [action.rect for action in footer.arrangement.actions]
    assert rects[0].left() >= 0 and rects[-1].right() < footer.width
    assert rects[-1].right() < footer.width - 100  # there is room for words
