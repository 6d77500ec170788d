"""All messages with their heights; only those near the part in sight have items."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import islice

from desktop.core.chat import Message, Role
from desktop.core.templates import TemplateUse
from desktop.widgets.transcript.entry import Entry
from desktop.widgets.transcript.fold_state import FoldState
from desktop.widgets.transcript.kit import Kit
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.origins import is_example
from desktop.widgets.transcript.summary_item import SummaryHead
from desktop.widgets.transcript.sums import Sums

END_PAD = 28
FEW = 100  # messages that are added one by one
NEAR = 6  # messages beside those in sight that keep their items
MANY = 20  # messages with items, from which on distant ones are dropped; one takes about 100 kB


class Rows:
    """Messages one below the other, in a column of one width. Sums never seen are estimates."""

    def __init__(self, kit: Kit, parser: Parser) -> None:
        self.kit = kit
        self.folds = FoldState()
        self._parser = parser
        self.entries: list[Entry] = []
        self._heights = Sums()
        self._width = 100
        self.tail = END_PAD  # room below the last message
        self._live: set[int] = set()  # rows that have items
        self._unread: list[int] = []  # rows of answers that have ended, and are yet to be read as a whole

    def reset(self, messages: Sequence[Message], width: int) -> None:
        """Show other messages."""
        self._width = width
        self.entries = [Entry(message, self.folds) for message in messages]
        self._heights = Sums(_guess(entry, self._width, self.kit) for entry in self.entries)
        self._live.clear()
        self._unread.clear()

    def append(self, messages: Sequence[Message]) -> None:
        """Add messages at the end."""
        new = [Entry(message, self.folds) for message in messages]
        self.entries += new
        if len(new) < FEW:
            for entry in new:
                self._heights.append(_guess(entry, self._width, self.kit))
        else:
            self._heights = Sums([*self._heights, *(_guess(entry, self._width, self.kit) for entry in new)])

    def prepend(self, messages: Sequence[Message]) -> None:
        """Add messages before all others. Items that are there stay as they are."""
        count = len(messages)
        new = [Entry(message, self.folds) for message in messages]
        for row in [row for row in self._live if _looks_above(self.entries, row)]:
            self.entries[row].drop()
            self._live.discard(row)
        numbers = [_guess(entry, self._width, self.kit) for entry in new]
        self._heights = Sums([*numbers, *self._heights])
        self.entries[:0] = new
        self._live = {row + count for row in self._live}
        self._unread = [row + count for row in self._unread]

    def cut(self, rows: int) -> None:
        """Keep only the first rows."""
        del self.entries[rows:]
        self._heights = Sums(islice(self._heights, rows))
        self._live = {row for row in self._live if row < rows}

    def change(self, row: int, message: Message) -> None:
        """Show another state of a message."""
        entry = self.entries[row]
        if entry.message.role is message.role:
            entry.take(message)
            for item in entry.items[:1]:
                if isinstance(item, SummaryHead):
                    item.set_message(message)
        else:
            self.entries[row] = entry = Entry(message, self.folds)
        self.note(row)

    def read_on(self, until: float) -> int | None:
        """Read ended answers until the clock (perf_counter) says `until`.

        Gives a row that may look different now, and None when there is nothing to read.
        """
        while self._unread:
            row = self._unread[0]
            if row < len(self.entries):
                entry = self.entries[row]
                entry.read_whole(until)
                self.note(row)
                if not entry.unread:
                    self._unread.pop(0)
                return row
            self._unread.pop(0)
        return None

    def finish(self, row: int) -> bool:
        """Read a message to its end now. True if it may look different; `read_on` will tell that, too."""
        entry = self.entry(row)
        if not entry.unread:
            return False
        entry.read_whole(math.inf)
        self.note(row)
        return True

    def set_kit(self, kit: Kit) -> None:
        """Show everything in another theme. Places stay where the items have the same sizes again."""
        zoomed = kit.theme.measures.zoom != self.kit.theme.measures.zoom
        self.kit = kit
        for row in self._live:
            self.entries[row].set_kit(kit)
            self.note(row)
        if zoomed:
            self._heights = Sums(
                e.height if e.items else _guess(e, self._width, self.kit) for e in self.entries
            )

    def set_width(self, width: int) -> None:
        """Set the column's width. Items are laid out again when they come into sight."""
        if width != self._width:
            self._width = width
            self._heights = Sums(
                e.height if e.items else _guess(e, self._width, self.kit) for e in self.entries
            )

    @property
    def height(self) -> int:
        """The height of everything."""
        return self._heights.total + self.tail if self.entries else 0

    def entry(self, row: int) -> Entry:
        """Give a message with its items."""
        entry = self.entries[row]
        if not entry.items and entry.message.role is Role.SUMMARY:
            entry.covered = _covered(self.entries, row)
        elif not entry.items and entry.message.role is Role.ASSISTANT:
            entry.asked = _asked(self.entries, row)
        entry.realize(self.kit, self._parser, self._width)
        self._live.add(row)
        self.note(row)
        return entry

    def trim(self, first: int, last: int) -> None:
        """Drop the items of messages far from those in sight."""
        if len(self._live) < MANY:
            return
        for row in [row for row in self._live if row < first - NEAR or row > last + NEAR]:
            self.entries[row].drop()
            self._live.discard(row)

    def fit(self, row: int, index: int) -> None:
        """Lay out an item exactly."""
        self.entry(row).fit(index)
        self.note(row)

    def note(self, row: int) -> None:
        """Take over what has changed in a message: its height, and whether it is to be read."""
        entry = self.entries[row]
        height = entry.height if entry.items else _guess(entry, self._width, self.kit)
        if height != self._heights[row]:
            self._heights[row] = height
        if entry.unread and row not in self._unread:
            self._unread.append(row)


def _guess(entry: Entry, width: int, kit: Kit) -> int:
    return entry.estimate(width, kit.theme.measures.zoom)


def _looks_above(entries: Sequence[Entry], row: int) -> bool:
    """Tell whether a message shows something of what stands before all that is there."""
    role = entries[row].message.role
    return role is Role.SUMMARY or (role is Role.ASSISTANT and row == 0)


def _asked(entries: Sequence[Entry], row: int) -> TemplateUse | None:
    """Give the template that the question before an answer was made with; nothing for a typed one."""
    above = (entries[at].message for at in range(row - 1, -1, -1))
    question = next((message for message in above if message.role is Role.USER), None)
    return question.template if question is not None and not is_example(question) else None


def _covered(entries: Sequence[Entry], row: int) -> int:
    """Count the messages above that a summary stands for."""
    last = entries[row].message.covers
    count = 0
    for entry in entries[:row]:
        count += entry.message.role in (Role.USER, Role.ASSISTANT)
        if entry.message.id == last:
            return count
    return 0
