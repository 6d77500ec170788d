"""One message as it is shown: its blocks, from the header down to the actions, and where they stand."""

from __future__ import annotations

import math
from collections.abc import Sequence

from desktop.core.chat import Message, Role, Status
from desktop.widgets.transcript.frame_items import FOOTER, HEADER, FooterItem, HeaderItem
from desktop.widgets.transcript.item import Item, LeafItem
from desktop.widgets.transcript.kit import Kit
from desktop.widgets.transcript.leaves import Leaf, units
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.other_items import make_item
from desktop.widgets.transcript.stream import MarkdownStream

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
        self.leaves: list[Leaf] = []
        self.bubble_width = 0  # of a user's message
        self._width = -1
        self._stream: MarkdownStream | None = None
        self._fed = ""  # what the stream has got
        self._frozen = 0  # leaves that the stream will not change again

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
        text = self.message.text
        room = max(80, width - (BUBBLE_INSET + 2 * BUBBLE_PAD if self.user else 0))
        lines = max(1.0, units(text) * UNIT / room + text.count("\n") * 0.6)
        frame = 2 * BUBBLE_PAD + 4 if self.user else HEADER + HEADER_GAP + 6
        return MESSAGE_GAP + frame + FOOTER + int(lines * PITCH)

    def realize(self, kit: Kit, parser: Parser, width: int) -> None:
        """Make the items, and adapt them to the column's width."""
        if not self.items:
            self._read(parser)
            self._make_items(kit)
            self._width = -1
        if width != self._width:
            self._width = width
            for index, item in enumerate(self.items):
                if item.width < 0:
                    item.height = item.estimate(self._width_of(index))
            self._wrap_bubble()
            self.stack()

    def drop(self) -> None:
        """Forget the items, to save memory. They come back with `realize`."""
        self.items, self.tops, self.leaves = [], [], []
        self._stream = None

    def take(self, message: Message, kit: Kit, parser: Parser) -> None:
        """Show another state of the message: mostly a longer text."""
        old, self.message = self.message, message
        if not self.items:
            return
        if message.text != old.text or message.status is not old.status:
            self._take_text(message, kit, parser)
        if not self.user:
            header, footer = self.items[0], self.items[-1]
            if message.record != old.record and isinstance(header, HeaderItem):
                header.message = message
                header.touch()
            if isinstance(footer, FooterItem):
                footer.message = message
                footer.touch()
        self._estimate_new()
        self._wrap_bubble()
        self.stack()

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
                y += self._gap_above(index)
            self.tops.append(y)
            y += item.height
        self.height = y

    def bubble_bottom(self) -> int:
        """Give the lower edge of the bubble, from the entry's top."""
        return self.tops[-2] + self.items[-2].height + BUBBLE_PAD if len(self.items) > 1 else 0

    def _gap_above(self, index: int) -> int:
        if index == len(self.items) - 1:
            return self.items[index].gap + (BUBBLE_PAD if self.user else 0)
        return HEADER_GAP if index == self.first else self.items[index].gap

    def _width_of(self, index: int) -> int:
        if self.user and index < len(self.items) - 1:
            return self._width - BUBBLE_INSET - 2 * BUBBLE_PAD
        return self._width

    def _read(self, parser: Parser) -> None:
        if self.message.status is Status.STREAMING:
            self._stream = MarkdownStream(parser)
            self._fed = ""
            self._frozen = 0
            self.leaves = []
            self.leaves = self._stream_on(self._stream)
        else:
            self._stream = None
            self.leaves = parser.leaves(self.message.text, breaks=self.user)

    def _stream_on(self, stream: MarkdownStream) -> list[Leaf]:
        """Feed what is new; gives all leaves as they are then."""
        stream.feed(self.message.text[len(self._fed) :])
        self._fed = self.message.text
        frozen, open_ = stream.advance()
        leaves = [*self.leaves[: self._frozen], *frozen, *open_]
        self._frozen += len(frozen)
        return leaves

    def _make_items(self, kit: Kit) -> None:
        shown: list[LeafItem] = [make_item(kit, leaf, self.user) for leaf in self.leaves]
        _join(shown, 0)
        header: list[Item] = [] if self.user else [HeaderItem(kit, self.message)]
        self.items = [*header, *shown, FooterItem(kit, self.message)]

    def _take_text(self, message: Message, kit: Kit, parser: Parser) -> None:
        start = 0
        if (
            self._stream is not None
            and message.status is Status.STREAMING
            and message.text.startswith(self._fed)
        ):
            start = self._frozen
            leaves = self._stream_on(self._stream)
        else:
            old = self.leaves
            self._read(parser)
            leaves, self.leaves = self.leaves, old
        self._reconcile(start, leaves, kit)

    def _reconcile(self, start: int, leaves: Sequence[Leaf], kit: Kit) -> None:
        """Keep the items whose leaf is the same, change or replace the others."""
        shown = [item for item in self.items if isinstance(item, LeafItem)]
        for index in range(start, len(leaves)):
            leaf = leaves[index]
            if index >= len(shown):
                shown.append(make_item(kit, leaf, self.user))
            elif leaf != self.leaves[index] and not shown[index].update(leaf):
                shown[index] = make_item(kit, leaf, self.user)
        del shown[len(leaves) :]
        _join(shown, start)
        self.leaves = list(leaves)
        self.items[self.first : -1] = shown

    def _estimate_new(self) -> None:
        for index in range(len(self.items)):
            item = self.items[index]
            if item.width < 0 and not item.height:
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


def _join(items: Sequence[LeafItem], start: int) -> None:
    for index in range(start, len(items)):
        items[index].join(items[index - 1] if index else None)
