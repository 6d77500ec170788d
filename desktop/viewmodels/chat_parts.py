"""What the list of chats consists of: headings, folders, and stretches of chats between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from typing import TypeAlias

from desktop.core.chat import ChatId, FolderId
from desktop.core.chat_order import ARCHIVED, LOOSE, PINNED, ChatOrder, Place, Shelf, Standing, key_of
from desktop.core.folders import Folder
from desktop.core.folding import fold
from desktop.core.list_rows import DATES, DAYS, Kind, Section

Key: TypeAlias = tuple[Kind, Section | None, int]
Slot: TypeAlias = tuple[Place, Section | None]
"""Where a chat is counted: by day only where the list has headings for days."""


@dataclass(frozen=True, slots=True)
class Part:
    """A row, or a stretch of chats."""

    kind: Kind
    section: Section | None = None
    folder: Folder | None = None
    depth: int = 0  # of folders above
    expanded: bool = False
    inside: int = 0  # chats in a folder and those in it
    shelf: Shelf | None = None
    place: Place = LOOSE
    start: int = 0  # on the shelf
    count: int = 1  # rows

    @property
    def key(self) -> Key:
        """What stays the same while the part is the same."""
        return self.kind, self.section, self.folder.id if self.folder is not None else self.place


@dataclass(frozen=True, slots=True)
class Calendar:
    """When the groups by date begin, on one day."""

    day: date
    starts: tuple[int, ...]  # of `DAYS`, as keys

    @classmethod
    def of(cls, day: date) -> Calendar:
        """Make the one of a day."""
        midnights = (datetime.combine(day - timedelta(days=past), time.min) for past in DAYS.values())
        return cls(day, tuple(key_of(each.astimezone()) for each in midnights))

    def section(self, key: int) -> Section:
        """Tell which group a moment belongs to."""
        found = (section for section, start in zip(DAYS, self.starts, strict=True) if key >= start)
        return next(found, Section.OLDER)

    def slot(self, standing: Standing) -> Slot:
        """Tell where a chat is counted."""
        dated = standing.place in (LOOSE, ARCHIVED)
        return standing.place, self.section(standing.key) if dated else None

    def count(self, order: ChatOrder) -> dict[Slot, int]:
        """Count all chats."""
        counts: dict[Slot, int] = {}
        for place in order.places:
            shelf = order.shelf(place)
            if place not in (LOOSE, ARCHIVED):
                counts[place, None] = len(shelf)
                continue
            before = 0
            for section, upto in zip(DATES, (*map(shelf.since, self.starts), len(shelf)), strict=True):
                counts[place, section] = upto - before
                before = upto
        return counts


class Tree:
    """The folders in the order of the list: by name, each with those that it holds below it."""

    def __init__(self, folders: Sequence[Folder] = ()) -> None:
        self.folders = tuple(folders)
        known = {folder.id for folder in folders}
        self._children: dict[FolderId | None, list[Folder]] = {}
        for folder in sorted(folders, key=lambda each: (fold(each.name), each.id)):
            parent = folder.parent if folder.parent in known else None
            self._children.setdefault(parent, []).append(folder)
        self.parents = frozenset(folder.parent for folder in folders)
        walk = list(self._below(None, 0))
        for parent in list(self._children):  # in a circle, as only damage can make it
            walk += self._below(parent, 0)
        self.walk: tuple[tuple[Folder, int], ...] = tuple(walk)

    def _below(self, parent: FolderId | None, depth: int) -> Iterator[tuple[Folder, int]]:
        for folder in self._children.pop(parent, ()):
            yield folder, depth
            yield from self._below(folder.id, depth + 1)

    def inside(self, counts: Mapping[Slot, int]) -> dict[FolderId, int]:
        """Count the chats in each folder and those in it."""
        inside = {folder.id: counts.get((folder.id, None), 0) for folder, _ in self.walk}
        for folder, _ in reversed(self.walk):
            if folder.parent is not None and folder.parent in inside:
                inside[folder.parent] += inside[folder.id]
        return inside


@dataclass(frozen=True, slots=True)
class Shown:
    """What of all chats is looked at."""

    tree: Tree
    expanded: frozenset[FolderId] = frozenset()
    archived: bool = False


def arrange(order: ChatOrder, counts: Mapping[Slot, int], shown: Shown) -> list[Part]:
    """Put the list together."""
    if shown.archived:
        return list(_by_date(ARCHIVED, order, counts))
    parts: list[Part] = []
    if count := counts.get((PINNED, None), 0):
        parts.append(Part(Kind.HEADING, Section.PINNED))
        parts.append(_chats(order, PINNED, count))
    if shown.tree.walk:
        parts.append(Part(Kind.HEADING, Section.FOLDERS))
        parts += _folders(order, counts, shown)
    return parts + list(_by_date(LOOSE, order, counts))


def _folders(order: ChatOrder, counts: Mapping[Slot, int], shown: Shown) -> Iterator[Part]:
    inside = shown.tree.inside(counts)
    folded: int | None = None  # depth of the folded folder that we are in
    waiting: list[tuple[int, list[Part]]] = []  # chats come after the folders beside them
    for folder, depth in shown.tree.walk:
        while waiting and waiting[-1][0] >= depth:
            yield from waiting.pop()[1]
        if folded is not None and depth > folded:
            continue
        folded = None if folder.id in shown.expanded else depth
        yield Part(Kind.FOLDER, None, folder, depth, folded is None, inside[folder.id], place=folder.id)
        if folded is None:
            count = counts.get((folder.id, None), 0)
            chats = [_chats(order, folder.id, count, depth + 1)] if count else []
            if not chats and folder.id not in shown.tree.parents:
                chats = [Part(Kind.EMPTY, None, folder, depth + 1)]
            waiting.append((depth, chats))
    while waiting:
        yield from waiting.pop()[1]


def _by_date(place: Place, order: ChatOrder, counts: Mapping[Slot, int]) -> Iterator[Part]:
    start = 0
    for section in DATES:
        if count := counts.get((place, section), 0):
            yield Part(Kind.HEADING, section)
            yield replace(_chats(order, place, count), section=section, start=start)
            start += count


def _chats(order: ChatOrder, place: Place, count: int, depth: int = 0) -> Part:
    return Part(Kind.CHATS, depth=depth, shelf=order.shelf(place), place=place, count=count)


class Rows:
    """The parts as rows, counted from the top."""

    def __init__(self, parts: Iterable[Part] = ()) -> None:
        self.parts = tuple(parts)
        self._ends = list(accumulate(part.count for part in self.parts))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def at(self, row: int) -> tuple[Part, int]:
        """Give the part of a row, and the row's number within it."""
        number = bisect_right(self._ends, row)
        part = self.parts[number]
        return part, row - self._ends[number] + part.count

    def start(self, number: int) -> int:
        """Give the first row of a part."""
        return self._ends[number - 1] if number else 0

    def row_of(self, key: Key) -> int | None:
        """Find a part."""
        return next((self.start(i) for i, part in enumerate(self.parts) if part.key == key), None)

    def row_on(self, place: Place, number: int) -> int | None:
        """Find a chat by its place and its number on the shelf."""
        for i, part in enumerate(self.parts):
            if part.kind is Kind.CHATS and part.place == place and 0 <= number - part.start < part.count:
                return self.start(i) + number - part.start
        return None

    def chat_at(self, row: int) -> ChatId | None:
        """Name the chat of a row."""
        part, number = self.at(row)
        return part.shelf.id_at(part.start + number) if part.shelf is not None else None

    def chats(self, first: int, last: int) -> list[ChatId]:
        """Name the chats of rows from the first to the last."""
        found: list[ChatId] = []
        for i, part in enumerate(self.parts):
            start = self.start(i)
            low, high = max(first, start), min(last + 1, start + part.count)
            if part.shelf is not None and low < high:
                found += part.shelf.ids(part.start + low - start, part.start + high - start)
        return found
