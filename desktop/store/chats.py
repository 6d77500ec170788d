"""Reading and writing chats, with what belongs to each one. Takes and gives values, never rows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, bindparam, select, update

from desktop.core.chat import Chat, ChatId, ChatOptions, FolderId, Naming, Policy
from desktop.store import schema as tables
from desktop.store.adapters import adapters_of_chat, keep_adapters_of_chat
from desktop.store.drafts import DraftStore
from desktop.store.packing import pack_sampling, unpack_sampling
from desktop.store.rows import CHATS, change_chat, chat_of, insert_row, read_chat
from desktop.store.trees import NewMessage, TreeStore

__all__ = ["ChatStore", "NewMessage"]

_chat, _message = tables.chat.c, tables.message.c
_LISTED = CHATS.where(_chat.deleted.is_(None)).order_by(_chat.updated.desc(), _chat.id.desc())
_THIS = _chat.id == bindparam("chat")
_OPTIONS = select(_chat.policy, _chat.thinking, _chat.sampling).where(_THIS)
_SUGGEST = update(tables.chat).where(_THIS, _chat.deleted.is_(None))
_FOLDER = select(tables.folder.c.id).where(tables.folder.c.id == bindparam("folder"))


class ChatStore(TreeStore, DraftStore):
    """The chats on the disk; one short transaction a call, on any thread.

    Every method raises the `DataError`s of `Database`; then nothing has changed. A chat or message
    that does not exist is a bug of the caller, told by LookupError where the method says so. A chat in
    the trash can be read and written like any other, so an answer on its way goes on into it; what is asked
    anew in it brings it back.
    """

    def chats(self) -> list[Chat]:
        """List the chats that are not in the trash, the newest first."""
        with self._database.read() as db:
            return [chat_of(row) for row in db.execute(_LISTED)]

    def new_chat(
        self, title: str = "", folder: FolderId | None = None, naming: Naming = Naming.FIRST_WORDS
    ) -> Chat:
        """Make an empty chat; at the top if the folder is gone."""
        now = datetime.now(UTC)
        row: dict[str, Any] = {"title": title, "created": now, "updated": now, "naming": naming}
        with self._database.write() as db:
            row["folder_id"] = db.execute(_FOLDER, {"folder": folder}).scalar_one_or_none()
            return read_chat(db, insert_row(db, tables.chat, row))

    def chat(self, chat: ChatId) -> Chat:
        """Read a chat, also one in the trash. Raises LookupError."""
        with self._database.read() as db:
            return read_chat(db, chat)

    def rename(self, chat: ChatId, title: str, naming: Naming = Naming.USER) -> Chat:
        """Give a chat another title; it keeps its place in the list. Raises LookupError."""
        with self._database.write() as db:
            return change_chat(db, chat, title=title, naming=naming)

    def suggest(self, chat: ChatId, title: str, instead_of: str | None = None) -> Chat | None:
        """Give a chat the title that a model found, instead of that one or else of its first words.

        None if it is named otherwise by now, or in the trash.
        """
        replaced = _chat.naming == Naming.FIRST_WORDS if instead_of is None else _chat.title == instead_of
        with self._database.write() as db:
            values = {"chat": chat, "title": title, "naming": Naming.MODEL}
            if db.execute(_SUGGEST.where(replaced), values).rowcount == 0:
                return None
            return read_chat(db, chat)

    def options(self, chat: ChatId) -> ChatOptions:
        """Read what was chosen for a chat. Raises LookupError."""
        policy, thinking, sampling = self._row(_OPTIONS, chat)
        with self._database.read() as db:
            adapters = adapters_of_chat(db, chat)
        return ChatOptions(Policy(policy), thinking, unpack_sampling(sampling), adapters)

    def set_options(self, chat: ChatId, options: ChatOptions) -> None:
        """Keep what was chosen for a chat; it keeps its place in the list. Raises LookupError."""
        sampling = "" if options.sampling is None else pack_sampling(options.sampling)
        with self._database.write() as db:
            change_chat(db, chat, policy=options.policy, thinking=options.thinking, sampling=sampling)
            keep_adapters_of_chat(db, chat, options.adapters)

    def _row(self, wanted: Select[*tuple[Any, ...]], chat: ChatId) -> tuple[Any, ...]:
        with self._database.read() as db:
            found = db.execute(wanted, {"chat": chat}).one_or_none()
        if found is None:
            raise LookupError(f"there is no chat {chat}")
        return tuple(found)
