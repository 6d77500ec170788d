"""Footnotes lead to each other inside the view."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.core.chat import Status
from desktop.widgets.transcript.leaves import joined
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.notes import BACK, counterpart
from tests.gui.transcript_support import Rows, answer, place_of, settle, user

LEFT = Qt.MouseButton.LeftButton
FILLING = "\n\n".join(f"Paragraph {n} with some words in it." for n in range(60))
TEXT = f"Said[^1] so.\n\n{FILLING}\n\n[^1]: The note.\n\n    - with\n    - a list\n"


def click_on(view, qtbot, row, index, address):
    place = place_of(view, row, index)
    for x in range(place.item.width):
        if place.item.link_at(x, 12) == address:
            left = view.parts.scrolling.column[0] + place.x
            at = view.viewport().rect().topLeft()
            at.setX(left + x + 1)
            at.setY(place.y + 12)
            qtbot.mouseClick(view.viewport(), LEFT, pos=at)
            settle(view)
            return
    pytest.fail(f"no {address} in sight")


def in_sight(view):
    return [place.index for place in view.parts.scrolling.placed]


def test_a_reference_leads_to_its_note_and_the_arrow_back(view, qtbot):
    opened = []
    view.link_activated.connect(opened.append)
    view.set_model(Rows([user("Hi"), answer(TEXT)]))
    view.parts.scrolling.to_start()
    settle(view)
    last = len(view.parts.flow.entry(1).items) - 2
    assert last not in in_sight(view)
    click_on(view, qtbot, 1, 1, "#fn-1")
    assert last in in_sight(view)
    click_on(view, qtbot, 1, last, "#fnref-1")
    assert 1 in in_sight(view)
    assert opened == []


def test_arrows_are_not_copied_nor_offered_as_links(view):
    view.set_model(Rows([answer("Said[^1].\n\n[^1]: The note.")]))
    settle(view)
    view.select_all()
    assert BACK.strip() not in view.selected_text()
    assert view.selected_text().endswith("The note.")


def test_a_growing_answer_leads_to_its_notes_when_it_has_ended(view):
    view.set_model(rows := Rows([answer("Said[^1].\n\n[^1]: The note.", Status.STREAMING)]))
    settle(view)
    rows.change(0, status=Status.DONE)
    settle(view)
    assert counterpart(view.parts.flow.entry(0).leaves, "#fn-1") is not None


@pytest.mark.parametrize(
    "text",
    [
        "x² and **²**",
        "Said[^1] without a note",
        "---\n\n1. a list\n\n**¹**",
        "**¹** and [^x]: no note",
        "[a](#fn-1) and [b](#fnref-1)",
    ],
)
def test_what_only_looks_like_a_reference_leads_nowhere(text):
    leaves = Parser().leaves(text)
    assert counterpart(leaves, "#fn-1") is None
    assert counterpart(leaves, "#fnref-1") is None


def test_every_note_has_its_own_arrow_and_a_table_can_refer_to_it():
    text = "One[^a] two[^b].\n\n| x[^b] |\n|---|\n| y |\n\n[^a]: A\n[^b]: B\n"
    leaves = Parser().leaves(text)
    addresses = ("#fn-1", "#fn-2", "#fnref-1", "#fnref-2")
    assert [counterpart(leaves, address) for address in addresses] == [3, 4, 0, 0]
    assert leaves[1].labels[0][1].href == "#fn-2"


def test_a_raised_number_beside_a_reference_stays_a_number():
    leaves = Parser().leaves("m² and **¹** and said[^1].\n\n[^1]: The note.")
    assert [run.text for run in leaves[0].runs if run.href] == ["¹"]
    assert joined(leaves).endswith("1. The note.")


def test_a_numbered_reference_leads_to_its_note_while_the_answer_grows(view):
    view.set_model(Rows([answer("Said[^1] so.\n\n[^1]: The note.", Status.STREAMING)]))
    leaves = view.parts.flow.entry(0).leaves
    assert (counterpart(leaves, "#fn-1"), counterpart(leaves, "#fnref-1")) == (2, 0)
