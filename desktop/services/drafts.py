"""What has been typed and attached and not sent, for each chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.chat import Attachment, ChatId, clean
from desktop.core.early_draft import put_in_place, together
from desktop.core.errors import DataError
from desktop.core.events import Later
from desktop.core.prepared import NOTHING, DraftTemplate, Prepared, SystemPrompt
from desktop.store.packing import pack_files, unpack_files
from desktop.store.prepared_packing import pack_prepared, unpack_prepared

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.chats import ChatStore

KEEP_AFTER = 0.5  # seconds
KEEP_AGAIN = 5.0  # seconds until a failed write is tried again
LARGEST = 1_000_000  # characters; a larger text is not written twice a second
FILES_NAME = "draft-files.json"  # of the draft that belongs to no chat yet
FILES_LARGEST = 8_000_000  # bytes of all attachments of a draft (about 50 ms); others stay in memory only


class Drafts:
    """Keeps the drafts on the disk. Lives on the owner thread.

    The draft of a conversation that is not stored yet has no chat to belong to; it has files of its own,
    or is in memory only where there is no path for them.
    """

    def __init__(self, store: ChatStore, later: Later, new: Path | None) -> None:
        self._store = store
        self._later = later
        self._unkept: dict[ChatId, str] = {}
        self._unkept_files: dict[ChatId, tuple[Attachment, ...]] = {}
        self._unkept_prepared: dict[ChatId, Prepared] = {}
        self._new = _NewDraft() if new is None else _StoredDraft(new)
        self._armed = False

    def of(self, chat: ChatId | None) -> str:
        """Give the text that was left in a chat's composer."""
        if chat is None:
            return self._new.text
        if chat in self._unkept:
            return self._unkept[chat]
        return self._store.draft(chat)

    def files_of(self, chat: ChatId | None) -> tuple[Attachment, ...]:
        """Give the attachments that were left in a chat's composer."""
        if chat is None:
            return self._new.files
        if chat in self._unkept_files:
            return self._unkept_files[chat]
        return self._store.draft_files(chat)

    def prepared_of(self, chat: ChatId | None) -> Prepared:
        """Give what templates have put beside the draft of a chat."""
        if chat is None:
            return self._new.prepared
        if chat in self._unkept_prepared:
            return self._unkept_prepared[chat]
        return self._store.prepared(chat)

    def keep(self, chat: ChatId | None, text: str) -> None:
        """Remember a text; it is written when some time has passed."""
        if chat is None:
            self._new.text = text
        else:
            self._unkept[chat] = text
        self._arm()

    def keep_files(self, chat: ChatId | None, files: Sequence[Attachment]) -> None:
        """Remember all attachments of a draft; they are written when some time has passed."""
        if chat is None:
            self._new.files = tuple(files)
        else:
            self._unkept_files[chat] = tuple(files)
        self._arm()

    def keep_prepared(self, chat: ChatId | None, prepared: Prepared) -> None:
        """Remember what templates have put beside a draft; it is written when some time has passed."""
        if chat is None:
            self._new.prepared = prepared
        else:
            self._unkept_prepared[chat] = prepared
        self._arm()

    def give_back(
        self,
        chat: ChatId,
        text: str,
        files: Sequence[Attachment] = (),
        template: DraftTemplate | None = None,
    ) -> None:
        """Put a refused message before what has been typed and attached since."""
        try:
            typed, attached = self.of(chat), self.files_of(chat)
        except DataError:
            typed, attached = self._unkept.get(chat, ""), self._unkept_files.get(chat, ())
        self.keep(chat, together((text, typed)))
        if files:
            self.keep_files(chat, tuple(dict.fromkeys((*files, *attached))))
        if template is not None:
            self.keep_prepared(chat, Prepared(template, self._prepared_known(chat).system))

    def give_back_system(self, chat: ChatId, system: SystemPrompt) -> None:
        """Let a refused system prompt be to come again, unless another one was set since."""
        prepared = self._prepared_known(chat)
        if prepared.system is None:
            self.keep_prepared(chat, replace(prepared, system=system))

    def flush(self) -> None:
        """Write what is not written. A full disk keeps no draft from being typed: it stays in memory."""
        self._armed = False
        self._new.write()
        try:
            for chat, text in list(self._unkept.items()):
                self._store.set_draft(chat, clean(text[:LARGEST]))
                del self._unkept[chat]
            for chat, files in list(self._unkept_files.items()):
                self._store.set_draft_files(chat, _bounded(files))
                del self._unkept_files[chat]
            for chat, prepared in list(self._unkept_prepared.items()):
                self._store.set_prepared(chat, prepared)
                del self._unkept_prepared[chat]
        except DataError:
            self._arm(KEEP_AGAIN)

    def _prepared_known(self, chat: ChatId) -> Prepared:
        try:
            return self.prepared_of(chat)
        except DataError:
            return NOTHING

    def _arm(self, seconds: float = KEEP_AFTER) -> None:
        if not self._armed:
            self._armed = True
            self._later(seconds, self.flush)


class _NewDraft:
    """The draft of the conversation that is not stored yet, in memory."""

    def __init__(self) -> None:
        self.text = ""
        self.files: tuple[Attachment, ...] = ()
        self.prepared = NOTHING

    def write(self) -> None:
        """It is written nowhere."""


class _StoredDraft(_NewDraft):
    """The same in three files: text, attachments, templates.

    They are written beside and put in place, and not forced to the disk, which the window would wait
    for. What cannot be read, or written, is none.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._text_file = path
        self._files_file = path.with_name(FILES_NAME)
        self.text = self._kept_text = clean(_read(path, 4 * LARGEST, errors="replace"))
        self._prepared_file = path.with_name("draft-template.json")
        self.files = self._kept_files = _files_in(self._files_file)
        self.prepared = self._kept_prepared = unpack_prepared(_read(self._prepared_file, 4 * LARGEST))

    def write(self) -> None:
        """Write what has changed."""
        if self.text != self._kept_text and put_in_place(self._text_file, clean(self.text[:LARGEST])):
            self._kept_text = self.text
        if self.files != self._kept_files and put_in_place(
            self._files_file, pack_files(_bounded(self.files))
        ):
            self._kept_files = self.files
        if self.prepared != self._kept_prepared and put_in_place(
            self._prepared_file, pack_prepared(self.prepared)
        ):
            self._kept_prepared = self.prepared


def can_hold(text: str, files: Sequence[Attachment]) -> bool:
    """Tell whether a draft keeps a message whole."""
    return len(text) <= LARGEST and len(_bounded(files)) == len(files)


def keep_early_files(folder: Path, files: Sequence[Attachment]) -> None:
    """Put attachments after those of the draft of the next new chat, as `keep_early` does with a text."""
    path = folder / FILES_NAME
    put_in_place(path, pack_files(_bounded(tuple(dict.fromkeys((*_files_in(path), *files))))))


def _files_in(path: Path) -> tuple[Attachment, ...]:
    return unpack_files(_read(path, 4 * FILES_LARGEST))


def _bounded(files: Sequence[Attachment]) -> tuple[Attachment, ...]:
    room, kept = FILES_LARGEST, list[Attachment]()
    for file in files:
        size = len(file.text.encode("utf-8", "replace"))
        if size <= room:
            room -= size
            kept.append(file)
    return tuple(kept)


def _read(path: Path, largest: int, errors: str = "strict") -> str:
    try:
        if path.stat().st_size > largest:
            return ""
        return path.read_text(encoding="utf-8", errors=errors)
    except (OSError, UnicodeDecodeError):
        return ""
