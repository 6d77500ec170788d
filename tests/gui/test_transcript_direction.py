"""Lists in languages that are written from right to left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from desktop.widgets.transcript.item import INDENT, QUOTE_INDENT, Part
from tests.gui.transcript_support import Rows, answer, place_of, point_in, settle


def shown(view, text):
    """The first block of a message."""
    view.set_model(Rows([answer(text)]))
    settle(view)
    return place_of(view, 0, 1)


def inked(item, left, right):
    """Whether something is painted between two x of the item."""
    image = QImage(item.width, item.height, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    item.paint(painter, QRectF(image.rect()), None)
    painter.end()
    return any(
        image.pixel(x, y) & 0xFFFFFF != 0xFFFFFF for x in range(left, right) for y in range(item.height)
    )


@pytest.mark.parametrize("marker", ["-", "1.", "- [x]"])
def test_the_marker_stands_where_the_line_begins(view, marker):
    item = shown(view, f"{marker} שלום עולם").item
    assert inked(item, item.width - INDENT + 2, item.width)
    assert not inked(item, 0, item.width // 2)
    item = shown(view, f"{marker} Hello").item
    assert inked(item, 0, INDENT - 2)
    assert not inked(item, item.width // 2, item.width)


def test_the_bar_of_a_quote_stays_at_the_left_and_the_text_clear_of_it(view):
    item = shown(view, "> - " + "שלום " * 200).item
    assert item.origin.x() == QUOTE_INDENT
    assert inked(item, 0, 3)
    assert inked(item, item.width - INDENT + 2, item.width)


def test_a_click_finds_the_character_that_is_under_it(view):
    place = shown(view, "- שלום עולם")
    item = place.item
    rect = item.rect_of(0, 4)
    point = point_in(view, place, rect.left() + 1, rect.center().y())
    assert item.text(Part(0, item.hit(rect.left() + 1, rect.center().y()))) in ("שלו", "שלום")
    assert view.parts.pointer.under.point_at(point).position in (3, 4)
