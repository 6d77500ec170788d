"""Whole chats, read for an export and written by an import. Takes and gives values, never rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, func, select, update

from desktop.core.archive import Which, WholeChat
from desktop.core.chat import Chat, ChatId, FolderId, Message
from desktop.core.folders import Folder, below
from desktop.store import schema as tables
from desktop.store.arriving import Arriving, insert_chat, insert_messages
from desktop.store.database import Database
from desktop.store.folders import listed
from desktop.store.messages import Between, read_chats
from desktop.store.rows import read_chat
from desktop.store.trash import STAYS
from desktop.store.whole_chats import LOOK_AHEAD, portions_of, read_whole
from desktop.store.words import read_words

_chat, _message = tables.chat.c, tables.message.c
_THIS = _chat.id == bindparam("chat")
_IDS = select(_chat.id).order_by(_chat.created, _chat.id)
_TITLE = select(_chat.title).where(_THIS)
_wanted = func.json_each(bindparam("chats")).table_valued("value", name="wanted")
_STAND_IN = select(_chat.folder_id).distinct().where(_chat.id.in_(select(_wanted.c.value)))
_COUNT = select(func.count()).where(_message.chat_id.in_(select(_wanted.c.value)))
_SHOW = update(tables.chat).where(_THIS)
_REMOVE = delete(tables.chat).where(_THIS)

_AGED = timedelta(days=30) - timedelta(hours=2)
"""How long a chat that is still being written seems to have been in the trash: nobody sees it, another
process that starts meanwhile does not purge it, and after a crash a later start does."""


class ArchiveStore:
    """For worker threads. Raises `DataError`s; LookupError for a chat that does not exist."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ids(self, trash: bool = False) -> list[ChatId]:
        """List the chats, those begun first before others; those in the trash too, if asked for."""
        return self.ids_of(Which(trash=trash))

    def ids_of(self, which: Which) -> list[ChatId]:
        """List some of the chats, those begun first before others."""
        wanted = _IDS.where(STAYS) if which.trash else _IDS.where(_chat.deleted.is_(None))
        if which.archived:
            wanted = wanted.where(_chat.archived)
        with self._database.read() as db:
            if which.folder is not None:
                wanted = wanted.where(_chat.folder_id.in_(below(listed(db), which.folder)))
            return [ChatId(number) for number in db.scalars(wanted)]

    def title(self, chat: ChatId) -> str:
        """Read a chat's title; "" of one that is gone."""
        with self._database.read() as db:
            return db.execute(_TITLE, {"chat": chat}).scalar_one_or_none() or ""

    def read(self, chat: ChatId, between: Between | None = None) -> WholeChat:
        """Read a chat with all its branches."""
        with self._database.read() as db:
            found = read_whole(db, [chat], between)
        if not found:
            raise LookupError(f"there is no chat {chat}")
        return found[0]

    def read_each(
        self, chats: Sequence[ChatId], between: Between | None = None, whole: bool = True
    ) -> Iterator[WholeChat]:
        """Read chats in their order, many small ones at a time; those that are gone are left out.

        Where they need not be `whole`, messages have no more than what people read of them.
        """
        for start in range(0, len(chats), LOOK_AHEAD):
            ahead = list(chats[start : start + LOOK_AHEAD])
            with self._database.read() as db:
                portions = portions_of(db, ahead)
            for portion in portions:
                with self._database.read() as db:
                    found = read_whole(db, portion, between, read_chats if whole else read_words)
                yield from found

    def folders(self) -> list[Folder]:
        """List the folders."""
        with self._database.read() as db:
            return listed(db)

    def count(self, chats: Sequence[ChatId]) -> int:
        """Tell how many messages chats have together."""
        with self._database.read() as db:
            return db.execute(_COUNT, {"chats": json.dumps(list(chats))}).scalar_one()

    def folders_of(self, chats: Sequence[ChatId]) -> set[FolderId]:
        """Tell in which folders chats stand."""
        with self._database.read() as db:
            found = db.scalars(_STAND_IN, {"chats": json.dumps(list(chats))})
            return {FolderId(each) for each in found if each is not None}

    def begin(self, whole: WholeChat) -> Arriving:
        """Begin to write a chat, which nobody sees before `show`."""
        with self._database.write() as db:
            return insert_chat(db, whole, datetime.now(UTC) - _AGED)

    def write(self, arriving: Arriving, messages: Sequence[Message]) -> None:
        """Write the next messages, a parent before its children, in one transaction."""
        with self._database.write() as db:
            new = insert_messages(db, arriving, messages)
        arriving.ids.update(new)

    def write_small(self, chats: Sequence[WholeChat]) -> list[Chat]:
        """Write chats of a few messages each, all of them in one transaction."""
        with self._database.write() as db:
            return [_write(db, whole) for whole in chats]

    def show(self, arriving: Arriving) -> Chat:
        """Let the chat be seen: it is whole. One that was in the trash is there for another 30 days."""
        whole = arriving.whole
        deleted = None if whole.deleted is None else datetime.now(UTC)
        leaf = None if whole.shown is None else arriving.ids.get(whole.shown)
        with self._database.write() as db:
            db.execute(_SHOW, {"chat": arriving.chat, "leaf_id": leaf, "deleted": deleted})
            return read_chat(db, arriving.chat)

    def give_up(self, arriving: Arriving) -> None:
        """Leave nothing of a chat that was not written to its end."""
        with self._database.write() as db:
            db.execute(_REMOVE, {"chat": arriving.chat})


def _write(db: Connection, whole: WholeChat) -> Chat:
    arriving = insert_chat(db, whole, None if whole.deleted is None else datetime.now(UTC))
    new = insert_messages(db, arriving, whole.messages)
    if whole.shown is not None and whole.shown in new:
        db.execute(_SHOW, {"chat": arriving.chat, "leaf_id": new[whole.shown]})
    return read_chat(db, arriving.chat)
