"""Rows of chats that come from elsewhere. Each function works inside a transaction of its caller."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select

from desktop.core.archive import WholeChat
from desktop.core.chat import ChatId, LeftOut, Message, MessageId, clean
from desktop.core.folding import fold
from desktop.store import schema as tables
from desktop.store.adapters import keep_adapters_of_chat
from desktop.store.message_templates import keep_template_of_message
from desktop.store.packing import pack_sampling
from desktop.store.records import write_record
from desktop.store.rows import insert_row

_FOLDER = select(tables.folder.c.id).where(tables.folder.c.id == bindparam("folder"))
_NEWEST = select(func.coalesce(func.max(tables.message.c.id), 0))
_GIVEN = "SELECT seq FROM sqlite_sequence WHERE name = 'message'"


@dataclass(slots=True)
class Arriving:
    """A chat that is being written, and the new ids of its messages."""

    chat: ChatId
    whole: WholeChat
    ids: dict[MessageId, MessageId] = field(default_factory=dict[MessageId, MessageId])


def insert_chat(db: Connection, whole: WholeChat, deleted: datetime | None) -> Arriving:
    """Add a chat without its messages; at the top if its folder is gone."""
    chat, options = whole.chat, whole.options
    row: dict[str, Any] = {
        "title": clean(chat.title),
        "created": chat.created,
        "updated": chat.updated,
        "deleted": deleted,
        "policy": options.policy,
        "thinking": options.thinking,
        "sampling": "" if options.sampling is None else pack_sampling(options.sampling),
        "pinned": chat.pinned,
        "archived": chat.archived,
        "naming": chat.naming,
        "folder_id": None,
    }
    if chat.folder is not None:
        row["folder_id"] = db.execute(_FOLDER, {"folder": chat.folder}).scalar_one_or_none()
    number = ChatId(insert_row(db, tables.chat, row))
    tags = [{"chat_id": number, "folded": fold(tag), "tag": tag} for tag in chat.tags]
    if tags:
        db.execute(insert(tables.chat_tag), tags)
    keep_adapters_of_chat(db, number, options.adapters)
    return Arriving(number, whole)


def insert_messages(
    db: Connection, arriving: Arriving, messages: Sequence[Message]
) -> dict[MessageId, MessageId]:
    """Add messages, a parent before its children; gives their new ids, which count once this is stored."""
    if not messages:
        return {}
    # Numbers are given here, as SQLite would: then all rows go in by one statement.
    given = db.exec_driver_sql(_GIVEN).scalar_one_or_none() or 0
    newest = max(given, db.execute(_NEWEST).scalar_one())
    known, new = dict(arriving.ids), dict[MessageId, MessageId]()
    rows: list[dict[str, Any]] = []
    files: list[dict[str, Any]] = []
    for number, message in enumerate(messages, start=newest + 1):
        known[message.id] = new[message.id] = MessageId(number)
        rows.append(_row(arriving.chat, message, known))
        files += (
            {"message_id": number, "seq": seq, "name": file.name, "text": file.text}
            for seq, file in enumerate(message.attachments)
        )
    db.execute(insert(tables.message), rows)
    if files:
        db.execute(insert(tables.attachment), files)
    for message in messages:
        _keep_rest(db, message, known)
    return new


def _row(chat: ChatId, message: Message, known: dict[MessageId, MessageId]) -> dict[str, Any]:
    return {
        "id": known[message.id],
        "chat_id": chat,
        "parent_id": None if message.parent is None else known[message.parent],
        "role": message.role,
        "status": message.status,
        "created": message.created,
        "covers_id": None if message.covers is None else known.get(message.covers),
        "pinned": message.pinned,
        "text": message.text,
        "thinking": message.thinking,
    }


def _keep_rest(db: Connection, message: Message, known: dict[MessageId, MessageId]) -> None:
    number = known[message.id]
    if message.template is not None:
        keep_template_of_message(db, number, message.template)
    if message.record is not None:
        left_out = _moved(message.record.left_out, known)
        write_record(db, number, replace(message.record, left_out=left_out))


def _moved(left_out: LeftOut | None, ids: dict[MessageId, MessageId]) -> LeftOut | None:
    if left_out is None or left_out.first not in ids or left_out.last not in ids:
        return None
    return replace(left_out, first=ids[left_out.first], last=ids[left_out.last])
