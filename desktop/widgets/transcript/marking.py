"""Where a piece of a leaf's text stands in the document that shows it, and on the screen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from desktop.widgets.style import Theme
from desktop.widgets.transcript.documents import THIN
from desktop.widgets.transcript.formulas import Formulas
from desktop.widgets.transcript.leaves import Look, Run


def utf16(text: str) -> int:
    """Give the length of a text as Qt counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True, slots=True)
class _Written:
    """A run as `Writer` wrote it into a document."""

    run: Run
    high: int  # where it ends in the text of the runs
    position: int  # where it begins in the document, what leads it included
    drawn: bool  # as a formula, which takes one place


class Spans:
    """Finds pieces of the text of runs in the document into which `Writer` wrote them.

    Made in one pass over the runs; finding a piece takes no longer for many runs.
    """

    def __init__(self, runs: Sequence[Run], formulas: Formulas) -> None:
        self._lows: list[int] = []
        self._written: list[_Written] = []
        low = position = 0
        for run in runs:
            high = low + len(run.text)
            drawn = bool(run.look & Look.MATH) and formulas.drawn(run.text)
            lead = len(THIN) if run.look & Look.CODE and not run.look & Look.MATH else 0
            self._lows.append(low)
            self._written.append(_Written(run, high, position + lead, drawn))
            position += (1 if drawn else utf16(run.text)) + 2 * lead
            low = high

    def of(self, start: int, end: int) -> tuple[int, int]:
        """Give a piece of the text in positions of the document."""
        first, last = -1, 0
        for place in range(max(0, bisect_right(self._lows, start) - 1), len(self._lows)):
            low, written = self._lows[place], self._written[place]
            if low >= end:
                break
            if max(low, start) < min(written.high, end):
                text = written.run.text
                before = 0 if written.drawn else utf16(text[: max(low, start) - low])
                after = 1 if written.drawn else utf16(text[: min(written.high, end) - low])
                first = written.position + before if first < 0 else first
                last = written.position + after
        return max(0, first), last


def in_runs(runs: Sequence[Run], formulas: Formulas, start: int, end: int) -> tuple[int, int]:
    """Give one piece of the text of runs in positions of the document; see `Spans` for many."""
    return Spans(runs, formulas).of(start, end)


def runs_between(runs: Sequence[Run], formulas: Formulas, start: int, end: int) -> list[Run]:
    """Give the runs that stand between two positions of the document; of a formula all or nothing."""
    found: list[Run] = []
    low = 0
    for run in runs:
        code = run.look & Look.CODE and not run.look & Look.MATH
        low += len(THIN) if code else 0
        drawn = run.look & Look.MATH and formulas.formula(run.text, display=False) is not None
        high = low + (1 if drawn else utf16(run.text))
        if max(low, start) < min(high, end):
            whole = drawn or (start <= low and high <= end)
            text = run.text if whole else cut16(run.text, max(0, start - low), min(high, end) - low)
            found.append(replace(run, text=text))
        low = high + (len(THIN) if code else 0)
    return found


def cut16(text: str, start: int, end: int) -> str:
    """Cut a text at places as Qt counts them."""
    if text.isascii():
        return text[start:end]
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end].decode("utf-16-le", "replace")


def selection(
    document: QTextDocument, start: int, end: int, format: QTextCharFormat
) -> QAbstractTextDocumentLayout.Selection:
    """Make what a document's layout paints in another format."""
    made = QAbstractTextDocumentLayout.Selection()
    cursor = QTextCursor(document)
    last = document.characterCount() - 1
    cursor.setPosition(min(start, last))
    cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
    made.cursor = cursor  # pyright: ignore[reportAttributeAccessIssue]  # stub
    made.format = format  # pyright: ignore[reportAttributeAccessIssue]  # stub
    return made


def positions_in(document: QTextDocument, top: float, bottom: float) -> tuple[int, int]:
    """Give the positions between which lie all lines of a document that reach between two heights."""
    layout, width = document.documentLayout(), document.size().width()
    ends: list[int] = []
    for point in (QPointF(0, top), QPointF(width, top), QPointF(0, bottom), QPointF(width, bottom)):
        position = max(0, layout.hitTest(point, Qt.HitTestAccuracy.FuzzyHit))
        block = document.findBlock(position)
        line = block.layout().lineForTextPosition(position - block.position())
        start = block.position() + (line.textStart() if line.isValid() else 0)
        ends += [start, start + (line.textLength() if line.isValid() else block.length())]
    return min(ends), max(ends)


def selected_format(theme: Theme) -> QTextCharFormat:
    """Make the format of selected text, of one colour: links and code would not stand out enough."""
    return _format(theme, "selection", "text")


def mark_format(theme: Theme, current: bool) -> QTextCharFormat:
    """Make the format of a hit, of one colour too."""
    ground = "find_current" if current else "find"
    format = _format(theme, ground, "bg" if theme.dark and current else "text")
    format.setFontUnderline(current)  # the two grounds are not told apart by everybody
    return format


def _format(theme: Theme, ground: str, text: str) -> QTextCharFormat:
    format = QTextCharFormat()
    format.setBackground(theme.color(ground))
    format.setForeground(theme.color(text))
    return format


def rect_in(document: QTextDocument, start: int, end: int) -> QRectF:
    """Give the room of a piece of a document that is laid out, as far as its first line reaches."""
    block = document.findBlock(start)
    bounds = document.documentLayout().blockBoundingRect(block)
    line = block.layout().lineForTextPosition(start - block.position())
    if not line.isValid():
        return bounds
    last = min(end - block.position(), line.textStart() + line.textLength())
    x0, x1 = x_of(line.cursorToX(start - block.position())), x_of(line.cursorToX(last))
    return QRectF(bounds.left() + min(x0, x1), bounds.top() + line.y(), abs(x1 - x0), line.height())


def x_of(answer: object) -> float:
    """Take the x out of what `cursorToX` gives: the pair of x and position, or x alone."""
    return cast("tuple[float, int]", answer)[0] if isinstance(answer, tuple) else cast("float", answer)
