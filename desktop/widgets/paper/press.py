"""Paints chats on pages, a block at a time, so that nothing has to wait for the whole."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable

from desktop.core.archive import WholeChat
from desktop.widgets.paper.output import Output
from desktop.widgets.paper.pages import Pages
from desktop.widgets.paper.rows import Row, Style, rows_of
from desktop.widgets.paper.sheet import Sheet
from desktop.widgets.transcript.code_item import CodeItem

COLOR_SLICE = 0.01  # seconds

Chats = Callable[[], Iterable[WholeChat]]  # called twice: to count the pages, and to paint them
Steps = Generator[int, None, int]  # messages that are done, of both passes; the number of pages at last


def press(chats: Chats, style: Style, sheet: Sheet, output: Output) -> Steps:
    """Paint chats, in steps of some milliseconds; gives the number of pages.

    All is laid out twice, since every page says how many there are. The output ends with the steps,
    also where they are given up.
    """
    try:
        counted = Pages(sheet, style, None)
        done = yield from _fill(counted, chats, style, 0)
        output.begin(counted.number)
        pages = Pages(sheet, style, output)
        yield from _fill(pages, chats, style, done)
        return pages.number
    finally:
        output.end()


def _fill(pages: Pages, chats: Chats, style: Style, done: int) -> Steps:
    for whole in chats():
        pages.begin(whole.chat.title or style.form.headings.untitled)
        for row in rows_of(whole, style):
            if row is not None:
                if pages.output is not None:
                    yield from _color(row, done)
                pages.add(row)
                done += row.begins
            yield done
    pages.end()
    return done


def _color(row: Row, done: int) -> Generator[int]:
    """Colour code before it is painted, however long that takes."""
    if isinstance(row.item, CodeItem):
        while not row.item.color(COLOR_SLICE):
            yield done
