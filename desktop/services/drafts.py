"""What has been typed and not sent, one text for each chat."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.chat import ChatId, clean
from desktop.core.errors import DataError
from desktop.core.events import Later

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.chats import ChatStore

KEEP_AFTER = 0.5  # seconds
LARGEST = 1_000_000  # characters; a larger text is not written twice a second


class Drafts:
    """Keeps the drafts on the disk. Lives on the owner thread.

    The draft of a conversation that is not stored yet has no chat to belong to; it has a file of its own.
    """

    def __init__(self, store: ChatStore, later: Later, new: Path) -> None:
        self._store = store
        self._later = later
        self._unkept: dict[ChatId, str] = {}
        self._file = new
        self._new = self._kept_new = self._read()
        self._armed = False

    def of(self, chat: ChatId | None) -> str:
        """Give the text that was left in a chat's composer."""
        if chat is None:
            return self._new
        if chat in self._unkept:
            return self._unkept[chat]
        return self._store.draft(chat)

    def keep(self, chat: ChatId | None, text: str) -> None:
        """Remember a text; it is written when some time has passed."""
        if chat is None:
            self._new = text
        else:
            self._unkept[chat] = text
        if not self._armed:
            self._armed = True
            self._later(KEEP_AFTER, self.flush)

    def give_back(self, chat: ChatId, text: str) -> None:
        """Put a refused message before what has been typed since."""
        try:
            typed = self.of(chat)
        except DataError:
            typed = ""
        self.keep(chat, f"{text}\n\n{typed}" if typed.strip() else text)

    def _read(self) -> str:
        try:
            return clean(self._file.read_text(encoding="utf-8", errors="replace"))
        except OSError:
            return ""

    def _write_new(self) -> None:
        """Write beside and put in place; not forced to the disk, which the window would wait for."""
        if self._new == self._kept_new:
            return
        part = self._file.with_suffix(".part")
        try:
            part.write_text(clean(self._new[:LARGEST]), encoding="utf-8")
            part.replace(self._file)
        except OSError:
            return
        self._kept_new = self._new

    def flush(self) -> None:
        """Write what is not written. A full disk keeps no draft from being typed: it stays in memory."""
        self._armed = False
        self._write_new()
        for chat, text in list(self._unkept.items()):
            try:
                self._store.set_draft(chat, clean(text[:LARGEST]))
            except DataError:
                return
            del self._unkept[chat]
