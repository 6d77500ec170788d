"""What keeps a growing answer cheap: only what is new is read, laid out and painted. Counted, not timed."""

from __future__ import annotations

import pytest

from desktop.core.chat import Status
from desktop.widgets import style
from desktop.widgets.icons import Icons
from desktop.widgets.transcript.cutting import TABLE_ROWS
from desktop.widgets.transcript.leaves import Table, joined
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.reading import Reading
from desktop.widgets.transcript.stream import MarkdownStream
from desktop.widgets.transcript.table_item import TableItem
from desktop.widgets.transcript.view import TranscriptView
from tests.data.markdown_cases import SNIPPETS
from tests.gui.transcript_support import Rows, answer, settle, user, wrong_on_screen

HEAD = "| a | b |\n|---|--:|\n"


@pytest.fixture
def counting():
    """A parser, and the lengths of the texts that it has parsed."""
    parser, read = Parser(), []
    original = parser.tokens
    parser.tokens = lambda text: read.append(len(text)) or original(text)
    return parser, read


def items(view):
    return [item for item in view.parts.flow.entries[1].items if isinstance(item, TableItem)]


def test_of_a_growing_table_only_the_new_row_is_read(counting):
    parser, read = counting
    stream = MarkdownStream(parser)
    stream.feed("Here it is:\n\n" + HEAD)
    stream.advance()
    read.clear()
    leaves = []
    for n in range(3000):
        stream.feed(f"| cell {n} | `x{n}` |\n")
        frozen, opened = stream.advance()
        leaves += frozen
        assert sum(len(leaf.rows) for leaf in opened) <= TABLE_ROWS + 1
    assert max(read) < len(HEAD) + 100
    assert [leaf for leaf in leaves + opened if isinstance(leaf, Table)] == parser.leaves(
        HEAD + "".join(f"| cell {n} | `x{n}` |\n" for n in range(3000))
    )


@pytest.mark.parametrize(
    "after",
    ["\nText.\n", "> quote\n", "- item\n", "# heading\n", "```\ncode\n```\n", "\\[\nx\n\\]\n", "$$\nx\n$$\n"],
)
def test_a_growing_table_ends_where_the_whole_one_does(after):
    parser = Parser()
    text = HEAD + "| c | d |\n" * 45 + after + "\nEnd.\n"
    for size in (1, 3, 7, 50):
        stream, leaves, opened = MarkdownStream(parser), [], []
        for start in range(0, len(text), size):
            stream.feed(text[start : start + size])
            frozen, opened = stream.advance()
            leaves += frozen
        assert leaves + opened == parser.leaves(text)


@pytest.mark.parametrize(
    "text", ["text\n#hashtag", "text\n*emphasis* more", "- item\n-5 degrees", "| a |\n|-|\n*b*\n"]
)
def test_a_block_that_only_seems_to_begin_does_not_cut_the_one_before(text):
    stream, leaves, opened = MarkdownStream(Parser()), [], []
    for character in text + "\n":
        stream.feed(character)
        frozen, opened = stream.advance()
        leaves += frozen
    assert leaves + opened == Parser().leaves(text + "\n")


def test_line_ends_of_all_kinds_may_be_cut_anywhere():
    text = "one\r\ntwo\rthree\r\n\r\n```\r\ncode\r\n```\r\n"
    stream, leaves, opened = MarkdownStream(Parser()), [], []
    for character in text:
        stream.feed(character)
        frozen, opened = stream.advance()
        leaves += frozen
    assert joined(leaves + opened) == joined(Parser().leaves(text))


@pytest.mark.parametrize("text", ["- item with `code` and **more**\n" * 5000, HEAD + "| c | `d` |\n" * 5000])
def test_a_giant_list_or_table_is_read_in_many_small_steps(text):
    reading = Reading(Parser().steps(text))
    steps = 0
    while not reading.done:
        reading.work(0)
        steps += 1
    assert steps > 50 + text.count("\n")  # every piece of some rows, and the inside of every item or cell


def test_a_growing_table_keeps_its_document(view):
    view.set_model(rows := Rows([user("Go"), answer(HEAD, Status.STREAMING)]))
    rows.grow("| one | two |\n")
    view.parts.feed.flush()
    (item,) = items(view)
    document = item.document
    for text in ("| three", " | four |\n| fi", "ve | **six** |\n", "| a much longer cell | x |\n"):
        rows.grow(text)
        view.parts.feed.flush()
        settle(view)
        assert items(view)[0].document is document
        assert not wrong_on_screen(view)
    view.select_all()
    assert "a much longer cell\tx" in view.selected_text()
    rows.change(1, status=Status.DONE)
    settle(view)
    assert view.parts.flow.entries[1].leaves == Parser().leaves(rows.messages[1].text)


def test_a_wide_cell_below_widens_the_column_in_all_parts(view):
    view.set_model(rows := Rows([user("Go"), answer(HEAD, Status.STREAMING)]))
    rows.grow("| c | d |\n" * 30)
    view.parts.feed.flush()
    view.parts.scrolling.to_start()
    settle(view)
    narrow = items(view)[0]._columns
    rows.grow("| a cell that is much wider than all of those before it | d |\n" * 3)
    view.parts.feed.flush()
    view.parts.scrolling.to_end()
    settle(view)
    view.parts.scrolling.to_start()
    settle(view)
    first, *_, last = items(view)
    assert first._columns[0] > narrow[0]
    assert first._columns == last._columns
    assert not wrong_on_screen(view)


def test_every_snippet_of_markdown_that_came_in_pieces_ends_as_if_opened_later(qtbot):
    view = TranscriptView(style.light(), Icons())
    qtbot.addWidget(view)
    opened_later = Parser()
    opened_later.warm()
    for section, text in SNIPPETS:
        view.set_model(rows := Rows([user("Go"), answer("", Status.STREAMING)]))
        for start in range(0, len(text), 19):
            rows.grow(text[start : start + 19])
            view.parts.feed.flush()
        rows.change(1, status=Status.DONE)
        assert view.parts.flow.entry(1).leaves == opened_later.leaves(text), (section, text)
