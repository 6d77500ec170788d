"""Text files that go with a message: reading them, whatever they are encoded in."""

from __future__ import annotations

import codecs
import stat
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.core.attachment_errors import FileKindUnknown, FileTooLarge, FileUnreadable, NotText
from desktop.core.chat import Attachment, clean
from desktop.core.errors import UserError
from desktop.core.tasks import Cancelled, Job, Tasks

LIMIT = 2_000_000  # bytes of a file; its text has fewer characters than the engine counts at most
CHUNK = 1 << 18  # bytes that are read at once; between two, a cancelled job ends

# UTF-32 comes first: its mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LATER = (b"%PDF-", b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")  # PDF, images
_BINARY = (b"PK\x03\x04", b"\x7fELF", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!\x1a", b"SQLite format 3\0", b"GGUF")
_LAYOUT = frozenset("\t\n\r\f\b\x1b")  # control characters of ordinary text; Escape colours logs
_MANY_CONTROLS = 0.02  # of the characters
_MANY_FOREIGN = 0.4  # of the characters; a Latin alphabet has fewer letters outside ASCII
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NAMELESS = "file"

Outcome = Attachment | UserError


class FileReader:
    """Reads files on a worker thread. Lives on the owner thread, where `taken` is called."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks

    def read(self, paths: Sequence[Path], taken: Callable[[list[Outcome]], None]) -> Callable[[], None]:
        """Read files; `taken` gets a text or an error for each, in their order.

        Gives a function that gives the reading up; `taken` is not called then.
        """
        wanted = tuple(paths)
        given_up: list[bool] = []

        def work(job: Job[None]) -> list[Outcome]:
            return read_text_files(wanted, job)

        def done(outcomes: list[Outcome]) -> None:
            if not given_up:
                taken(outcomes)

        def failed(error: Exception) -> None:
            if not isinstance(error, Cancelled):
                raise error

        job = self._tasks.run(work, done=done, failed=failed)

        def give_up() -> None:
            given_up.append(True)
            job.cancel()

        return give_up


def read_text_files(paths: Sequence[Path], job: Job[None]) -> list[Outcome]:
    """Read files; what cannot be read is given as its error. Blocks; raises only `Cancelled`."""
    outcomes: list[Outcome] = []
    for path in paths:
        try:
            outcomes.append(read_text_file(path, job))
        except UserError as error:
            outcomes.append(error)
    return outcomes


def read_text_file(path: Path, job: Job[None]) -> Attachment:
    """Read one text file. Blocks; raises an `AttachmentError` or `Cancelled`."""
    data = read_bytes(path, job)
    if data.startswith(_LATER) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        raise FileKindUnknown(path)
    text = None if data.startswith(_BINARY) else decode(data)
    if text is None:
        raise NotText(path)
    return Attachment(name_of(path), clean(text.replace("\r\n", "\n").replace("\r", "\n")))


def decode(data: bytes) -> str | None:
    """Find the encoding of a text; None for what is no text, or not surely in an encoding that is known.

    A wrong guess would be sent to the model unseen, so that a doubtful text is refused.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _readable(_strictly(data, encoding))
    if b"\0" in data:
        return _readable(_wide(data))
    text = _strictly(data, "utf-8")
    if text is not None:
        return _readable(text)
    chinese = _strictly(data, "gb18030")
    if chinese is not None and _looks_chinese(chinese):
        return _readable(chinese)
    western = _readable(_strictly(data, "cp1252"))
    if western is None or sum(c > "\x7f" for c in western) > _MANY_FOREIGN * len(western):
        return None  # Cyrillic, Greek or Chinese of another encoding
    return western


def name_of(path: Path) -> str:
    """Give a file's name as it can be shown: no folder, and nothing that hides or turns other characters."""
    shown = "".join(c for c in clean(path.name) if c not in _BIDI and not _invisible(c))
    return shown.strip() or _NAMELESS


def _invisible(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Zl", "Zp")


def read_bytes(path: Path, job: Job[None]) -> bytes:
    """Read a file of limited size. Blocks; raises an `AttachmentError` or `Cancelled`."""
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            raise FileUnreadable(path, is_folder=True)
        if not stat.S_ISREG(state.st_mode):  # a pipe would never end
            raise FileUnreadable(path)
        if state.st_size > LIMIT:
            raise FileTooLarge(path, state.st_size, LIMIT)
        return _read_all(path, job)
    except (OSError, ValueError) as error:  # ValueError: a name with NUL
        raise FileUnreadable(path) from error


def _read_all(path: Path, job: Job[None]) -> bytes:
    data = bytearray()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            job.check()
            data += chunk
            if len(data) > LIMIT:  # it grows while it is read
                raise FileTooLarge(path, len(data), LIMIT)
    return bytes(data)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide(data: bytes) -> str | None:
    """Decode UTF-16 without a mark: of Western text, every other byte is nearly always 0."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    half = len(data) / 2
    if odd > 0.6 * half and even < 0.05 * half:
        return _strictly(data, "utf-16-le")
    if even > 0.6 * half and odd < 0.05 * half:
        return _strictly(data, "utf-16-be")
    return None


def _readable(text: str | None) -> str | None:
    """Give the text, unless too much of it is control characters."""
    if text is None or "\0" in text:
        return None
    controls = sum((c < " " or "\x7f" <= c < "\xa0") and c not in _LAYOUT for c in text)
    return None if controls > _MANY_CONTROLS * len(text) else text


def _looks_chinese(text: str) -> bool:
    """Tell whether most of what is not ASCII are usual Chinese characters and punctuation.

    GB18030 decodes nearly everything, Western letters to rare characters. The first level of GB 2312,
    sorted by sound, has the 3,755 that make up more than 99 % of a text.
    """
    foreign = [c for c in text if c > "\x7f"]
    return sum(map(_usual, foreign)) > len(foreign) / 2


def _usual(character: str) -> bool:
    if (
        "\u2010" <= character <= "\u2026"
        or "\u3000" <= character <= "\u303f"
        or "\uff01" <= character <= "\uff5e"
    ):
        return True
    try:
        lead = character.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    return 0xB0 <= lead <= 0xD7
