"""What a message says, as blocks: its text, and folded parts above or below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.core.chat import Message, Role, Status
from desktop.widgets.transcript.contents import Contents
from desktop.widgets.transcript.files import language_of
from desktop.widgets.transcript.fold_item import FoldItem
from desktop.widgets.transcript.fold_state import FoldKey, FoldKind, FoldState, fold_keys
from desktop.widgets.transcript.item import LeafItem
from desktop.widgets.transcript.kit import Kit
from desktop.widgets.transcript.leaves import Leaf
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.reading import Steps
from desktop.widgets.transcript.source import Source


@dataclass(slots=True)
class _Section:
    """The text, which has no pill, or a folded part, which has no contents while it is closed."""

    key: FoldKey | None
    pill: FoldItem | None = None
    contents: Contents | None = None

    @property
    def size(self) -> int:
        """The number of items."""
        return (self.pill is not None) + (len(self.contents.items) if self.contents is not None else 0)

    @property
    def items(self) -> list[LeafItem]:
        pill: list[LeafItem] = [self.pill] if self.pill is not None else []
        return [*pill, *self.contents.items] if self.contents is not None else pill

    @property
    def leaves(self) -> list[Leaf]:
        pill: list[Leaf] = [self.pill.leaf] if self.pill is not None else []
        return [*pill, *self.contents.leaves] if self.contents is not None else pill


class Body:
    """The blocks of one message, pills included, as leaves and as the items that show them."""

    def __init__(self, message: Message, state: FoldState, kit: Kit, parser: Parser) -> None:
        self._message = message
        self._state = state
        self._kit = kit
        self._parser = parser
        self._sections = [self._section(key) for key in _order(message)]
        self.items: list[LeafItem] = []
        self.leaves: list[Leaf] = []
        self._collect()

    def take(self, message: Message) -> int:
        """Show another state of the message. Gives the index of the first item that may have changed."""
        self._message = message
        keys = _order(message)
        if keys != [section.key for section in self._sections]:
            known = {section.key: section for section in self._sections}
            self._sections = [known.get(key) or self._section(key) for key in keys]
            for section in self._sections:
                self._refresh(section)
            self._collect()
            return 0
        first, index = len(self.items), 0
        for section in self._sections:
            size = section.size
            changed = self._refresh(section)
            if changed < size or section.size != size:
                first = min(first, index + min(changed, size))
            index += size
        if first < len(self.items) or sum(section.size for section in self._sections) != index:
            self._collect()
        return first

    def refold(self, key: FoldKey) -> int | None:
        """Show or hide a part, as the state says. Gives the index of its pill; None without such a part."""
        index = 0
        for section in self._sections:
            if section.key == key:
                opened = self._state.is_open(key)
                section.contents = self._contents(key) if opened else None
                self._collect()
                return index
            index += section.size
        return None

    def open(self, index: int) -> bool:
        """Read a part that is about to come into sight. False if the item there shows what it says."""
        for section in self._sections:
            inside = index - (section.pill is not None)
            if index < section.size:
                if section.contents is None or inside < 0 or not section.contents.open(inside):
                    return False
                self._collect()
                return True
            index -= section.size
        return False

    def set_kit(self, kit: Kit) -> None:
        """Make the items anew, in another theme."""
        self._kit = kit
        for section in self._sections:
            if section.key is not None:
                section.pill = FoldItem(kit, section.key, self._message, self._state)
            if section.contents is not None:
                section.contents.set_kit(kit)
        self._collect()

    def fold_of(self, index: int) -> FoldKey | None:
        """Tell in which folded part an item stands; None for the text."""
        for section in self._sections:
            if 0 <= index < section.size:
                return section.key
            index -= section.size
        return None

    @property
    def drafted(self) -> bool:
        """Whether the leaves are not yet those of the whole texts."""
        return any(section.contents is not None and section.contents.drafted for section in self._sections)

    @property
    def unread(self) -> bool:
        """Whether something has ended and is yet to be read as a whole."""
        return any(section.contents is not None and section.contents.unread for section in self._sections)

    def read_whole(self, until: float, width: int) -> int | None:
        """Read what has ended until the clock (perf_counter) says `until`; `width` is that of the items.

        Gives the index of the first item that may have changed, and None while nothing has.
        """
        index = 0
        for section in self._sections:
            if section.contents is not None and section.contents.unread:
                start = section.contents.read_whole(until, width)
                if start is None:
                    return None
                self._collect()
                return index + (section.pill is not None) + start
            index += section.size
        return None

    def _section(self, key: FoldKey | None) -> _Section:
        if key is None:
            return _Section(None, contents=self._contents(None))
        pill = FoldItem(self._kit, key, self._message, self._state)
        return _Section(key, pill, self._contents(key) if self._state.is_open(key) else None)

    def _contents(self, key: FoldKey | None) -> Contents:
        return Contents(_source(self._message, key), self._kit, self._parser)

    def _refresh(self, section: _Section) -> int:
        """Give a section what is new. Gives the index of its first item that may have changed."""
        if section.pill is not None:
            section.pill.message = self._message
        if section.contents is None:
            return section.size
        return (section.pill is not None) + section.contents.take(_source(self._message, section.key))

    def _collect(self) -> None:
        self.items = [item for section in self._sections for item in section.items]
        self.leaves = [leaf for section in self._sections for leaf in section.leaves]


def sources(message: Message, state: FoldState) -> Iterator[Source]:
    """Give the texts of a message that are shown: what is folded is left out."""
    for key in _order(message):
        if key is None or state.is_open(key):
            yield _source(message, key)


def steps(message: Message, state: FoldState, parser: Parser) -> Steps:
    """Read all that is shown of a message, in steps."""
    leaves: list[Leaf] = []
    for source in sources(message, state):
        leaves += yield from source.steps(parser)
    return leaves


def _order(message: Message) -> list[FoldKey | None]:
    """Give the parts of a message from top to bottom; None is the text."""
    keys = fold_keys(message)
    return [None, *keys] if message.role is Role.USER else [*keys, None]


def _source(message: Message, key: FoldKey | None) -> Source:
    if key is None:
        growing = message.status is Status.STREAMING
        return Source(message.text, growing, bubble=message.role is Role.USER)
    if key.kind is FoldKind.FILE:
        file = message.attachments[key.index]
        return Source(file.text.removesuffix("\n"), bubble=True, language=language_of(file))
    return Source(message.thinking, growing=message.status is Status.STREAMING, aside=True)
