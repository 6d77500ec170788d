"""Single rows: adding, reading and changing them. Each function works inside its caller's transaction."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, or_, select, update

from desktop.core.chat import Chat, ChatId, FolderId, MessageId, Naming
from desktop.core.folders import BETWEEN
from desktop.core.keep_errors import ChatGone
from desktop.store import schema as tables

_chat, _message = tables.chat.c, tables.message.c
_tags = tables.chat_tag.c
# In the order of the key, which SQLite goes through here.
_TAGS = (
    select(func.group_concat(_tags.tag, BETWEEN))
    .where(_tags.chat_id == _chat.id)
    .correlate(tables.chat)
    .scalar_subquery()
)
CHATS = select(
    _chat.id,
    _chat.title,
    _chat.created,
    _chat.updated,
    _chat.pinned,
    _chat.archived,
    _chat.folder_id,
    _TAGS.label("tags"),
    _chat.naming,
)
_STAYS = or_(_chat.deleted.is_(None), _chat.deleted > tables.DOOMED)
_ONE = CHATS.where(_chat.id == bindparam("chat"), _STAYS)
_CHANGE = update(tables.chat).where(_chat.id == bindparam("chat"))
_PLACE = (
    select(_message.id)
    .join(tables.chat, _chat.id == _message.chat_id)
    .where(_message.id == bindparam("message"), _message.chat_id == bindparam("chat"), _STAYS)
)


def insert_row(db: Connection, table: Any, row: dict[str, Any]) -> int:
    """Add a row, and give its number."""
    key = db.execute(insert(table), row).inserted_primary_key
    assert key is not None
    return key[0]


def read_chat(db: Connection, chat: int) -> Chat:
    """Read a chat. Raises `ChatGone`, which is a LookupError, also where it is being deleted for good."""
    row = db.execute(_ONE, {"chat": chat}).one_or_none()
    if row is None:
        raise ChatGone(chat)
    return chat_of(row)


def chat_of(row: Any) -> Chat:
    """Make a value of a row of `CHATS`."""
    number, title, created, updated, pinned, archived, folder, tags, naming = row
    return Chat(
        ChatId(number),
        title,
        created,
        updated,
        pinned,
        archived,
        None if folder is None else FolderId(folder),
        tuple(tags.split(BETWEEN)) if tags else (),
        Naming(naming),
    )


def change_chat(db: Connection, chat: ChatId, **columns: object) -> Chat:
    """Set columns of a chat. Raises LookupError."""
    set_columns(db, chat, **columns)
    return read_chat(db, chat)


def set_columns(db: Connection, chat: ChatId, **columns: object) -> None:
    """Set columns of a chat; nothing happens if it is gone."""
    db.execute(_CHANGE, {"chat": chat} | columns)


def require(db: Connection, chat: ChatId, message: MessageId | None) -> None:
    """Raise LookupError if there is no such chat, or if the message is none of it."""
    if message is None:
        read_chat(db, chat)
        return
    if db.execute(_PLACE, {"chat": chat, "message": message}).one_or_none() is None:
        read_chat(db, chat)  # it may be gone as a whole
        raise LookupError(f"chat {chat} has no message {message}")
