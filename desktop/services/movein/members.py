"""The files that an import is made of: one, those of a folder, or those in a zip. Nothing is unpacked.

A zip from outside may lie: about its names, its sizes, and what is in it.
"""

from __future__ import annotations

import os
import stat
import struct
import zipfile
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO

from desktop.core.moving_in import Flaw, FlawKind
from desktop.services.attaching import name_of

MOST_FILES = 100_000  # of a folder or a zip
DEEPEST = 32  # folders in folders
LARGEST_LIST = 64_000_000  # bytes of the list of what a zip holds
LARGEST_MEMBER = 32_000_000_000  # bytes
USUAL, MOST_RATIO = 100_000_000, 250  # bytes that are no bomb; how much texts of chats ever shrink
ENCRYPTED = 0x1  # of a member's flags
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


class Broken(Exception):
    """A member cannot be read to its end. Carries why."""

    def __init__(self, kind: FlawKind) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Member:
    """A file that may hold chats."""

    name: str  # with "/"; of a folder's or zip's file, its path there
    size: int  # bytes
    open: Callable[[], IO[bytes]]  # raises OSError and `Broken`
    kind: FlawKind | None = None  # why it may not be opened


@dataclass(frozen=True, slots=True)
class Members:
    """What a path holds."""

    root: str  # the name of the path, without the folders of this computer
    members: Sequence[Member]
    flaws: list[Flaw] = field(default_factory=list[Flaw])


@contextmanager
def members_of(path: Path) -> Generator[Members]:
    """Look what there is; it can be read until the end of the block. Raises OSError."""
    root = name_of(path)
    state = path.stat()
    if stat.S_ISDIR(state.st_mode):
        yield _of_folder(path, root)
    elif not stat.S_ISREG(state.st_mode):  # a pipe would never end
        yield Members(root, (), [Flaw(FlawKind.UNREADABLE, root)])
    elif _begins(path) in ZIP:
        with _zip(path, root) as members:
            yield members
    else:
        yield Members(root, [Member(root, state.st_size, partial(path.open, "rb"))])


def _begins(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4)


def _of_folder(path: Path, root: str) -> Members:
    found: list[Member] = []
    flaws: list[Flaw] = []
    for place, entry in _walk(path, ()):
        if len(found) == MOST_FILES:
            flaws.append(Flaw(FlawKind.TOO_MANY_FILES, root))
            break
        name = "/".join((*place, entry.name))
        found.append(Member(name, entry.stat(follow_symlinks=False).st_size, partial(open, entry.path, "rb")))
    return Members(root, found, flaws)


def _walk(folder: Path, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], os.DirEntry[str]]]:
    """Give the regular files of a folder and those in it; links are not followed."""
    try:
        with os.scandir(folder) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in inside:
        if entry.is_file(follow_symlinks=False):
            yield place, entry
        elif len(place) < DEEPEST and entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), (*place, entry.name))


@contextmanager
def _zip(path: Path, root: str) -> Generator[Members]:
    if _list_size(path) > LARGEST_LIST:
        yield Members(root, (), [Flaw(FlawKind.LARGE_ZIP, root)])
        return
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, struct.error):
        yield Members(root, (), [Flaw(FlawKind.DAMAGED, root)])
        return
    with archive:
        infos = archive.infolist()
        flaws = [Flaw(FlawKind.TOO_MANY_FILES, root)] if len(infos) > MOST_FILES else []
        files = [info for info in infos[:MOST_FILES] if not info.is_dir()]
        yield Members(root, [_member(archive, info) for info in files], flaws)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    name = info.filename.replace("\\", "/")
    parts = name.split("/")
    kind = None
    if name.startswith("/") or ".." in parts or ":" in parts[0]:
        kind = FlawKind.BAD_NAME
    elif info.flag_bits & ENCRYPTED:
        kind = FlawKind.ENCRYPTED
    elif info.file_size > max(USUAL, info.compress_size * MOST_RATIO) or info.file_size > LARGEST_MEMBER:
        kind = FlawKind.BOMB
    elif name.casefold().endswith(".zip"):
        kind = FlawKind.ZIP_IN_ZIP
    return Member(name, info.file_size, partial(_opened, archive, info), kind)


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
    try:
        return archive.open(info)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
        raise Broken(FlawKind.DAMAGED) from None


def _list_size(path: Path) -> int:
    """Give the bytes of a zip's list of members, which would all be read at once; 0 where none is found."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        start = max(0, size - (1 << 16) - 22)
        file.seek(start)
        tail = file.read()
        at = tail.rfind(b"PK\x05\x06")
        if at < 0 or len(tail) < at + 20:
            return 0
        (length,) = struct.unpack_from("<L", tail, at + 12)
        wide = tail.rfind(b"PK\x06\x06", 0, at)  # of zips that are larger than the old form can tell
        if length == 0xFFFFFFFF and wide >= 0 and len(tail) >= wide + 48:
            (length,) = struct.unpack_from("<Q", tail, wide + 40)
        return length
