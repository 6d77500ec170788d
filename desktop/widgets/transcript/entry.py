"""One message as it is shown: its blocks, from the header down to the actions."""

from __future__ import annotations

from desktop.core.chat import Message, Role
from desktop.widgets.transcript.contents import Contents
from desktop.widgets.transcript.frame_items import FOOTER, HEADER, FooterItem, HeaderItem
from desktop.widgets.transcript.item import Item
from desktop.widgets.transcript.kit import Kit
from desktop.widgets.transcript.leaves import Leaf, units
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.stack import BUBBLE_INSET, BUBBLE_PAD, HEADER_GAP, MESSAGE_GAP, Stack

UNIT = 7.6  # pixels of a Latin character of the body, on average
PITCH = 25


class Entry(Stack):
    """A message. Its blocks exist only while it is near the part in sight (`items` is empty otherwise)."""

    def __init__(self, message: Message) -> None:
        super().__init__(user=message.role is Role.USER)
        self.message = message
        self._size: tuple[int, int] | None = None  # of the text: width in Latin characters, line breaks
        self._contents: Contents | None = None

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
            self.arrange(0)

    def drop(self) -> None:
        """Forget the items, to save memory. They come back with `realize`."""
        self.items, self.tops = [], []
        self._contents = None

    def take(self, message: Message) -> None:
        """Show another state of the message: mostly a longer text."""
        old, self.message = self.message, message
        self._size = None
        if self._contents is None:
            return
        start = len(self.items) - 1
        if message.text != old.text or message.status is not old.status:
            start = self.first + self._contents.take(message)
        self._show_from(start)

    @property
    def leaves(self) -> list[Leaf]:
        """The blocks as values; empty while there are no items."""
        return self._contents.leaves if self._contents is not None else []

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
        self.items[start:-1] = self._contents.items[start - self.first :]
        for item in (self.items[0], self.items[-1]):
            if isinstance(item, HeaderItem | FooterItem):
                item.set_message(self.message)
        self.arrange(start)
