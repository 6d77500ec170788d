"""Going through the links of a message by keyboard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from desktop.widgets.aloud import say_aloud
from desktop.widgets.transcript.flow import Flow
from desktop.widgets.transcript.item import LeafItem
from desktop.widgets.transcript.leaves import Cell, Leaf, Paragraph, Run, Table
from desktop.widgets.transcript.links import allowed
from desktop.widgets.transcript.notes import inside
from desktop.widgets.transcript.other_items import sideways_of
from desktop.widgets.transcript.scrolling import Scrolling

RING = 3  # pixels between the text of a link and the ring around it


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a block, in characters of `findable.findable`."""

    item: LeafItem
    start: int
    end: int
    text: str
    address: str


class LinkKeys(QObject):
    """Knows the link that Enter follows. There is one only in a message that is marked."""

    link_activated = Signal(str)
    note_activated = Signal(int, str)  # row, address of a place inside its message
    chosen = Signal()  # another link, or none

    def __init__(self, view: QWidget, flow: Flow, scrolling: Scrolling) -> None:
        super().__init__(view)
        self._view = view
        self._flow = flow
        self._scrolling = scrolling
        self._row = -1
        self._link: Link | None = None

    def step(self, row: int, by: int) -> bool:
        """Go to the next link (1) of a message or to the one before (−1); False, and to none, at the end."""
        links = self._links(row)
        here = next((n for n, link in enumerate(links) if self._is_here(row, link)), None)
        place = (0 if by > 0 else len(links) - 1) if here is None else here + by
        if not 0 <= place < len(links):
            self.clear()
            return False
        self._row, self._link = row, links[place]
        self._reveal(self._link)
        self._speak(self._link)
        self.chosen.emit()
        return True

    def follow(self) -> bool:
        """Open the link, or go to the note; False where there is none."""
        link, row = self._link, self._row
        if link is None or self.frame(0) is None:
            return False
        self.open(row, link)
        return True

    def open(self, row: int, link: Link) -> None:
        """Open a link of a message, or go to its note."""
        if inside(link.address):
            self.clear()
            self.note_activated.emit(row, link.address)
        else:
            self.link_activated.emit(link.address)

    def clear(self) -> None:
        """Leave the links."""
        if self._link is not None:
            self._row, self._link = -1, None
            self.chosen.emit()

    def shift(self, rows: int) -> None:
        """Keep to the message, before which so many others have come; what is in sight is not known yet."""
        if self._link is not None:
            self._row += rows

    def frame(self, left: int) -> QRect | None:
        """Give the room of the ring, if the link is in sight; `left` is the column's x."""
        link = self._link
        place = next((p for p in self._scrolling.placed if link is not None and p.item is link.item), None)
        if link is None or place is None:
            return None
        room = link.item.rect_of(link.start, link.end).translated(left + place.x, place.y)
        sideways = sideways_of(link.item)
        if sideways is not None:
            room.translate(-sideways.offset, 0)
        return room.toAlignedRect().adjusted(-RING, -1, RING, 1)

    def _is_here(self, row: int, link: Link) -> bool:
        """Tell whether a link is the chosen one; its block may have been made anew."""
        here = self._link
        if here is None or row != self._row:
            return False
        return link.item.leaf is here.item.leaf and (link.start, link.end) == (here.start, here.end)

    def _links(self, row: int) -> list[Link]:
        entry = self._flow.entry(row)
        if self._flow.finish(row):
            self._scrolling.refresh()
        items = [item for item in entry.items if isinstance(item, LeafItem) and item.selectable]
        return [
            Link(item, start, end, text, address)
            for item in items
            for start, end, text, address in links_in(item.leaf)
        ]

    def _reveal(self, link: Link) -> None:
        index = self._flow.entries[self._row].items.index(link.item)
        self._flow.fit(self._row, index)
        rect = link.item.rect_of(link.start, link.end)
        if (sideways := sideways_of(link.item)) is not None:
            sideways.reveal(rect.left() - link.item.left, rect.right() - link.item.left)
        self._scrolling.reveal(self._row, index, (int(rect.top()), int(rect.bottom()) + 1))

    def _speak(self, link: Link) -> None:
        words = QCoreApplication.translate("TranscriptView", "Link: {text}").format(text=link.text)
        say_aloud(self._view, words)


def links_in(leaf: Leaf) -> Iterator[tuple[int, int, str, str]]:
    """Give the links of a block: where each stands in `findable(leaf)`, its text and its address."""
    start = 0
    for cell in _cells(leaf):
        yield from _links_in(cell, start)
        start += sum(len(run.text) for run in cell) + 1


def _cells(leaf: Leaf) -> Sequence[Cell]:
    match leaf:
        case Paragraph():
            return [leaf.runs]
        case Table():
            return [cell for row in leaf.shown_rows for cell in row]
        case _:
            return []


def _links_in(runs: Sequence[Run], start: int) -> Iterator[tuple[int, int, str, str]]:
    found: list[tuple[int, int, str, str]] = []
    for run in runs:
        end = start + len(run.text)
        if run.href and found and found[-1][1] == start and found[-1][3] == run.href:
            found[-1] = (found[-1][0], end, found[-1][2] + run.text, run.href)
        elif allowed(run.href) or inside(run.href):
            found.append((start, end, run.text, run.href))
        start = end
    yield from found
