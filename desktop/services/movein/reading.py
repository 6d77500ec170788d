"""Reads the chats of files, folders and zips, whatever program they come from. For a worker thread."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile

from desktop.core.archive_folders import folders_in
from desktop.core.archive_json import FORMAT, OLDEST, VERSION
from desktop.core.archive_reading import Unreadable as NoChat, chat_of
from desktop.core.chat import FolderId
from desktop.core.folders import Folder, one_line, path_of
from desktop.core.moving_in import Flaw, FlawKind, Found, Incoming, Marks, Piece, Place, Shelves, Source
from desktop.services.attaching import name_of
from desktop.services.movein import chatgpt, gpt4all, jan, llama_cpp, lm_studio, open_webui
from desktop.services.movein.chats import Kit
from desktop.services.movein.json_records import Bad, JsonRecords, Record
from desktop.services.movein.members import Broken, Member, members_of
from desktop.services.movein.plain import obj, text
from desktop.services.movein.planning import Plan, Task, plan
from desktop.services.movein.tree import MOST_MESSAGES, Unreadable

TRIED = 20  # values of a file that are no chats before the file is none of ours
LONGEST_TITLE = 60  # characters of a chat that could not be read

Values = dict[str, Any]
READERS: dict[Source, tuple[Callable[[Values], bool], Callable[[Values, Kit], Incoming]]] = {
    Source.CHATGPT: (chatgpt.is_chat, chatgpt.read),
    Source.LLAMA_CPP: (llama_cpp.is_chat, llama_cpp.read),
    Source.LM_STUDIO: (lm_studio.is_chat, lm_studio.read),
    Source.OPEN_WEBUI: (open_webui.is_chat, open_webui.read),
}


@dataclass(frozen=True, slots=True)
class Manner:
    """How files are to be read."""

    wanted: Source | None = None  # None: told by what is in them
    marks: Marks = field(default_factory=Marks)


class Gauge:
    """Counts what has been read. `beat` is called between pieces, and may raise to end the reading."""

    def __init__(self, beat: Callable[[], None]) -> None:
        self.done = self.total = 0  # bytes
        self.beat = beat

    def read(self, file: IO[bytes], size: int) -> bytes:
        """Read on."""
        self.beat()
        data = file.read(size)
        self.done += len(data)
        return data


def read_all(paths: Sequence[Path], manner: Manner, gauge: Gauge) -> Iterator[Piece]:
    """Read what lies at some paths; faults are among what is given. Raises only what `beat` raises."""
    for path in paths:
        try:
            with members_of(path) as found:
                planned = plan(found)
                gauge.total += planned.size
                yield from planned.flaws
                yield from _tasks(planned, manner, gauge)
        except (OSError, ValueError):  # ValueError: a name with NUL
            yield Flaw(FlawKind.UNREADABLE, name_of(path))


def _tasks(planned: Plan, manner: Manner, gauge: Gauge) -> Iterator[Piece]:
    for task in planned.tasks:
        before = gauge.done
        try:
            with task.member.open() as file:
                yield from _File(task, manner, gauge).pieces(file)
        except Broken as broken:
            yield Flaw(broken.kind, task.member.name)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError):
            yield Flaw(FlawKind.DAMAGED, task.member.name)
        except OSError:
            yield Flaw(FlawKind.UNREADABLE, task.member.name)
        gauge.done = before + task.member.size


class _File:
    """A file while it is read."""

    def __init__(self, task: Task, manner: Manner, gauge: Gauge) -> None:
        self._task = task
        self._name = task.member.name
        self._manner = manner
        self._gauge = gauge
        self._known = 0  # chats that were known for what they are
        self._folders: list[Folder] | None = None  # of our own format
        self._sessions = llama_cpp.Sessions()

    def pieces(self, file: IO[bytes]) -> Iterator[Piece]:
        """Read it to its end."""
        beginning = self._gauge.read(file, 4)
        if gpt4all.begins(beginning):
            yield from self._binary(file, beginning)
            return
        records = JsonRecords(lambda size: self._more(file, size))
        self._beginning = beginning
        if self._task.messages is not None:
            yield from self._thread(records, self._task.messages)
        else:
            yield from self._records(records)
        if records.damaged and self._known:
            yield Flaw(FlawKind.BAD_BYTES, self._name)

    def _more(self, file: IO[bytes], size: int) -> bytes:
        beginning, self._beginning = self._beginning, b""
        return beginning + self._gauge.read(file, size)

    def _binary(self, file: IO[bytes], beginning: bytes) -> Iterator[Piece]:
        if self._manner.wanted not in (None, Source.GPT4ALL):
            yield Flaw(FlawKind.NOT_A_CHAT, self._name)
            return
        kit = self._kit()
        yield from self._made(
            0, Source.GPT4ALL, lambda: gpt4all.read(_Joined(beginning, file, self._gauge), kit)
        )

    def _records(self, records: JsonRecords) -> Iterator[Piece]:
        empty, last = True, 0
        for item in records.items():
            empty, last = False, item.number
            if isinstance(item, Bad):
                if self._known or item.kind is not FlawKind.DAMAGED:
                    yield Flaw(item.kind, self._name, item.number)
                continue
            yield from self._record(item)
            if item.number - self._known >= TRIED and not self._known:
                break
        for values in self._sessions.rest():
            yield from self._session(values)
        if empty:
            yield Flaw(FlawKind.EMPTY_FILE if not self._task.member.size else FlawKind.UNKNOWN, self._name)
        elif not self._known and last:
            yield Flaw(FlawKind.UNKNOWN, self._name)

    def _record(self, item: Record) -> Iterator[Piece]:
        values = obj(item.value)
        if self._sessions.takes(values) and self._manner.wanted in (None, Source.LLAMA_CPP):
            for chat in self._sessions.take(values):
                yield from self._session(chat)
            return
        if item.head.get("format") == FORMAT:
            yield from self._own(item)
            return
        source = self._source(values)
        if source is None:
            if self._known:  # else the file may be something else altogether
                title = one_line(text(values.get("title"))[:400], LONGEST_TITLE)
                yield Flaw(FlawKind.NOT_A_CHAT, self._name, item.number, title)
            return
        read, kit = READERS[source][1], self._kit()
        yield from self._made(item.number, source, lambda: read(values, kit))

    def _own(self, item: Record) -> Iterator[Piece]:
        if self._manner.wanted not in (None, Source.FIRESIDE):
            return
        version = item.head.get("version")
        if isinstance(version, int) and OLDEST <= version <= VERSION:
            if self._folders is None:
                self._folders = folders_in(item.head.get("folders"))
                yield Shelves(tuple(_way(self._folders, folder.id) for folder in self._folders))
            folders = self._folders
            yield from self._made(item.number, Source.FIRESIDE, lambda: _own_chat(item.value, folders))
            return
        if not self._known:  # once: it is so of all of them
            yield Flaw(FlawKind.NEWER, self._name)
        self._known += 1

    def _source(self, values: Values) -> Source | None:
        for source, (is_chat, _) in READERS.items():
            if is_chat(values):
                return source if self._manner.wanted in (None, source) else None
        return None

    def _session(self, values: Values) -> Iterator[Piece]:
        number, kit = self._known + 1, self._kit()
        yield from self._made(number, Source.LLAMA_CPP, lambda: llama_cpp.read(values, kit))

    def _thread(self, records: JsonRecords, messages: Member) -> Iterator[Piece]:
        """Read a chat of Jan, which lies in two files."""
        item = next(records.items(), None)
        thread = obj(item.value) if isinstance(item, Record) else {}
        if not jan.is_thread(thread) or self._manner.wanted not in (None, Source.JAN):
            yield Flaw(FlawKind.NOT_A_CHAT, self._name)
            return
        entries: list[object] = []
        with messages.open() as file:
            inner = JsonRecords(lambda size: self._gauge.read(file, size))
            for each in inner.items():
                entries.append(each.value if isinstance(each, Record) else None)
                if len(entries) > MOST_MESSAGES:
                    break
        kit = self._kit()
        yield from self._made(0, Source.JAN, lambda: jan.read(thread, entries, kit))

    def _made(self, number: int, source: Source, make: Callable[[], Incoming]) -> Iterator[Piece]:
        self._known += 1
        try:
            incoming = make()
        except Unreadable as fault:
            yield Flaw(fault.kind, self._name, number)
            return
        title = one_line(incoming.whole.chat.title[:400], LONGEST_TITLE)
        if incoming.dropped:
            yield Flaw(FlawKind.SOME_MESSAGES, self._name, number, title, incoming.dropped)
        yield Found(source, incoming, self._name, number)

    def _kit(self) -> Kit:
        return Kit(self._manner.marks, self._name, self._task.folder)


class _Joined:
    """A file whose beginning has been read already."""

    def __init__(self, beginning: bytes, file: IO[bytes], gauge: Gauge) -> None:
        self._beginning = beginning
        self._file = file
        self._gauge = gauge

    def read(self, size: int) -> bytes:
        """Read on."""
        if not self._beginning:
            return self._gauge.read(self._file, size)
        taken, self._beginning = self._beginning[:size], self._beginning[size:]
        return taken if len(taken) == size else taken + self._gauge.read(self._file, size - len(taken))


def _own_chat(value: object, folders: Sequence[Folder]) -> Incoming:
    try:
        read = chat_of(value)
    except NoChat:
        raise Unreadable from None
    chat = read.whole.chat
    path = _way(folders, chat.folder)
    chat = replace(chat, title=one_line(chat.title[:400], 200), folder=None)
    return Incoming(replace(read.whole, chat=chat), path, dropped=read.dropped)


def _way(folders: Sequence[Folder], folder: FolderId | None) -> tuple[Place, ...]:
    return tuple(Place(each.name, each.system, each.model) for each in path_of(folders, folder))
