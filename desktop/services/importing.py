"""Chats come back from our own format. Works on a worker thread; nothing of a file is trusted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from desktop.core.archive import WholeChat
from desktop.core.archive_json import BEGINNING, FORMAT, VERSION
from desktop.core.archive_reading import Read, Unreadable, chat_of
from desktop.core.chat import Chat
from desktop.core.errors import ImportRefused

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.archive import ArchiveStore

LARGEST_OTHER = 300_000_000  # bytes of a file that is not written a chat a line, and so is read at once
LONGEST_LINE = 300_000_000  # characters of one chat


@dataclass(slots=True)
class Imported:
    """What came of a file."""

    chats: int = 0
    messages: int = 0
    same: int = 0  # chats that were here already, and were left as they are
    refused: list[int] = field(default_factory=list[int])  # chats by their number in the file, from 1
    dropped: int = 0  # messages that were none
    arrived: list[Chat] = field(default_factory=list[Chat])

    def add(self, other: Imported) -> None:
        """Take what came of another file along."""
        self.chats += other.chats
        self.messages += other.messages
        self.same += other.same
        self.dropped += other.dropped
        self.refused += other.refused
        self.arrived += other.arrived


def import_file(store: ArchiveStore, path: Path, tell: Callable[[Imported], None]) -> Imported:
    """Read a file and store its chats; `tell` hears how far it is, and may raise to end it.

    What is stored then stays, each chat whole. Raises `ImportRefused` for a file that is none of ours,
    and `DataError`s.
    """
    from desktop.store.archive import AT_A_TIME

    result = Imported()
    with _open(path) as file:
        for number, value in enumerate(_chats(file, path), start=1):
            tell(result)
            read = _read(value)
            if read is None:
                result.refused.append(number)
                continue
            result.dropped += read.dropped
            if is_here(store, read.whole):
                result.same += 1
                continue
            arriving = store.begin(read.whole)
            try:
                for start in range(0, len(read.whole.messages), AT_A_TIME):
                    tell(result)
                    store.write(arriving, read.whole.messages[start : start + AT_A_TIME])
                shown = store.show(arriving)
            except BaseException:
                store.give_up(arriving)
                raise
            result.chats += 1
            if read.whole.deleted is None:
                result.arrived.append(shown)
            result.messages += len(read.whole.messages)
    return result


def is_here(store: ArchiveStore, whole: WholeChat) -> bool:
    """Tell whether a chat is stored already: begun at the same moment, with the same messages or more."""
    for chat in store.begun_at(whole.chat.created):
        if store.count(chat) >= len(whole.messages):
            there = {(m.created, m.role, m.text) for m in store.read(chat).messages}
            if all((m.created, m.role, m.text) in there for m in whole.messages):
                return True
    return False


def _open(path: Path) -> IO[str]:
    try:
        return path.open(encoding="utf-8-sig", errors="replace")
    except OSError:
        raise ImportRefused(path) from None


def _read(value: object) -> Read | None:
    try:
        return chat_of(value)
    except Unreadable:
        return None


def _chats(file: IO[str], path: Path) -> Iterator[object]:
    """Give the chats of a file one after the other; what is no JSON is given as None."""
    first = file.readline(len(BEGINNING) + 1)
    if first == BEGINNING:
        yield from _lines(file)
        return
    if path.stat().st_size > LARGEST_OTHER:
        raise ImportRefused(path, too_large=True)
    value = _parsed(first + file.read())
    yield from _listed(value, path)


def _lines(file: IO[str]) -> Iterator[object]:
    while line := file.readline(LONGEST_LINE):
        text = line.strip().removesuffix(",")
        if text and text != "]}":
            yield _parsed(text)


def _listed(value: object, path: Path) -> Sequence[object]:
    """Find the chats in what a file holds that somebody has written anew."""
    if isinstance(value, dict):
        values = cast("dict[str, Any]", value)
        chats = values.get("chats")
        if values.get("format") == FORMAT and values.get("version") == VERSION and isinstance(chats, list):
            return cast("list[object]", chats)
    raise ImportRefused(path)


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
