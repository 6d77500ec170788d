"""The blocks of one message: read from its text, kept while the text grows."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.core.chat import Message, Role, Status
from desktop.widgets.transcript.item import LeafItem
from desktop.widgets.transcript.kit import Kit
from desktop.widgets.transcript.leaves import Leaf
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.other_items import make_item
from desktop.widgets.transcript.reading import Reading
from desktop.widgets.transcript.stream import MarkdownStream

AT_ONCE = 8_000  # characters of an answer that is read as a whole when it ends; takes about 10 ms


class Contents:
    """Leaves and the items that show them, one for one."""

    def __init__(self, message: Message, kit: Kit, parser: Parser) -> None:
        self._kit = kit
        self._parser = parser
        self._bubble = message.role is Role.USER
        self._stream: MarkdownStream | None = None
        self._fed = ""  # what the stream has got
        self._frozen = 0  # leaves that the stream will not change again
        self._whole: Reading | None = None  # of a long answer that has ended
        self.leaves: list[Leaf] = []
        self.items: list[LeafItem] = []
        self._reconcile(0, self._read(message))

    def take(self, message: Message) -> int:
        """Show another text: mostly a longer one. Gives the index of the first item that may have changed.

        The whole is read again only when the answer has ended; of a long answer, in slices of time.
        """
        text, ended = message.text, message.status is not Status.STREAMING
        grows = self._stream is not None and text.startswith(self._fed)
        if self._stream is None or not grows or (ended and len(text) <= AT_ONCE):
            self._reconcile(0, self._read(message))
            return 0
        start = self._frozen
        self._reconcile(start, self._read_on(self._stream, text))
        if ended:
            self._stream = None
            self._whole = Reading(self._parser.steps(text))
        return start

    @property
    def unread(self) -> bool:
        """Whether the answer has ended and is yet to be read as a whole."""
        return self._whole is not None

    def read_whole(self, until: float) -> int | None:
        """Read until the clock (perf_counter) says `until`.

        Gives None before the end, and then the index of the first item that may have changed.
        """
        if self._whole is None or not self._whole.work(until):
            return None
        leaves, self._whole = self._whole.leaves, None
        pairs = enumerate(zip(self.leaves, leaves, strict=False))
        same = min(len(self.leaves), len(leaves))
        start = next((index for index, (old, new) in pairs if old != new), same)
        self._reconcile(start, [*self.leaves[:start], *leaves[start:]])
        return start

    def _read(self, message: Message) -> list[Leaf]:
        self._whole = None
        if message.status is not Status.STREAMING:
            self._stream = None
            return self._parser.leaves(message.text, breaks=self._bubble)
        self._stream = MarkdownStream(self._parser)
        self._fed = ""
        self._frozen = 0
        return self._read_on(self._stream, message.text)

    def _read_on(self, stream: MarkdownStream, text: str) -> list[Leaf]:
        """Feed what is new; gives all leaves as they are then."""
        stream.feed(text[len(self._fed) :])
        self._fed = text
        frozen, open_ = stream.advance()
        leaves = [*self.leaves[: self._frozen], *frozen, *open_]
        self._frozen += len(frozen)
        return leaves

    def _reconcile(self, start: int, leaves: Sequence[Leaf]) -> None:
        """Keep the items whose leaf is the same, change or replace the others."""
        items = self.items
        for index in range(start, len(leaves)):
            leaf = leaves[index]
            if index >= len(items):
                items.append(make_item(self._kit, leaf, self._bubble))
            elif leaf != self.leaves[index] and not items[index].update(leaf):
                items[index] = make_item(self._kit, leaf, self._bubble)
        del items[len(leaves) :]
        for index in range(start, len(items)):
            items[index].join(items[index - 1] if index else None)
        self.leaves = list(leaves)
