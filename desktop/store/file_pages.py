"""The pages of a SQLite file, read without SQLite: for a file that SQLite refuses.

The format is https://www.sqlite.org/fileformat2.html. What the write-ahead log holds of ended
transactions stands in the place of the pages in the file, as it does for SQLite.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from types import TracebackType

from desktop.store.condition import log_of

MAGIC = b"SQLite format 3\0"
USUAL = 4096  # bytes of a page, in every database of ours
SIZES = tuple(1 << power for power in range(9, 17))
LOG_HEADER, FRAME_HEADER = 32, 24
LOG_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}
"""Says in which order of bytes the sums of a log are made."""
KEPT = 256  # pages that are kept in memory


class PageFile:
    """A file whose pages are read one by one; a context manager. Raises OSError where it cannot be read."""

    def __init__(self, path: Path) -> None:
        self._stack = ExitStack()
        self._file = self._stack.enter_context(path.open("rb"))
        self._log = None
        header = self._file.read(100)
        self.size = _page_size(header)
        self._reserved = header[20] if len(header) == 100 and header[20] <= self.size // 4 else 0
        length = self._file.seek(0, 2)
        self._in_file = -(-length // self.size)
        self._newer: dict[int, int] = {}  # where pages lie in the log
        if log_of(path).exists():
            self._log = self._stack.enter_context(log_of(path).open("rb"))
            self._newer = dict(self._committed())
        self.count = max(self._in_file, *self._newer, 0)  # the highest number that a page can have
        self.page = lru_cache(KEPT)(self._read)

    def __enter__(self) -> PageFile:
        """Give the file itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the file."""
        self._stack.close()

    def numbers(self) -> list[int]:
        """Give the numbers of the pages that are there: a log may name any others, and lie about them."""
        return [*range(1, self._in_file + 1), *sorted(each for each in self._newer if each > self._in_file)]

    @property
    def usable(self) -> int:
        """Bytes of a page that hold something."""
        return self.size - self._reserved

    def free(self) -> set[int]:
        """Give the pages that hold nothing any more, as far as the list of them can be followed."""
        found: set[int] = set()
        first = self.page(1)
        if not first.startswith(MAGIC):
            return found
        trunk = int.from_bytes(first[32:36])
        while 1 < trunk <= self.count and trunk not in found:
            found.add(trunk)
            page = self.page(trunk)
            many = min(int.from_bytes(page[4:8]), self.usable // 4 - 2)
            leaves = struct.unpack_from(f">{many}I", page, 8)
            found.update(leaf for leaf in leaves if 1 < leaf <= self.count)
            trunk = int.from_bytes(page[:4])
        return found

    def _read(self, number: int) -> bytes:
        """Read a page; what the file has not got any more is zeros. Numbers begin with 1."""
        try:
            if self._log is not None and number in self._newer:
                self._log.seek(self._newer[number])
                page = self._log.read(self.size)
            else:
                self._file.seek((number - 1) * self.size)
                page = self._file.read(self.size)
        except OSError:  # a sector that the disk does not give
            page = b""
        return page.ljust(self.size, b"\0")

    def _committed(self) -> Iterator[tuple[int, int]]:
        """Find the newest place of each page in the log."""
        assert self._log is not None
        header = self._log.read(LOG_HEADER)
        if len(header) < LOG_HEADER:
            return
        magic, _, size, _, *salts = struct.unpack(">6I", header[:24])
        order = LOG_MAGIC.get(magic)
        if order is None or size != self.size:
            return
        sums = struct.unpack(">2I", header[24:32])
        open_: list[tuple[int, int]] = []  # of a transaction whose end has not been met yet
        at = LOG_HEADER
        while len(frame := self._log.read(FRAME_HEADER + size)) == FRAME_HEADER + size:
            number, ended, *rest = struct.unpack(">6I", frame[:FRAME_HEADER])
            if rest[:2] != salts:  # left over from before
                return
            # Each sum goes on from the one before; so a damaged frame does not spoil those that follow.
            right = _sums(frame[:8] + frame[FRAME_HEADER:], order, sums) == (rest[2], rest[3])
            sums = rest[2], rest[3]
            if right and number > 0:
                open_.append((number, at + FRAME_HEADER))
            if right and ended:
                yield from open_
                open_.clear()
            at += FRAME_HEADER + size


def _page_size(header: bytes) -> int:
    size = int.from_bytes(header[16:18])
    size = 65536 if size == 1 else size
    return size if header.startswith(MAGIC) and size in SIZES else USUAL


def _sums(data: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    one, two = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two
