"""One message as it is shown: its blocks, from the header down to the actions, and where they stand."""

from __future__ import annotations

import math

from desktop.core.chat import Message, Role
from desktop.widgets.transcript.contents import Contents
from desktop.widgets.transcript.frame_items import FOOTER, HEADER, FooterItem, HeaderItem
from desktop.widgets.transcript.item import Item
from desktop.widgets.transcript.kit import Kit
from desktop.widgets.transcript.leaves import Leaf, units
from desktop.widgets.transcript.markdown import Parser

MESSAGE_GAP = 28
BUBBLE_PAD = 14
BUBBLE_INSET = 90  # by how much the widest bubble is narrower than the column
HEADER_GAP = 10
SHRINK_WRAPPED = 12  # blocks; a bubble with more of them is as wide as it may be
UNIT = 7.6  # pixels of a Latin character of the body, on average
PITCH = 25


class Entry:
    """A message. Its blocks exist only while it is near the part in sight (`items` is empty otherwise)."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self.items: list[Item] = []
        self.tops: list[int] = []  # of the items, from the entry's top
        self.height = 0
        self.bubble_width = 0  # of a user's message
        self._width = -1
        self._size: tuple[int, int] | None = None  # of the text: width in Latin characters, line breaks
        self._contents: Contents | None = None

    @property
    def user(self) -> bool:
        """Whether the message stands in a bubble."""
        return self.message.role is Role.USER

    @property
    def first(self) -> int:
        """Index of the first item that shows contents."""
        return 0 if self.user else 1

    def estimate(self, width: int) -> int:
        """Guess the height for a column's width from the length of the text."""
        if self._size is None:
            text = self.message.text
            self._size = units(text), text.count("\n")
        length, breaks = self._size
        room = max(80, width - (BUBBLE_INSET + 2 * BUBBLE_PAD if self.user else 0))
        lines = max(1.0, length * UNIT / room + breaks * 0.6)
        frame = 2 * BUBBLE_PAD + 4 if self.user else HEADER + HEADER_GAP + 6
        return MESSAGE_GAP + frame + FOOTER + int(lines * PITCH)

    def realize(self, kit: Kit, parser: Parser, width: int) -> None:
        """Make the items, and adapt them to the column's width."""
        if self._contents is None:
            self._contents = Contents(self.message, kit, parser)
            header: list[Item] = [] if self.user else [HeaderItem(kit, self.message)]
            self.items = [*header, *self._contents.items, FooterItem(kit, self.message)]
            self._width = -1
        if width != self._width:
            self._width = width
            self._estimate_new(0)
            self._wrap_bubble()
            self.stack()

    def drop(self) -> None:
        """Forget the items, to save memory. They come back with `realize`."""
        self.items, self.tops = [], []
        self._contents = None

    def take(self, message: Message) -> None:
        """Show another state of the message: mostly a longer text."""
        old, self.message = self.message, message
        self._size = None
        start = len(self.items) - 1
        if self._contents is None:
            return
        if message.text != old.text or message.status is not old.status:
            start = self.first + self._contents.take(message)
        self._show_from(start)

    @property
    def unread(self) -> bool:
        """Whether the answer has ended and is yet to be read as a whole."""
        return self._contents is not None and self._contents.unread

    def read_whole(self, until: float) -> None:
        """Read the ended answer until the clock (perf_counter) says `until`; show what is different then."""
        start = self._contents.read_whole(until) if self._contents is not None else None
        if start is not None:
            self._show_from(self.first + start)

    def _show_from(self, start: int) -> None:
        """Take the items from one on anew out of the contents."""
        if self._contents is None:
            return
        message = self.message
        self.items[start:-1] = self._contents.items[start - self.first :]
        for item in (self.items[0], self.items[-1]):
            if isinstance(item, HeaderItem | FooterItem):
                item.set_message(message)
        self._estimate_new(start)
        self._wrap_bubble()
        self.stack(start - 1)

    @property
    def leaves(self) -> list[Leaf]:
        """The blocks as values; empty while there are no items."""
        return self._contents.leaves if self._contents is not None else []

    def fit(self, index: int) -> None:
        """Lay out an item exactly, and move those below it if its height was guessed wrongly."""
        item = self.items[index]
        before = item.height
        if item.fit(self._width_of(index)) != before:
            self.stack(index)

    def x_of(self, index: int) -> int:
        """Give the x of an item in the column."""
        if self.user and index < len(self.items) - 1:
            return self._width - self.bubble_width + BUBBLE_PAD
        return 0

    def stack(self, start: int = 0) -> None:
        """Set the items one below the other, from one on."""
        y = self.tops[start] if 0 < start < len(self.tops) else MESSAGE_GAP + (BUBBLE_PAD if self.user else 0)
        start = start if 0 < start < len(self.tops) else 0
        del self.tops[start:]
        for index in range(start, len(self.items)):
            item = self.items[index]
            if index > start:
                y += _gap_above(self, index)
            self.tops.append(y)
            y += item.height
        self.height = y

    def bubble_bottom(self) -> int:
        """Give the lower edge of the bubble, from the entry's top."""
        return self.tops[-2] + self.items[-2].height + BUBBLE_PAD if len(self.items) > 1 else 0

    def _width_of(self, index: int) -> int:
        if self.user and index < len(self.items) - 1:
            return self._width - BUBBLE_INSET - 2 * BUBBLE_PAD
        return self._width

    def _estimate_new(self, start: int) -> None:
        for index in range(start, len(self.items)):
            item = self.items[index]
            if not item.height:
                item.height = item.estimate(self._width_of(index))

    def _wrap_bubble(self) -> None:
        """Make the bubble as wide as its contents."""
        if not self.user:
            return
        contents = range(len(self.items) - 1)
        self.bubble_width = self._width - BUBBLE_INSET
        if len(contents) > SHRINK_WRAPPED:
            return
        widest = 20
        for index in contents:
            self.items[index].fit(self._width_of(index))
            widest = max(widest, self.items[index].natural_width())
        self.bubble_width = min(self.bubble_width, math.ceil(widest) + 2 * BUBBLE_PAD)


def _gap_above(entry: Entry, index: int) -> int:
    """Give the distance of an item from the one above; in a bubble the last one stands outside of it."""
    if index == len(entry.items) - 1:
        return entry.items[index].gap + (BUBBLE_PAD if entry.user else 0)
    return HEADER_GAP if index == entry.first else entry.items[index].gap
