"""The blocks of one text: read from it, kept while it grows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desktop.widgets.transcript import cutting
from desktop.widgets.transcript.item import LeafItem
from desktop.widgets.transcript.kit import Kit
from desktop.widgets.transcript.leaves import QUOTE, Leaf, Place
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.notes import linked
from desktop.widgets.transcript.other_items import make_item
from desktop.widgets.transcript.reading import Reading, Steps
from desktop.widgets.transcript.stream import MarkdownStream

AT_ONCE = 8_000  # characters of a text that is read as a whole when it ends; takes about 10 ms


@dataclass(frozen=True, slots=True)
class Source:
    """A text that is shown, and how."""

    text: str
    growing: bool = False
    bubble: bool = False  # a person's, who expects each line break to be one
    aside: bool = False  # softer, with a bar at the left
    language: str | None = None  # of a text that is all code; None is Markdown

    def steps(self, parser: Parser) -> Steps:
        """Read the whole text, in steps."""
        if self.language is not None:
            return list[Leaf](cutting.code(Place(), self.text, self.language))
        leaves = yield from parser.steps(self.text, breaks=self.bubble)
        return self.placed(linked(leaves, self.text))

    def placed(self, leaves: Iterable[Leaf]) -> list[Leaf]:
        """Put leaves where they belong: an aside is set like a quotation."""
        if not self.aside:
            return list(leaves)
        return [replace(leaf, place=replace(leaf.place, nest=QUOTE + leaf.place.nest)) for leaf in leaves]


class Contents:
    """Leaves and the items that show them, one for one."""

    def __init__(self, source: Source, kit: Kit, parser: Parser) -> None:
        self._kit = kit
        self._parser = parser
        self._source = source
        self._stream: MarkdownStream | None = None
        self._fed = ""  # what the stream has got
        self._frozen = 0  # leaves that the stream will not change again
        self._whole: Reading | None = None  # of a long text that has ended
        self.leaves: list[Leaf] = []
        self.items: list[LeafItem] = []
        self._reconcile(0, self._read())

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
            self._reconcile(0, self._read())
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

    def _read(self) -> list[Leaf]:
        self._whole = None
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
        for index in range(start, len(items)):
            items[index].join(items[index - 1] if index else None)
        self.leaves = list(leaves)


def finish(steps: Steps) -> list[Leaf]:
    """Read now what can be read in steps."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value
