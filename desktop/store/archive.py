"""Whole chats, read for an export and written by an import. Takes and gives values, never rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from desktop.core.archive import Which, WholeChat
from desktop.core.chat import Chat, ChatId, FolderId, LeftOut, Message, MessageId, clean
from desktop.core.folders import Folder, below
from desktop.core.folding import fold
from desktop.store import schema as tables
from desktop.store.adapters import keep_adapters_of_chat
from desktop.store.database import Database
from desktop.store.folders import listed, settle
from desktop.store.message_templates import keep_template_of_message
from desktop.store.messages import Between
from desktop.store.packing import pack_sampling
from desktop.store.records import write_record
from desktop.store.rows import insert_row, read_chat
from desktop.store.whole_chats import LOOK_AHEAD, portions_of, read_whole

AT_A_TIME = 200  # messages that are written in one transaction: others write in between

_chat, _message = tables.chat.c, tables.message.c
_THIS = _chat.id == bindparam("chat")
_IDS = select(_chat.id).order_by(_chat.created, _chat.id)
_TITLE = select(_chat.title).where(_THIS)
_BEGUN = select(_chat.id).where(_chat.created == bindparam("created", type_=tables.UtcTime()))
_COUNT = select(func.count()).where(_message.chat_id == bindparam("chat"))
_FOLDER = select(tables.folder.c.id).where(tables.folder.c.id == bindparam("folder"))
_wanted = func.json_each(bindparam("chats")).table_valued("value", name="wanted")
_STAND_IN = select(_chat.folder_id).distinct().where(_chat.id.in_(select(_wanted.c.value)))
_SHOW = update(tables.chat).where(_THIS)
_REMOVE = delete(tables.chat).where(_THIS)

_AGED = timedelta(days=30) - timedelta(hours=2)
"""How long a chat that is still being written seems to have been in the trash: nobody sees it, another
process that starts meanwhile does not purge it, and after a crash a later start does."""


@dataclass(slots=True)
class Arriving:
    """A chat that is being written, and the new ids of its messages."""

    chat: ChatId
    whole: WholeChat
    ids: dict[MessageId, MessageId] = field(default_factory=dict[MessageId, MessageId])


class ArchiveStore:
    """For worker threads. Raises `DataError`s; LookupError for a chat that does not exist."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ids(self, trash: bool = False) -> list[ChatId]:
        """List the chats, those begun first before others; those in the trash too, if asked for."""
        return self.ids_of(Which(trash=trash))

    def ids_of(self, which: Which) -> list[ChatId]:
        """List some of the chats, those begun first before others."""
        wanted = _IDS if which.trash else _IDS.where(_chat.deleted.is_(None))
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

    def read_each(self, chats: Sequence[ChatId], between: Between | None = None) -> Iterator[WholeChat]:
        """Read chats in their order, many small ones at a time; those that are gone are left out."""
        for start in range(0, len(chats), LOOK_AHEAD):
            ahead = list(chats[start : start + LOOK_AHEAD])
            with self._database.read() as db:
                portions = portions_of(db, ahead)
            for portion in portions:
                with self._database.read() as db:
                    found = read_whole(db, portion, between)
                yield from found

    def folders(self) -> list[Folder]:
        """List the folders."""
        with self._database.read() as db:
            return listed(db)

    def folders_of(self, chats: Sequence[ChatId]) -> set[FolderId]:
        """Tell in which folders chats stand."""
        with self._database.read() as db:
            found = db.scalars(_STAND_IN, {"chats": json.dumps(list(chats))})
            return {FolderId(each) for each in found if each is not None}

    def settle(self, folders: Sequence[Folder]) -> dict[FolderId, FolderId]:
        """Find or make folders of a file, a parent before its children; gives their numbers here.

        One of the same name in the same place is the same; what is set of it here stays.
        """
        with self._database.write() as db:
            return settle(db, folders)

    def begun_at(self, created: datetime) -> list[ChatId]:
        """List the chats that were begun at this moment, to the microsecond: those of one origin."""
        with self._database.read() as db:
            return [ChatId(number) for number in db.scalars(_BEGUN, {"created": created})]

    def count(self, chat: ChatId) -> int:
        """Tell how many messages a chat has."""
        with self._database.read() as db:
            return db.execute(_COUNT, {"chat": chat}).scalar_one()

    def begin(self, whole: WholeChat) -> Arriving:
        """Begin to write a chat, which nobody sees before `show`."""
        chat, options = whole.chat, whole.options
        row: dict[str, Any] = {
            "title": clean(chat.title),
            "created": chat.created,
            "updated": chat.updated,
            "deleted": datetime.now(UTC) - _AGED,
            "policy": options.policy,
            "thinking": options.thinking,
            "sampling": "" if options.sampling is None else pack_sampling(options.sampling),
            "pinned": chat.pinned,
            "archived": chat.archived,
            "naming": chat.naming,
        }
        with self._database.write() as db:
            row["folder_id"] = db.execute(_FOLDER, {"folder": chat.folder}).scalar_one_or_none()
            number = ChatId(insert_row(db, tables.chat, row))
            tags = [{"chat_id": number, "folded": fold(tag), "tag": tag} for tag in chat.tags]
            if tags:
                db.execute(insert(tables.chat_tag), tags)
            keep_adapters_of_chat(db, number, options.adapters)
        return Arriving(number, whole)

    def write(self, arriving: Arriving, messages: Sequence[Message]) -> None:
        """Write the next messages, a parent before its children, in one transaction."""
        new: dict[MessageId, MessageId] = {}
        with self._database.write() as db:
            for message in messages:
                known = arriving.ids | new
                parent = None if message.parent is None else known[message.parent]
                row = {
                    "chat_id": arriving.chat,
                    "parent_id": parent,
                    "role": message.role,
                    "status": message.status,
                    "created": message.created,
                    "covers_id": None if message.covers is None else known.get(message.covers),
                    "pinned": message.pinned,
                    "text": message.text,
                    "thinking": message.thinking,
                }
                number = new[message.id] = MessageId(insert_row(db, tables.message, row))
                files = [
                    {"message_id": number, "seq": seq, "name": file.name, "text": file.text}
                    for seq, file in enumerate(message.attachments)
                ]
                if files:
                    db.execute(insert(tables.attachment), files)
                if message.template is not None:
                    keep_template_of_message(db, number, message.template)
                if message.record is not None:
                    left_out = _moved(message.record.left_out, known)
                    write_record(db, number, replace(message.record, left_out=left_out), look=False)
        arriving.ids.update(new)

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


def _moved(left_out: LeftOut | None, ids: dict[MessageId, MessageId]) -> LeftOut | None:
    if left_out is None or left_out.first not in ids or left_out.last not in ids:
        return None
    return replace(left_out, first=ids[left_out.first], last=ids[left_out.last])
