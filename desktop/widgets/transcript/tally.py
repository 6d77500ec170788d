"""How often a text occurs in each message: first as it is written, then exactly, as it is shown. No Qt."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from desktop.core.chat import Message
from desktop.widgets.transcript.findable import Hit, needle_of
from desktop.widgets.transcript.folding import Folding
from desktop.widgets.transcript.leaves import Leaf
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.reading import Reading, Steps
from desktop.widgets.transcript.rowtext import RowText, hidden
from desktop.widgets.transcript.sums import Sums


class Entry(Protocol):
    """What is needed of a message in the view."""

    message: Message

    @property
    def said(self) -> str:
        """All that is shown of it, as it is written."""
        ...

    def steps(self, parser: Parser) -> Steps:
        """Read all that is shown of it, in steps."""
        ...

    @property
    def leaves(self) -> Sequence[Leaf]:
        """What it is made of; empty while that is not known."""
        ...


class Tally:
    """Counts in slices of time. What is known of the messages serves for the next needle, too."""

    def __init__(self, parser: Parser, entries: Callable[[], Sequence[Entry]]) -> None:
        self._parser = parser
        self._entries = entries
        self._folding = Folding()
        self._rows: list[RowText] = []
        self._counts: list[int] = []  # of the first rows, until all are counted
        self._unread = 0  # rows before this one are exact, or need not be
        self._reading: tuple[int, Reading] | None = None
        self._pattern = re.compile("")
        self.sums = Sums()  # by row, once all are counted
        self.counted = False
        self.needle = ""

    def begin(self, text: str) -> None:
        """Count another text."""
        self.needle = needle_of(text, self._folding)
        self._pattern = hidden(self.needle)
        self._counts = []
        self.counted = False
        self._unread = 0
        self._take(0)

    def change(self, first: int) -> None:
        """Look again at the messages from a row on: they are longer, others, new, or gone."""
        self._take(first)
        self._unread = min(self._unread, first)
        if self._reading is not None and self._reading[0] >= first:
            self._reading = None
        if not self.counted:
            del self._counts[first:]
            return
        rows = len(self._rows)
        if rows < len(self.sums):
            self.sums = Sums(self.sums[row] for row in range(rows))
        for row in range(first, rows):
            count = self._rows[row].count(self.needle)
            if row < len(self.sums):
                self.sums[row] = count
            else:
                self.sums.append(count)

    def look(self, row: int) -> None:
        """Note what a message is made of that is laid out."""
        if row >= len(self._rows) or not (leaves := self._entries()[row].leaves):
            return
        text = self._rows[row]
        if text.set_leaves(leaves) and self.counted:
            self.sums[row] = text.count(self.needle)

    def hits(self, row: int, first: int = 0, last: int | None = None) -> Iterator[tuple[int, Hit]]:
        """Give the hits in some leaves of a message that is laid out, with their numbers in it."""
        if self.needle and row < len(self._rows):
            yield from self._rows[row].hits(self.needle, first, last)

    def count_on(self, until: float) -> bool:
        """Count all messages as they are written. False if time (perf_counter) was over before the end."""
        while not self.counted:
            start = len(self._counts)
            if start == len(self._rows):
                self.sums, self._counts = Sums(self._counts), []
                self.counted = True
                break
            self._counts += [row.count(self.needle) for row in self._rows[start : start + 16]]
            if time.perf_counter() >= until:
                return False
        return True

    def read(self, row: int, until: float) -> bool:
        """Count a message as it is shown. False if time was over before it was read."""
        self.look(row)
        text = self._rows[row]
        if text.exact:
            return True
        if self._reading is None or self._reading[0] != row:
            self._reading = row, Reading(self._entries()[row].steps(self._parser))
        reading = self._reading[1]
        if not reading.work(until):
            return False
        self._reading = None
        text.read(reading.leaves)
        self.sums[row] = text.count(self.needle)
        return True

    def read_on(self, until: float) -> bool:
        """Read all messages that may have other hits than their sources. False if time was over before."""
        while self._unread < len(self._rows):
            row = self._unread
            if self._rows[row].worth_reading(self.needle, self._pattern) and not self.read(row, until):
                return False
            self._unread += 1
            if time.perf_counter() >= until:
                return False
        return True

    def _take(self, first: int) -> None:
        entries = self._entries()
        del self._rows[len(entries) :]
        for row in range(first, len(entries)):
            message = _shown(entries[row])
            if row == len(self._rows):
                self._rows.append(RowText(message, self._folding))
            elif self._rows[row].message is not message:
                self._rows[row].take(message)
            if leaves := entries[row].leaves:
                self._rows[row].set_leaves(leaves)


def _shown(entry: Entry) -> Message:
    """Give a message whose text is all that is shown of it: what is folded cannot be found."""
    message, said = entry.message, entry.said
    return message if said is message.text else replace(message, text=said)
