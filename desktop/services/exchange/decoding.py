"""Text files of any encoding, read piece by piece."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.core.tasks import Job
from desktop.services.attaching import decode

CHUNK = 1 << 20  # bytes
SAMPLE = 1 << 18  # bytes that an encoding is guessed from
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {"gb18030": "GB18030", "cp1252": "Windows-1252"}
FEW = 10  # of so many characters beyond ASCII one at most is broken in what is UTF-8 all the same


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a file become text."""

    name: str  # as Python calls it
    guessed: str = ""  # as people call it, where it is only likely
    damaged: bool = False  # some bytes have no meaning in it


def encoding_of(path: Path, job: Job[Any]) -> Encoding:
    """Find the encoding of a file by reading it through. Blocks; raises OSError and `Cancelled`."""
    with path.open("rb") as file:
        start = file.read(4)
        for mark, name in _MARKS:
            if start.startswith(mark):
                return Encoding(name)
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        while chunk := file.read(CHUNK):
            job.check()
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                return _guess(_around(chunk, error.start))
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:  # cut within a character
            return Encoding("utf-8", damaged=True)
    return Encoding("utf-8")


def read_whole(path: Path, encoding: Encoding, job: Job[Any]) -> str:
    """Read a text. Blocks; raises OSError and `Cancelled`."""
    return "".join(pieces(path, encoding, job))


def pieces(path: Path, encoding: Encoding, job: Job[Any]) -> Iterator[str]:
    """Read a text piece by piece, with its line ends as they are. Blocks; raises OSError and `Cancelled`."""
    with path.open(encoding=encoding.name, errors="replace", newline="") as file:
        while piece := file.read(CHUNK):
            job.check()
            yield piece


def _around(chunk: bytes, at: int) -> bytes:
    """Take the lines about a place; characters of two bytes must not be cut."""
    first = chunk.rfind(b"\n", 0, max(0, at - SAMPLE // 2)) + 1
    last = chunk.rfind(b"\n", first, first + SAMPLE)
    return chunk[first : last if last > first else first + SAMPLE]


def _guess(sample: bytes) -> Encoding:
    replaced = sample.decode("utf-8", "replace")
    broken = replaced.count("\N{REPLACEMENT CHARACTER}")
    if sum(c > "\x7f" for c in replaced) > broken * FEW:
        return Encoding("utf-8", damaged=True)
    name = "gb18030" if _reads_as_chinese(sample) else "cp1252"
    return Encoding(name, _NAMES[name])


def _reads_as_chinese(sample: bytes) -> bool:
    """Tell Chinese from Western text as attachments do."""
    text = decode(sample)
    try:
        return text is not None and text == sample.decode("gb18030")
    except UnicodeDecodeError:
        return False
