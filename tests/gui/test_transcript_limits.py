"""What hostile or giant texts do: they are shown, and bounded.

Times are told, not asserted: see them with `pytest -o log_cli=true --log-cli-level=INFO`.
"""

from __future__ import annotations

import logging
import time

import pytest

from desktop.core.chat import Status
from desktop.widgets import style
from desktop.widgets.icons import Icons
from desktop.widgets.transcript.view import TranscriptView
from tests.gui.transcript_support import LONG, Rows, answer, conversation, settle, user

MEGABYTE = 1_000_000
TOLD = logging.getLogger("measured")


@pytest.fixture
def view(qtbot):
    made = TranscriptView(style.light(), Icons())
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.parts.warm()
    settle(made)
    return made


def laid_out(view):
    """Characters in documents that exist."""
    items = [item for entry in view.parts.flow.entries for item in entry.items]
    made = [item._document for item in items if getattr(item, "_document", None) is not None]
    return sum(document.characterCount() for document in made)


def seconds(action):
    begin = time.thread_time()
    action()
    return time.thread_time() - begin


@pytest.mark.parametrize(
    "text", ["x" * MEGABYTE, "word " * (MEGABYTE // 5), "字" * MEGABYTE, "\n" * MEGABYTE + "end"]
)
def test_a_pasted_megabyte_is_laid_out_only_where_it_is_seen(view, text):
    took = seconds(lambda: view.set_model(Rows([user(text)])))
    TOLD.info(f"a megabyte: {took * 1000:.0f} ms")
    settle(view)
    assert laid_out(view) < 80_000
    view.parts.scrolling.to_start()
    assert view.parts.scrolling.placed


def test_ten_thousand_messages_open_with_only_those_in_sight(view):
    rows = Rows(conversation(5000))
    took = seconds(lambda: view.set_model(rows))
    TOLD.info(f"10,000 messages: {took * 1000:.0f} ms")
    settle(view)
    assert sum(bool(entry.items) for entry in view.parts.flow.entries) < 40
    jump = seconds(lambda: view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2))
    TOLD.info(f"jump to the middle: {jump * 1000:.0f} ms")
    assert 4000 < view.parts.scrolling.placed[0].row < 6000


def test_memory_stays_bounded_while_a_long_conversation_is_scrolled(view):
    view.set_model(Rows(conversation(1000)))
    for value in range(0, view.verticalScrollBar().maximum(), view.verticalScrollBar().maximum() // 150):
        view.verticalScrollBar().setValue(value)
    assert sum(bool(entry.items) for entry in view.parts.flow.entries) < 40
    assert not hasattr(view.parts.flow.entries[0], "__dict__")  # of which there may be very many


def test_a_long_answer_costs_the_same_at_its_end_as_at_its_beginning(view):
    view.set_model(rows := Rows([user("Go"), answer("", Status.STREAMING)]))
    text = (LONG * 12)[:80_000]  # about 20,000 tokens
    costs = []
    for start in range(0, len(text), 160):
        rows.messages[1] = answer(text[: start + 160], Status.STREAMING)
        view.parts.feed._waiting[1] = rows.messages[1]
        costs.append(seconds(view.parts.feed.flush))
    tenth = len(costs) // 10
    first, last = sum(costs[:tenth]) / tenth, sum(costs[-tenth:]) / tenth
    TOLD.info(f"a flush: {first * 1000:.2f} ms in the first tenth, {last * 1000:.2f} ms in the last")
    end = seconds(lambda: rows.change(1, status=Status.DONE))
    TOLD.info(f"end of the answer: {end * 1000:.0f} ms")
    steps = []
    read_on = view.parts.flow.read_on

    def timed(until):
        begin = time.perf_counter()
        row = read_on(until)
        steps.append(time.perf_counter() - begin)
        return row

    view.parts.flow.read_on = timed
    settle(view)
    TOLD.info(f"reading it as a whole: {len(steps)} steps, the longest {max(steps) * 1000:.0f} ms")
    assert len(steps) > 3
    assert view.parts.flow.entries[1].leaves == view.parts._parser.leaves(text)
    assert laid_out(view) < len(text)


def test_a_flush_that_was_dear_makes_the_next_one_wait_longer(view):
    view.set_model(rows := Rows([user("Go"), answer("", Status.STREAMING)]))
    rows.grow("| a | b |\n|---|---|\n" + "| c | `d` |\n" * 4000)
    view.parts.feed.flush()
    assert view.parts.feed._pause > 0.1
    shown = view.parts.flow.entries[1].message.text
    rows.grow("| e | f |\n")
    assert view.parts.feed.busy
    assert view.parts.flow.entries[1].message.text == shown


def test_a_table_of_five_thousand_rows_is_laid_out_in_parts(view):
    text = "| a | b |\n|---|---|\n" + "| cell | `d` |\n" * 5000
    took = seconds(lambda: view.set_model(Rows([answer(text)])))
    TOLD.info(f"a table of 5,000 rows: {took * 1000:.0f} ms")
    settle(view)
    assert laid_out(view) < 20_000
    view.parts.scrolling.to_start()
    widths = {tuple(p.item._columns) for p in view.parts.scrolling.placed if hasattr(p.item, "_columns")}
    assert len(widths) == 1


def test_twenty_thousand_lines_of_code_are_laid_out_in_parts(view):
    text = "```python\n" + "\n".join(f"x{n} = {n}" for n in range(20_000)) + "\n```"
    took = seconds(lambda: view.set_model(Rows([answer(text)])))
    TOLD.info(f"20,000 lines of code: {took * 1000:.0f} ms")
    settle(view)
    assert laid_out(view) < 30_000


@pytest.mark.parametrize(
    "text",
    [
        "> " * 3000 + "deep",
        "- " * 3000 + "deep",
        "\n".join("  " * n + "- item" for n in range(200)),
        "[" * 20_000,
        "![" * 10_000,
        "*a **b " * 4000,
        "`" * 20_000,
        "$" * 20_000,
        "\\(" * 10_000,
        "\\[\n" * 5000,
        "<" * 20_000,
        "&" * 20_000,
        "a@" * 10_000,
        "https://" * 3000,
        "|" * 5000 + "\n" + "|-" * 2500 + "|",
        "~~~\n" * 3000,
        "# " * 5000,
        "\u202e\u2066hidden\u202c",
        "\0 \ufffd \ufdd0 \ud800 \uffff",
        "שלום עולם, זה טקסט מימין לשמאל",
        "👩‍👩‍👧‍👦" * 500,
        "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞" * 200,
        "$" + "\\frac{1}{" * 100 + "$",
        "```" + "x" * 10_000,
        "\t" * 2000 + "x",
    ],
)
def test_hostile_text_is_shown_in_reasonable_time(view, text):
    took = seconds(lambda: view.set_model(Rows([user(text), answer(text), answer(text, Status.STREAMING)])))
    settle(view)
    view.grab()
    TOLD.info(f"{text[:8]!r}: {took * 1000:.0f} ms")
    assert took < 5
    assert view.parts.scrolling.placed
    view.select_all()
    assert isinstance(view.selected_text(), str)


def test_nesting_that_is_too_deep_is_shown_as_it_is_written(view):
    view.set_model(Rows([answer("> " * 200 + "the end")]))
    view.select_all()
    assert "the end" in view.selected_text()
