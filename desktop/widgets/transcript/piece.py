"""What is selected within one message."""

from __future__ import annotations

from desktop.core.template_saving import Piece
from desktop.widgets.transcript.flow import Flow
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.selection import Point, Selection


def piece_in(flow: Flow, parser: Parser, selection: Selection, row: int) -> Piece | None:
    """Give what is selected of a message, and how often the same stands before it; None where nothing is.

    A selection that reaches into other messages is no piece of this one.
    """
    text = selection.text().strip()
    selected = selection.range
    if not text or selected is None or not selected[0].row == selected[1].row == row:
        return None
    before = Selection(flow, parser)
    before.set(Point(row, 0, 0), selected[0])
    return Piece(text, before.text().count(text))
