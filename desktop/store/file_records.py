"""The rows on a page of a SQLite file, read without SQLite. Whatever a page holds, this ends."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from desktop.store.file_pages import PageFile

INDEX_INTERIOR, TABLE_INTERIOR, INDEX_LEAF, TABLE_LEAF = 2, 5, 10, 13
KINDS = {INDEX_INTERIOR, TABLE_INTERIOR, INDEX_LEAF, TABLE_LEAF}
INTERIOR = {INDEX_INTERIOR, TABLE_INTERIOR}
OF_TABLES = {TABLE_INTERIOR, TABLE_LEAF}
MOST_COLUMNS = 100
NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
MOST_ODD = 16  # of these on a page that holds a part of a text; flipped bits make a few
LARGEST = 1 << 30  # bytes of a row
HOLE = bytes(8)
"""Stands in no text of ours: here the disk gave nothing."""
HIGHEST = 1 << 40  # ids beyond it are no ids of ours

Value: TypeAlias = int | float | str | bytes | None

_WHOLE = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # bytes of an integer, by its serial type


class Unreadable(Exception):
    """There is no row here, or not enough of it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it lies in the file."""

    rowid: int  # 0 in a table without
    values: tuple[Value, ...]
    cut: bool = False  # only the beginning could be read; the last value is the beginning of a text


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a table or an index."""

    number: int
    kind: int
    data: bytes
    start: int  # of what stands on it: 100 on the first one

    @property
    def of_table(self) -> bool:
        """Whether its rows have ids."""
        return self.kind in OF_TABLES

    def cells(self) -> list[int]:
        """Give where the cells begin, as far as that can be."""
        count = int.from_bytes(self.data[self.start + 3 : self.start + 5])
        first = self.start + (12 if self.kind in INTERIOR else 8)
        count = min(count, (len(self.data) - first) // 2)
        places = struct.unpack_from(f">{count}H", self.data, first)
        return [place for place in places if first + 2 * count <= place < len(self.data) - 2]

    def children(self) -> list[int]:
        """Give the pages below an interior one; they may be any numbers."""
        if self.kind not in INTERIOR:
            return []
        below = [int.from_bytes(self.data[place : place + 4]) for place in self.cells()]
        return [*below, int.from_bytes(self.data[self.start + 8 : self.start + 12])]


def page_at(file: PageFile, number: int) -> Page | None:
    """Read a page; None if it is none of a table or an index."""
    data = file.page(number)
    start = 100 if number == 1 else 0
    kind = data[start]
    if kind not in KINDS or not _plausible(data, start, kind):
        return None
    return Page(number, kind, data, start)


def rows_on(file: PageFile, page: Page, taken: frozenset[int] | set[int]) -> Iterator[Row | None]:
    """Give the rows of a page, None for each that cannot be read; `taken` are pages of tables and indexes."""
    if page.kind == TABLE_INTERIOR:
        return
    for place in page.cells():
        try:
            yield _cell(file, page, place, taken)
        except Unreadable:
            yield None


def _plausible(data: bytes, start: int, kind: int) -> bool:
    """Tell whether a page may be one of a table or an index, by what stands at its beginning."""
    free, count, content = struct.unpack_from(">3H", data, start + 1)
    header = start + (12 if kind in INTERIOR else 8)
    content = content or 65536
    return header + 2 * count <= content <= len(data) and free < len(data)


def _cell(file: PageFile, page: Page, place: int, taken: frozenset[int] | set[int]) -> Row:
    if page.kind == INDEX_INTERIOR:
        place += 4
    size, place = _varint(page.data, place)
    rowid = 0
    if page.of_table:
        rowid, place = _varint(page.data, place)
    if not 0 < size <= LARGEST or not 0 <= rowid < HIGHEST:
        raise Unreadable
    local = _local(size, file.usable, page.of_table)
    if place + local + (4 if local < size else 0) > len(page.data):
        raise Unreadable
    payload = page.data[place : place + local]
    if local < size:
        following = int.from_bytes(page.data[place + local : place + local + 4])
        payload += _overflow(file, following, size - local, taken)
    return _record(rowid, payload, size)


def _local(size: int, usable: int, of_table: bool) -> int:
    """Tell how much of a row stands on its own page."""
    most = usable - 35 if of_table else (usable - 12) * 64 // 255 - 23
    if size <= most:
        return size
    least = (usable - 12) * 32 // 255 - 23
    kept = least + (size - least) % (usable - 4)
    return kept if kept <= most else least


def _overflow(file: PageFile, number: int, size: int, taken: frozenset[int] | set[int]) -> bytes:
    """Read the rest of a row from its chain of pages, as far as it is one."""
    parts: list[bytes] = []
    seen: set[int] = set()
    while size > 0:
        if not 1 < number <= file.count or number in seen or number in taken:
            break
        seen.add(number)
        page = file.page(number)
        following = int.from_bytes(page[:4])
        last = size <= file.usable - 4
        if last != (following == 0):  # another page than was written here
            break
        part = page[4 : 4 + min(size, file.usable - 4)]
        if len(NO_TEXT.findall(part.decode("utf-8", "replace"))) > MOST_ODD:
            break
        parts.append(part)
        size -= len(parts[-1])
        number = following
    return b"".join(parts)


def _record(rowid: int, payload: bytes, size: int) -> Row:
    length, at = _varint(payload, 0)
    if not at <= length <= min(len(payload), 3 * MOST_COLUMNS):
        raise Unreadable
    kinds: list[int] = []
    while at < length:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if at != length or sum(map(_length, kinds)) + length != size:
        raise Unreadable
    values: list[Value] = []
    for kind in kinds:
        end = at + _length(kind)
        if end > len(payload):
            return _cut(rowid, values, kind, payload[at:])
        text = kind >= 13 and kind % 2
        if text and (hole := payload.find(HOLE, at, end)) >= 0:
            return _cut(rowid, values, kind, payload[at:hole])
        values.append(_value(kind, payload[at:end]))
        at = end
    return Row(rowid, tuple(values))


def _cut(rowid: int, values: list[Value], kind: int, rest: bytes) -> Row:
    if kind < 13 or kind % 2 == 0:  # no text
        raise Unreadable
    return Row(rowid, (*values, rest.decode("utf-8", "ignore")), cut=True)


def _length(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    if kind in (10, 11):
        raise Unreadable
    return 8 if kind == 7 else _WHOLE.get(kind, 0)


def _value(kind: int, data: bytes) -> Value:
    if kind >= 12:
        return data if kind % 2 == 0 else data.decode("utf-8", "replace")
    if kind == 7:
        return struct.unpack(">d", data)[0]
    if kind in _WHOLE:
        return int.from_bytes(data, signed=True)
    return None if kind == 0 else kind - 8


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Read a number of up to nine bytes; give it and where it ends."""
    value = 0
    for place in range(at, min(at + 8, len(data))):
        value = value << 7 | data[place] & 0x7F
        if data[place] < 0x80:
            return value, place + 1
    if at + 8 >= len(data):
        raise Unreadable
    value = value << 8 | data[at + 8]
    return (value - (1 << 64) if value >> 63 else value), at + 9
