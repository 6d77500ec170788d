"""The blocks of one text: read from it, kept while it grows."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.widgets.transcript.draft import Draft
from desktop.widgets.transcript.item import LeafItem
from desktop.widgets.transcript.kit import Kit
from desktop.widgets.transcript.leaves import Leaf
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.other_items import make_item
from desktop.widgets.transcript.reading import Reading, finish
from desktop.widgets.transcript.source import Source
from desktop.widgets.transcript.stream import MarkdownStream

AT_ONCE = 8_000  # characters of a text that is read as a whole when it ends; takes about 10 ms
LONG = 12_000  # characters of an ended text, from which on it is read in slices of time


class Contents:
    """Leaves and the items that show them, one for one."""

    def __init__(self, source: Source, kit: Kit, parser: Parser) -> None:
        self._kit = kit
        self._parser = parser
        self._source = source
        self._stream: MarkdownStream | None = None
        self._fed = ""  # what the stream has got
        self._frozen = 0  # leaves that the stream will not change again
        self._whole: Reading | None = None  # of a long text that has ended while it was shown
        self._draft: Draft | None = None  # of one that had ended before
        self.leaves: list[Leaf] = []
        self.items: list[LeafItem] = []
        self._begin()

    def take(self, source: Source) -> int:
        """Show another text: mostly a longer one. Gives the index of the first item that may have changed.

        The whole is read again only when the text has ended; of a long one, in slices of time.
        """
        old, self._source = self._source, source
        if source == old:
            return len(self.items)
        text, ended = source.text, not source.growing
        grows = self._stream is not None and text.startswith(self._fed)
        if self._stream is None or not grows or (ended and len(text) <= AT_ONCE):
            self._begin()
            return 0
        start = self._frozen
        self._reconcile(start, self._read_on(self._stream, text))
        if ended:
            self._stream = None
            self._whole = Reading(source.steps(self._parser))
        return start

    @property
    def unread(self) -> bool:
        """Whether the text has ended and is yet to be read as a whole."""
        return self._whole is not None or self._draft is not None

    @property
    def drafted(self) -> bool:
        """Whether the leaves are not those of the whole text: parts are read on their own, or not at all."""
        return self._draft is not None

    def open(self, index: int) -> bool:
        """Read a part that is about to come into sight. False if the item there shows what it says."""
        if self._draft is None or not self._draft.open(self.items, index):
            return False
        self._join(index)
        return True

    def read_whole(self, until: float, width: int) -> int | None:
        """Read until the clock (perf_counter) says `until`; `width` is that of the items.

        Gives None before the end, and then the index of the first item that may have changed.
        """
        if self._draft is not None:
            if not self._draft.work(until, width):
                return None
            self.items, self._draft = self._draft.result(self.items), None
            self._join(0)
            return 0
        if self._whole is None or not self._whole.work(until):
            return None
        leaves, self._whole = self._whole.leaves, None
        pairs = enumerate(zip(self.leaves, leaves, strict=False))
        same = min(len(self.leaves), len(leaves))
        start = next((index for index, (old, new) in pairs if old != new), same)
        self._reconcile(start, [*self.leaves[:start], *leaves[start:]])
        return start

    def set_kit(self, kit: Kit) -> None:
        """Make the items anew, in another theme, in which they have the same sizes."""
        self._kit = kit
        if self._draft is not None:
            self._begin()
            return
        before, self.items = self.items, []
        leaves, self.leaves = self.leaves, []
        self._reconcile(0, leaves)
        for old, new in zip(before, self.items, strict=True):
            new.height = old.height

    def _begin(self) -> None:
        self._whole = self._draft = None
        source = self._source
        if source.growing or source.language is not None or len(source.text) <= LONG:
            self._reconcile(0, self._read())
            return
        self._stream = None
        self._draft = Draft(source, self._parser, lambda leaf: make_item(self._kit, leaf, source.bubble))
        self.items = self._draft.begin(self._kit)
        self._join(0)

    def _read(self) -> list[Leaf]:
        if not self._source.growing:
            self._stream = None
            return finish(self._source.steps(self._parser))
        self._stream = MarkdownStream(self._parser)
        self._fed = ""
        self._frozen = 0
        return self._read_on(self._stream, self._source.text)

    def _read_on(self, stream: MarkdownStream, text: str) -> list[Leaf]:
        """Feed what is new; gives all leaves as they are then."""
        stream.feed(text[len(self._fed) :])
        self._fed = text
        frozen, open_ = stream.advance()
        leaves = [*self.leaves[: self._frozen], *self._source.placed([*frozen, *open_])]
        self._frozen += len(frozen)
        return leaves

    def _reconcile(self, start: int, leaves: Sequence[Leaf]) -> None:
        """Keep the items whose leaf is the same, change or replace the others."""
        items, bubble = self.items, self._source.bubble
        for index in range(start, len(leaves)):
            leaf = leaves[index]
            if index >= len(items):
                items.append(make_item(self._kit, leaf, bubble))
            elif leaf != self.leaves[index] and not items[index].update(leaf):
                items[index] = make_item(self._kit, leaf, bubble)
        del items[len(leaves) :]
        self._join(start)

    def _join(self, start: int) -> None:
        """Tell the items from one on what is above them, and note what they show."""
        items = self.items
        for index in range(start, len(items)):
            items[index].join(items[index - 1] if index else None)
        self.leaves = [*self.leaves[:start], *(item.leaf for item in items[start:])]
