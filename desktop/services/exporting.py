"""Chats leave Fireside: one, many or all, in a file or in one file each. Works on a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop.core.archive import WholeChat
from desktop.core.archive_folders import used_folders
from desktop.core.archive_json import BETWEEN, END, ChatLines, beginning
from desktop.core.archive_markdown import Form, markdown_of
from desktop.core.chat import Chat, ChatId
from desktop.core.errors import FileInTheWay
from desktop.services.archive_html import HtmlPages
from desktop.services.export_files import Files, Names, file_name, told

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.archive import ArchiveStore


class Format(StrEnum):
    """What an exported file is; the value is its ending."""

    JSON = "json"  # complete, and can be read again
    MARKDOWN = "md"
    HTML = "html"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Export:
    """What is exported to where."""

    chats: Sequence[ChatId]
    format: Format
    target: Path  # a file, or a folder
    form: Form = field(default_factory=Form)
    overwrite: bool = False
    each: bool = False  # `target` is a folder that gets a file for each chat
    everything: bool = False  # these are all chats: empty folders go along


@dataclass(frozen=True, slots=True)
class Exported:
    """What came of it."""

    target: Path
    folder: Path  # that the target is, or lies in
    chats: int
    messages: int
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an export is: of the chats, or of the messages of the only one, passes counted."""

    done: int
    total: int


Tell = Callable[[Progress], None]
Read = Callable[[], Iterable[WholeChat]]


class Printer(Protocol):
    """Makes PDF files. `close` must be called at the end."""

    def make(self, chats: Read, form: Form, part: Path, tell: Callable[[int], None]) -> None:
        """Write a file; `chats` is called twice. `tell` hears of messages, twice of each, and may raise.

        Raises OSError, `PdfFailed`.
        """
        ...

    def close(self) -> None:
        """Let go of what was needed."""
        ...


def export(
    store: ArchiveStore, wanted: Export, tell: Tell, printer: Callable[[], Printer] | None = None
) -> Exported:
    """Write the files; `tell` may raise to end it. Only an export as PDF needs a `printer`.

    A file has its name only when it is whole. Chats that were deleted for good meanwhile are left out.
    Raises `FileInTheWay`, `DiskFull`, `FolderNotWritable`, `PdfFailed` and other `DataError`s.
    """
    target = wanted.target
    if target.exists() and not (target.is_dir() if wanted.each else wanted.overwrite and target.is_file()):
        raise FileInTheWay(target)
    try:
        with Files() as files:
            run = _Run(store, wanted, tell, files)
            if wanted.format is Format.PDF:
                assert printer is not None
                run.paint(printer)
            else:
                run.write()
    except OSError as error:
        raise told(error, target) from error
    folder = target if target.is_dir() else target.parent
    return Exported(target, folder, run.chats, run.messages, files.size)


class _Run:
    """One export on its way."""

    def __init__(self, store: ArchiveStore, wanted: Export, tell: Tell, files: Files) -> None:
        self._store = store
        self._wanted = wanted
        self._tell = tell
        self._files = files
        self._names = Names(wanted.target, wanted.format, wanted.overwrite)
        self._last = Progress(0, len(wanted.chats))
        self.chats = self.messages = 0

    def write(self) -> None:
        chats = self._wanted.chats
        if not self._wanted.each:
            self._files.write(self._wanted.target, self._pieces(chats, self._read()))
            return
        for whole in self._read():
            self._files.write(self._path(whole.chat), self._pieces([whole.chat.id], iter((whole,))))

    def paint(self, printer: Callable[[], Printer]) -> None:
        press = printer()
        try:
            if not self._wanted.each:
                total = 2 * self._store.count(self._wanted.chats)
                self._make(press, self._wanted.target, self._read_anew, lambda done: Progress(done, total))
                return
            for whole in self._read():
                chats = (whole,)
                self._make(press, self._path(whole.chat), lambda chats=chats: chats, lambda _: self._last)
        finally:
            press.close()

    def _make(self, press: Printer, path: Path, read: Read, progress: Callable[[int], Progress]) -> None:
        def tell(done: int) -> None:
            self._say(progress(done))

        self._files.make(path, lambda part: press.make(read, self._wanted.form, part, tell))

    def _pieces(self, chats: Sequence[ChatId], wholes: Iterator[WholeChat]) -> Iterator[str]:
        match self._wanted.format:
            case Format.JSON:
                return self._json(chats, wholes)
            case Format.HTML:
                return self._html(wholes)
            case _:
                return self._markdown(wholes)

    def _json(self, chats: Sequence[ChatId], wholes: Iterator[WholeChat]) -> Iterator[str]:
        folders, lines = self._store.folders(), ChatLines()
        if not self._wanted.everything:
            folders = used_folders(folders, self._store.folders_of(chats))
        yield beginning(folders)
        for number, whole in enumerate(wholes):
            yield BETWEEN if number else ""
            for piece in lines.line(whole):
                yield piece
                self._say(self._last)
        yield END

    def _html(self, wholes: Iterator[WholeChat]) -> Iterator[str]:
        for piece in HtmlPages(self._wanted.form).pieces(wholes):
            yield piece
            self._say(self._last)  # of a message: what is no plain text takes milliseconds

    def _markdown(self, wholes: Iterator[WholeChat]) -> Iterator[str]:
        for number, whole in enumerate(wholes):
            yield "\n" if number else ""
            for piece in markdown_of(whole, self._wanted.form):
                yield piece
                self._say(self._last)

    def _read(self, again: bool = False) -> Iterator[WholeChat]:
        """Read the chats; what is told of them where they are read again is told by somebody else."""
        self.chats = self.messages = 0
        chats = self._wanted.chats
        complete = self._wanted.format is Format.JSON
        for whole in self._store.read_each(chats, lambda: self._say(self._last), complete):
            yield whole
            self.chats += 1
            self.messages += len(whole.messages)
            self._say(self._last if again else Progress(self.chats, len(chats)))

    def _read_anew(self) -> Iterator[WholeChat]:
        return self._read(again=True)

    def _say(self, progress: Progress) -> None:
        self._last = progress
        self._tell(progress)

    def _path(self, chat: Chat) -> Path:
        title = file_name(chat.title or self._wanted.form.headings.untitled)
        return self._names.free(f"{chat.created.astimezone():%Y-%m-%d} {title}")
