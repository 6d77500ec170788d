"""Chats come back from our own format. Works on a worker thread; nothing of a file is trusted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from desktop.core.archive import WholeChat
from desktop.core.archive_folders import folders_in
from desktop.core.archive_json import FORMAT, OLDEST, VERSION
from desktop.core.archive_reading import Read, Unreadable, chat_of
from desktop.core.chat import Chat, FolderId
from desktop.core.errors import ImportRefused
from desktop.core.folders import Folder

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.archive import ArchiveStore

LARGEST_OTHER = 300_000_000  # bytes of a file that is not written a chat a line, and so is read at once
LONGEST_LINE = 300_000_000  # characters of one chat
OPENING = '"chats": [\n'  # ends the first line of a file with one chat a line


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
        folders, chats = _begun(file, path)
        settled = store.settle(folders)
        for number, value in enumerate(chats, start=1):
            tell(result)
            read = _read(value, settled)
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


def _read(value: object, settled: Mapping[FolderId, FolderId]) -> Read | None:
    try:
        read = chat_of(value)
    except Unreadable:
        return None
    folder = read.whole.chat.folder
    chat = replace(read.whole.chat, folder=None if folder is None else settled.get(folder))
    return replace(read, whole=replace(read.whole, chat=chat))


def _begun(file: IO[str], path: Path) -> tuple[list[Folder], Iterable[object]]:
    """Read up to the first chat: gives the folders, and the chats, of which what is no JSON is None."""
    first = file.readline(LONGEST_LINE)
    if first.endswith(OPENING):
        head = _parsed(first + "]}")
        if isinstance(head, dict):
            return folders_in(_checked(cast("dict[str, Any]", head), path).get("folders")), _lines(file)
    if path.stat().st_size > LARGEST_OTHER:
        raise ImportRefused(path, too_large=True)
    value = _parsed(first + file.read())
    if not isinstance(value, dict):
        raise ImportRefused(path)
    values = _checked(cast("dict[str, Any]", value), path)
    return folders_in(values.get("folders")), cast("list[object]", values["chats"])


def _lines(file: IO[str]) -> Iterator[object]:
    while line := file.readline(LONGEST_LINE):
        text = line.strip().removesuffix(",")
        if text and text != "]}":
            yield _parsed(text)


def _checked(values: dict[str, Any], path: Path) -> dict[str, Any]:
    """Give what a file holds, if it is ours; somebody may have written it anew."""
    version = values.get("version")
    if values.get("format") != FORMAT or not isinstance(version, int):
        raise ImportRefused(path)
    if version > VERSION:
        raise ImportRefused(path, newer=True)
    if version < OLDEST or not isinstance(values.get("chats"), list):
        raise ImportRefused(path)
    return values


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
