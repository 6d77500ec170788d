"""One message as it is shown: its blocks, from the header down to the actions."""

from __future__ import annotations

from desktop.core.chat import Message, Role
from desktop.core.templates import TemplateUse
from desktop.widgets.transcript.draft import DraftItem
from desktop.widgets.transcript.fold_contents import Body, sources, steps
from desktop.widgets.transcript.fold_item import PILL
from desktop.widgets.transcript.fold_state import FoldKey, FoldState, fold_keys
from desktop.widgets.transcript.frame_items import FOOTER, HEADER, FooterItem, HeaderItem
from desktop.widgets.transcript.item import Item
from desktop.widgets.transcript.kit import Kit
from desktop.widgets.transcript.leaves import Leaf, units
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.reading import Steps
from desktop.widgets.transcript.stack import BUBBLE_INSET, HEADER_GAP, MESSAGE_GAP, NOTHING, Shape, Stack
from desktop.widgets.transcript.summary_item import HEAD, SummaryHead

UNIT = 7.6  # pixels of a Latin character of the body, on average
PITCH = 25


class Entry(Stack):
    """A message. Its blocks exist only while it is near the part in sight (`items` is empty otherwise)."""

    __slots__ = ("_body", "_breaks", "_length", "_state", "asked", "covered", "message")

    def __init__(self, message: Message, state: FoldState) -> None:
        super().__init__(_shape_of(message.role))
        self.message = message
        self.covered = 0  # messages that a summary stands for; told before its items are made
        self.asked: TemplateUse | None = (
            None  # of an answer: what its question was made with; told before, too
        )
        self._state = state
        self._length = -1  # of what is said, in Latin characters; not known yet
        self._breaks = 0  # lines of it that end
        self._body: Body | None = None
        if message.thinking:  # seldom; a chat of 10,000 messages is opened in one go
            state.watch(message)

    def estimate(self, width: int, zoom: float) -> int:
        """Guess the height for a column's width from the length of what is said; `zoom` is of the text."""
        if self._length < 0:
            text = self.said
            self._length, self._breaks = units(text), text.count("\n")
        inset = BUBBLE_INSET if self.shape is Shape.BUBBLE else 0
        room = max(80, width - 2 * self.pad - inset)
        lines = max(1.0, self._length * UNIT * zoom / room + self._breaks * 0.6)
        pills = len(fold_keys(self.message)) * (PILL + 10)
        return MESSAGE_GAP + _frame_of(self) + pills + FOOTER + int(lines * PITCH * zoom)

    def realize(self, kit: Kit, parser: Parser, width: int) -> None:
        """Make the items, and adapt them to the column's width."""
        if self._body is None:
            self._body = Body(self.message, self._state, kit, parser)
            self.items = [*_head_of(self, kit), *self._body.items, FooterItem(kit, self.message, self.asked)]
            self._width = -1
        if width != self._width:
            self._width = width
            self.arrange(0)

    def fit(self, index: int) -> None:
        """Lay an item out exactly. Of one that only keeps the room of some text the blocks are made first.

        There may be more items after it then, of which only the first is laid out.
        """
        item = self.items[index]
        if isinstance(item, DraftItem) and self._body is not None and self._body.open(index - self.first):
            self._show_from(index)
        super().fit(index)

    def set_kit(self, kit: Kit) -> None:
        """Make the items anew, in another theme."""
        if self._body is not None:
            self._body.set_kit(kit)
            self.items = [*_head_of(self, kit), *self._body.items, FooterItem(kit, self.message, self.asked)]
            self.arrange(0)

    def drop(self) -> None:
        """Forget the items, to save memory. They come back with `realize`."""
        self.items = self.tops = NOTHING
        self._body = None

    def take(self, message: Message) -> None:
        """Show another state of the message: mostly a longer text."""
        old, self.message = self.message, message
        self._state.watch(message)
        self._length = -1
        if self._body is None:
            return
        start = len(self.items) - 1
        if message.status is not old.status or _says(message) != _says(old):
            start = self.first + self._body.take(message)
        self._show_from(start)

    def refold(self, key: FoldKey) -> None:
        """Show or hide a part, as the state says."""
        self._length = -1
        index = self._body.refold(key) if self._body is not None else None
        if index is not None:
            self._show_from(self.first + index + 1)

    def fold_of(self, index: int) -> FoldKey | None:
        """Tell in which folded part an item stands, its pill included."""
        return self._body.fold_of(index - self.first) if self._body is not None else None

    @property
    def said(self) -> str:
        """All that is shown of the message as it is written: parts that are closed are left out."""
        if not fold_keys(self.message):
            return self.message.text
        return "\n\n".join(source.text for source in sources(self.message, self._state))

    def steps(self, parser: Parser) -> Steps:
        """Read all that is shown of the message, in steps."""
        return steps(self.message, self._state, parser)

    @property
    def leaves(self) -> list[Leaf]:
        """The blocks as values, one for each item from `first` on; empty while they are not known."""
        return self._body.leaves if self._body is not None and not self._body.drafted else []

    @property
    def unread(self) -> bool:
        """Whether the message has ended and is yet to be read as a whole."""
        return self._body is not None and self._body.unread

    def read_whole(self, until: float) -> None:
        """Read the ended answer until the clock (perf_counter) says `until`; show what is different then."""
        if self._body is None:
            return
        start = self._body.read_whole(until, self._width_of(self.first))
        if start is not None:
            self._show_from(self.first + start)

    def _show_from(self, start: int) -> None:
        """Take the items from one on anew out of the contents."""
        if self._body is None:
            return
        self.items = [*self.items[:start], *self._body.items[start - self.first :], self.items[-1]]
        for item in (self.items[0], self.items[-1]):
            if isinstance(item, HeaderItem | FooterItem):
                item.set_message(self.message)
        self.arrange(start)


def _says(message: Message) -> tuple[object, ...]:
    return message.text, message.thinking, message.attachments, message.record


def _shape_of(role: Role) -> Shape:
    if role is Role.USER:
        return Shape.BUBBLE
    return Shape.PANEL if role is Role.SUMMARY else Shape.OPEN


def _head_of(entry: Entry, kit: Kit) -> list[Item]:
    match entry.shape:
        case Shape.BUBBLE:
            return []
        case Shape.PANEL:
            return [SummaryHead(kit, entry.message, entry.covered)]
        case Shape.OPEN:
            return [HeaderItem(kit, entry.message)]


def _frame_of(stack: Stack) -> int:
    """Give the height of what stands around the blocks, without the actions."""
    if stack.shape is Shape.BUBBLE:
        return 2 * stack.pad + 4
    return (HEADER if stack.shape is Shape.OPEN else HEAD) + HEADER_GAP + 6 + 2 * stack.pad
