"""What is copied of a selection as Markdown: the sources of whole messages, and parts of others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from desktop.core.chat import Role
from desktop.widgets.transcript.code_item import CodeItem
from desktop.widgets.transcript.entry import Entry
from desktop.widgets.transcript.flow import Flow
from desktop.widgets.transcript.fold_item import FoldItem
from desktop.widgets.transcript.item import LeafItem, Part
from desktop.widgets.transcript.leaves import Code, Leaf, Look, Paragraph, Place, Run, Table
from desktop.widgets.transcript.marking import cut16, runs_between
from desktop.widgets.transcript.selection import Selection
from desktop.widgets.transcript.table_item import TableItem, rows_in
from desktop.widgets.transcript.text_item import TextItem
from desktop.widgets.transcript.writing import written


class Copying(QObject):
    """Puts into the clipboard what is selected."""

    def __init__(self, flow: Flow, selection: Selection, parent: QObject) -> None:
        super().__init__(parent)
        self._flow = flow
        self._selection = selection

    @Slot()
    def copy(self) -> None:
        """Copy what is selected as plain text."""
        if text := self._selection.text():
            QGuiApplication.clipboard().setText(text)

    @Slot()
    def copy_markdown(self) -> None:
        """Copy what is selected as Markdown; where nothing is, the last answer."""
        if text := markdown_of(self._flow, self._selection) or last_answer(self._flow):
            QGuiApplication.clipboard().setText(text)


def markdown_of(flow: Flow, selection: Selection) -> str:
    """Give what is selected as Markdown; of a message that is selected whole, as it was written."""
    selection.read()
    if (selected := selection.range) is None:
        return ""
    start, end = selected
    texts: list[str] = []
    for row in range(start.row, min(end.row, len(flow.entries) - 1) + 1):
        if start.row < row < end.row:
            texts.append(flow.entries[row].said)
        else:
            texts.append(_partial(flow.entry(row), row, selection))
    return "\n\n".join(text for text in texts if text)


def last_answer(flow: Flow) -> str:
    """Give the last answer as it was written; nothing where there is none."""
    answers = (entry.message for entry in reversed(flow.entries) if entry.message.role is Role.ASSISTANT)
    return next((message.text for message in answers), "")


def _partial(entry: Entry, row: int, selection: Selection) -> str:
    leaves: list[Leaf] = []
    whole = True
    for index, item in _selectable(entry):
        part = selection.part(row, index)
        leaf = None if part is None else _part_of(item, part)
        whole = whole and leaf is item.leaf
        if leaf is not None:
            leaves.append(leaf)
    return entry.said if whole else written(leaves, breaks=entry.message.role is Role.USER)


def _selectable(entry: Entry) -> Iterator[tuple[int, LeafItem]]:
    for index, item in enumerate(entry.items):
        if isinstance(item, LeafItem) and item.selectable and not isinstance(item, FoldItem):
            yield index, item


def _part_of(item: LeafItem, part: Part) -> Leaf | None:
    """Give the selected part of a block as a block; the very same one if all of it is selected."""
    end = item.end() if part.end is None else min(part.end, item.end())
    if part.start <= 0 and end >= item.end():
        return item.leaf
    if end <= part.start:
        return None
    place = item.leaf.place if part.start <= 0 else replace(item.leaf.place, marker="")
    match item:
        case TextItem():
            return _some_runs(item, place, part.start, end)
        case CodeItem():
            return _some_code(item, place, part.start, end)
        case TableItem():
            return _some_rows(item, place, Part(part.start, end))
        case _:
            return item.leaf


def _some_runs(item: TextItem, place: Place, start: int, end: int) -> Leaf | None:
    runs = tuple(runs_between(item.leaf.runs, item.kit.formulas, start, end))
    return Paragraph(place, runs, 0 if start else item.leaf.level) if runs else None


def _some_code(item: CodeItem, place: Place, start: int, end: int) -> Leaf:
    """Give lines of code; what lies inside one line is code inside a text."""
    code = item.leaf
    assert isinstance(code, Code)
    text = cut16(code.text, start, end)
    if "\n" in text.strip("\n"):
        return replace(code, place=place, text=text.strip("\n"))
    return Paragraph(place, (Run(text.strip("\n"), Look.CODE),))


def _some_rows(item: TableItem, place: Place, part: Part) -> Leaf | None:
    """Give the rows of which anything is selected, below the labels; of one cell its text alone."""
    table = item.leaf
    assert isinstance(table, Table)
    rows = rows_in(item, part)
    if len(rows) > 1:
        first = 1 if table.first else 0
        kept = tuple(table.rows[row - first] for row in rows if row >= first)
        return replace(table, place=place, rows=kept)
    text = item.text(part)
    return Paragraph(place, (Run(text),)) if text else None
