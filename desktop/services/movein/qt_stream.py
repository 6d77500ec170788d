"""Reads what Qt's QDataStream writes: numbers big end first, texts as UTF-16 with their length before."""

from __future__ import annotations

import struct
from typing import Protocol

NULL = 0xFFFFFFFF  # length of a text that is none
LONGEST = 64_000_000  # bytes of a text
AT_ONCE = 1 << 20  # bytes that are read of what is left out


class Bytes(Protocol):
    """What bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """Give so many, or fewer at the end."""
        ...


class Damaged(Exception):
    """The bytes are not what they should be."""


class QtStream:
    """Takes values off a file, one after the other. Raises `Damaged`, and what reading raises."""

    def __init__(self, file: Bytes) -> None:
        self._file = file

    def boolean(self) -> bool:
        """Take a bool."""
        return self._take(1)[0] != 0

    def int32(self) -> int:
        """Take an int."""
        return self._number("i")

    def uint32(self) -> int:
        """Take a quint32."""
        return self._number("I")

    def int64(self) -> int:
        """Take a qint64, or a qsizetype."""
        return self._number("q")

    def uint64(self) -> int:
        """Take a quint64."""
        return self._number("Q")

    def count(self, most: int) -> int:
        """Take the number of values that follow."""
        number = self.int64()
        if not 0 <= number <= most:
            raise Damaged
        return number

    def text(self) -> str:
        """Take a QString."""
        return self.data().decode("utf-16-be", "replace")

    def texts(self, most: int = 10_000) -> list[str]:
        """Take a QList<QString>."""
        number = self.uint32()
        if number > most:
            raise Damaged
        return [self.text() for _ in range(number)]

    def data(self) -> bytes:
        """Take a QByteArray."""
        length = self.uint32()
        return b"" if length == NULL else self._take(length)

    def url(self) -> str:
        """Take a QUrl."""
        return self.data().decode("utf-8", "replace")

    def skip(self, length: int) -> None:
        """Leave bytes out."""
        while length > 0:
            length -= len(self._take(min(length, AT_ONCE)))

    def variant(self) -> None:
        """Leave a QVariant out, of a kind that JSON has."""
        kind, _ = self.uint32(), self.boolean()
        sizes = {0: 0, 1: 1, 2: 4, 3: 4, 4: 8, 5: 8, 6: 8}  # none, bool, ints, double
        if kind == 10:
            self.data()
        elif kind in sizes:
            self.skip(sizes[kind])
        else:
            raise Damaged

    def _number(self, code: str) -> int:
        kind = struct.Struct(f">{code}")
        return kind.unpack(self._take(kind.size))[0]

    def _take(self, length: int) -> bytes:
        taken = self._file.read(length) if 0 <= length <= LONGEST else b""
        if len(taken) != length:
            raise Damaged
        return taken
