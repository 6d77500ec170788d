"""Chats leave Fireside: one, many or all, in a file or in one file each. Works on a worker thread."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING

from desktop.core.archive import WholeChat
from desktop.core.archive_json import BEGINNING, BETWEEN, END, chat_line
from desktop.core.archive_markdown import Headings, markdown_of
from desktop.core.chat import Chat, ChatId
from desktop.core.errors import DiskFull, FileInTheWay, FolderNotWritable
from desktop.services.archive_html import html_of

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.archive import ArchiveStore

LONGEST_NAME = 80  # characters of a file's name, without its ending
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # by Windows


class Format(StrEnum):
    """What an exported file is; the value is its ending."""

    JSON = "json"  # complete, and can be read again
    MARKDOWN = "md"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Export:
    """What is exported to where."""

    chats: Sequence[ChatId]
    format: Format
    target: Path  # a file, or a folder
    headings: Headings = field(default_factory=Headings)
    language: str = "en"
    overwrite: bool = False
    each: bool = (
        False  # `target` is a folder that gets a file for each chat; always where several are no JSON
    )


@dataclass(frozen=True, slots=True)
class Exported:
    """What came of it."""

    target: Path
    chats: int
    messages: int
    size: int  # bytes


def export(store: ArchiveStore, wanted: Export, tell: Callable[[int], None]) -> Exported:
    """Write the files; `tell` hears how many chats are done, and may raise to end it.

    A file has its name only when it is whole. Chats that were deleted for good meanwhile are left out.
    Raises `FileInTheWay`, `DiskFull`, `FolderNotWritable` and other `DataError`s.
    """
    several = wanted.format is not Format.JSON and (wanted.each or len(wanted.chats) != 1)
    if wanted.target.exists() and not wanted.overwrite and not (several and wanted.target.is_dir()):
        raise FileInTheWay(wanted.target)
    try:
        if wanted.format is Format.JSON:
            return _one_file(store, wanted, tell)
        return _files(store, wanted, several, tell)
    except OSError as error:
        raise _told(error, wanted.target) from error


def file_name(title: str) -> str:
    """Make a name that every system takes, without ending: no folder, nothing reserved, not too long."""
    name = FORBIDDEN.sub("_", " ".join(title.split()))[:LONGEST_NAME].strip(" .")
    return f"_{name}" if not name or RESERVED.fullmatch(name) else name


def _one_file(store: ArchiveStore, wanted: Export, tell: Callable[[int], None]) -> Exported:
    chats = messages = 0
    with _Whole(wanted.target) as file:
        file.write(BEGINNING)
        for whole in _read(store, wanted.chats, tell):
            file.write((BETWEEN if chats else "") + chat_line(whole))
            chats += 1
            messages += len(whole.messages)
        file.write(END)
    return Exported(wanted.target, chats, messages, wanted.target.stat().st_size)


def _files(store: ArchiveStore, wanted: Export, several: bool, tell: Callable[[int], None]) -> Exported:
    chats = messages = size = 0
    taken: set[str] = set()
    for whole in _read(store, wanted.chats, tell):
        path = wanted.target / _free_name(whole.chat, wanted, taken) if several else wanted.target
        with _Whole(path) as file:
            file.write(_written(whole, wanted))
        chats += 1
        messages += len(whole.messages)
        size += path.stat().st_size
    return Exported(wanted.target, chats, messages, size)


def _read(store: ArchiveStore, chats: Sequence[ChatId], tell: Callable[[int], None]) -> Iterator[WholeChat]:
    for done, chat in enumerate(chats):
        tell(done)
        try:
            yield store.read(chat)
        except LookupError:
            continue


def _written(whole: WholeChat, wanted: Export) -> str:
    if wanted.format is Format.HTML:
        return html_of(whole, wanted.headings, wanted.language)
    return markdown_of(whole, wanted.headings)


def _free_name(chat: Chat, wanted: Export, taken: set[str]) -> str:
    """Name the file of a chat: by day and title, with a number where that is taken."""
    stem = f"{chat.created.astimezone():%Y-%m-%d} {file_name(chat.title or wanted.headings.untitled)}"
    number, name = 1, f"{stem}.{wanted.format}"
    while name.casefold() in taken or (not wanted.overwrite and (wanted.target / name).exists()):
        number += 1
        name = f"{stem} {number}.{wanted.format}"
    taken.add(name.casefold())
    return name


class _Whole:
    """Writes beside, flushes, and puts in place at the end; leaves nothing where it fails."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".fireside-export-")
        self._path, self._part = path, Path(name)
        self._file = os.fdopen(descriptor, "w", encoding="utf-8", errors="replace", newline="\n")

    def __enter__(self) -> IO[str]:
        return self._file

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        try:
            if error is None:
                self._file.flush()
                os.fsync(self._file.fileno())
                self._file.close()
                self._part.replace(self._path)
        finally:
            self._file.close()
            self._part.unlink(missing_ok=True)


def _told(error: OSError, target: Path) -> DiskFull | FolderNotWritable:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(target.parent)
    return FolderNotWritable(target.parent)
