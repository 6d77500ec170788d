"""One message as a search sees it: quickly by its source, exactly by the blocks that it is made of. No Qt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop.core.chat import Message, Status
from desktop.widgets.transcript.doubt import plain, without_doubts
from desktop.widgets.transcript.findable import WALL, Block, Hit, blocks_of
from desktop.widgets.transcript.folding import Folding
from desktop.widgets.transcript.leaves import Leaf

# Markup that is shown as something quite different: links, notes, entities.
_SLY = re.compile(r"\]\(|\]\[|\]:|\[\^|&#?\w+;")


_WORD = re.compile(r"[^\W_]+")
_ENOUGH = 100  # characters of a needle


def hidden(needle: str) -> re.Pattern[str]:
    """Make a pattern that finds a needle also where it is written with markup or line breaks inside.

    Signs stand for any signs then, so that there is never more than one way to match. Of a needle of
    signs alone only the first is looked for.
    """
    words = _WORD.findall(needle[:_ENOUGH])
    if not words:
        return re.compile(re.escape(needle[:1]))
    return re.compile(r"[\W_]+".join(r"[\W_]*".join(word) for word in words))


class RowText:
    """Counts hits in a message. The count is exact once the message's leaves are known."""

    def __init__(self, message: Message, folding: Folding) -> None:
        self.message = message
        self._folding = folding
        self._source: str | None = None  # folded, as everything here is
        self._without: str | None = None  # the source without what may not be shown
        self._looked = False  # whether that is known
        # All that is shown; blocks, with their leaves, only for what is laid out.
        self._shown: str | None = None
        self._blocks: list[Block] | None = None
        self._leaves: Sequence[Leaf] = ()  # told last; a message that grows has another list every time
        self._outdated: list[Block] = []  # of an earlier state; most of them serve again

    @property
    def exact(self) -> bool:
        """Whether `count` tells what is shown, not what is written."""
        return self._blocks is not None or self._shown is not None

    def take(self, message: Message) -> None:
        """Go over to another state of the message, whose leaves are not known yet."""
        changed = message.text != self.message.text or message.status is not self.message.status
        self.message = message
        if changed:
            self._outdated = self._blocks or self._outdated
            self._source = self._shown = self._blocks = self._without = None
            self._looked = False

    def read(self, leaves: Sequence[Leaf]) -> None:
        """Note what the message says, of which nothing is laid out."""
        self._shown = WALL.join(block.folded for block in blocks_of(leaves, (), self._folding))
        self._source = self._without = None

    def set_leaves(self, leaves: Sequence[Leaf]) -> bool:
        """Note what the message is made of, which is laid out. False if that was known."""
        if self._blocks is not None and leaves is self._leaves:
            return False
        self._leaves = leaves
        old = self._blocks if self._blocks is not None else self._outdated
        blocks = blocks_of(leaves, old, self._folding)
        if blocks == self._blocks:  # the very same ones: a block has no equality of its own
            return False
        self._blocks, self._outdated = blocks, []
        self._source = self._shown = self._without = None
        return True

    def count(self, needle: str) -> int:
        """Count the hits."""
        if not needle:
            return 0
        if self._blocks is not None:
            return sum(block.count(needle) for block in self._blocks)
        return (self._folded_source() if self._shown is None else self._shown).count(needle)

    def worth_reading(self, needle: str, pattern: re.Pattern[str]) -> bool:
        """Tell whether the leaves may have other hits than the source. A growing answer must wait."""
        if self.exact or self.message.status is Status.STREAMING:
            return False
        source = self._folded_source()
        if plain(needle) and (sure := self._sure()) is not None:
            return not self._is_certain(source, sure, needle, pattern)
        return needle in source or _SLY.search(source) is not None or pattern.search(source) is not None

    def _is_certain(self, source: str, sure: str, needle: str, pattern: re.Pattern[str]) -> bool:
        """Tell whether every hit of the source is shown, and nothing else is one."""
        count = source.count(needle)
        if count != sure.count(needle) or count != len(pattern.findall(sure)):
            return False
        if not count or " " not in needle:
            return True
        lines = self._folding.fold(self.message.text.replace("\n", WALL))
        return lines.count(needle) == count  # two lines may be two blocks

    def _sure(self) -> str | None:
        """Give the folded source without what may not be shown; None if that cannot be told."""
        if not self._looked:
            self._looked = True
            text = without_doubts(self.message.text)
            same = text is self.message.text
            self._without = (
                self._folded_source() if same else None if text is None else self._folding.fold(text)
            )
        return self._without

    def hits(self, needle: str, first: int = 0, last: int | None = None) -> Iterator[tuple[int, Hit]]:
        """Give the hits in blocks that reach into some leaves, with their numbers in the message, from 0.

        There are none in a message that is not laid out.
        """
        number = 0
        for block in self._blocks or ():
            if last is not None and block.first > last:
                break
            if block.first + len(block.leaves) > first:
                yield from enumerate(block.hits(needle, self._folding), number)
            number += block.count(needle)

    def _folded_source(self) -> str:
        if self._source is None:
            self._source = self._folding.fold(self.message.text)
        return self._source
