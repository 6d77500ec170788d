"""What is typed and not sent, kept with its chat."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, bindparam, select

from desktop.core.chat import Attachment, ChatId
from desktop.core.prepared import Prepared
from desktop.store import schema as tables
from desktop.store.database import Database
from desktop.store.packing import pack_files, unpack_files
from desktop.store.prepared_packing import pack_prepared, unpack_prepared
from desktop.store.rows import set_columns

_chat = tables.chat.c
_THIS = _chat.id == bindparam("chat")
_TEXT = select(_chat.draft).where(_THIS)
_FILES = select(_chat.draft_files).where(_THIS)
_PREPARED = select(_chat.draft_template).where(_THIS)


class DraftStore:
    """The part of `ChatStore` that is about drafts. That of a chat that has been purged is dropped.

    Reading the draft of a chat that does not exist raises LookupError.
    """

    _database: Database

    def draft(self, chat: ChatId) -> str:
        """Read what was left in the composer."""
        return self._value(_TEXT, chat)

    def set_draft(self, chat: ChatId, text: str) -> None:
        """Keep what is in the composer."""
        self._keep(chat, draft=text)

    def draft_files(self, chat: ChatId) -> tuple[Attachment, ...]:
        """Read the attachments that were left in the composer."""
        return unpack_files(self._value(_FILES, chat))

    def set_draft_files(self, chat: ChatId, files: Sequence[Attachment]) -> None:
        """Keep the attachments in the composer."""
        self._keep(chat, draft_files=pack_files(files))

    def prepared(self, chat: ChatId) -> Prepared:
        """Read what templates have put beside the draft."""
        return unpack_prepared(self._value(_PREPARED, chat))

    def set_prepared(self, chat: ChatId, prepared: Prepared) -> None:
        """Keep what templates have put beside the draft."""
        self._keep(chat, draft_template=pack_prepared(prepared))

    def _keep(self, chat: ChatId, **columns: object) -> None:
        with self._database.write() as db:
            set_columns(db, chat, **columns)

    def _value(self, wanted: Select[str], chat: ChatId) -> str:
        with self._database.read() as db:
            found = db.execute(wanted, {"chat": chat}).scalar_one_or_none()
        if found is None:
            raise LookupError(f"there is no chat {chat}")
        return found
