"""The sentences of one language, read out of a compiled .qm file as Qt does it, without Qt.

Such a file is made of sections: one holds the hashes of all sentences, in order and each with a place, the
other one what stands there. `packaging/translations.py` makes it, with nothing left out.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path

MAGIC = 16  # bytes that every such file begins with
HASHES, MESSAGES = 0x42, 0x69
END, TRANSLATION, SOURCE, CONTEXT = 1, 3, 6, 7  # what begins a part of a message


def hash_of(text: bytes) -> int:
    """Give the hash of ELF, by which sentences are found."""
    value = 0
    for byte in text:
        value = (value << 4) + byte
        high = value & 0xF0000000
        value = (value ^ (high >> 24)) & ~high & 0xFFFFFFFF
    return value or 1


class Sentences:
    """What one file holds. Raises `OSError` when it is not there."""

    def __init__(self, path: Path) -> None:
        found = dict(_sections(path.read_bytes()))
        self._messages = found.get(MESSAGES, b"")
        hashes = found.get(HASHES, b"")
        self._known: list[tuple[int, int]] = list(struct.iter_unpack(">II", hashes))

    def find(self, context: str, text: str) -> tuple[str, ...]:
        """Give the forms of a sentence: one, or one for each kind of number; nothing if it is not known."""
        source = text.encode()
        wanted = hash_of(source)
        for place in range(bisect_left(self._known, (wanted, 0)), len(self._known)):
            found, start = self._known[place]
            if found != wanted:
                break
            forms, parts = _message(self._messages, start)
            if parts.get(SOURCE) == source and parts.get(CONTEXT) == context.encode():
                return forms
        return ()


def _sections(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = MAGIC
    while at < len(content):
        tag, length = struct.unpack_from(">BI", content, at)
        at += 5
        yield tag, content[at : at + length]
        at += length


def _message(messages: bytes, at: int) -> tuple[tuple[str, ...], dict[int, bytes]]:
    forms: list[str] = []
    parts: dict[int, bytes] = {}
    while (tag := messages[at]) != END:
        (length,) = struct.unpack_from(">I", messages, at + 1)
        at += 5
        part = messages[at : at + length]
        at += length
        if tag == TRANSLATION:
            forms.append(part.decode("utf-16-be"))
        else:
            parts[tag] = part
    return tuple(forms), parts
