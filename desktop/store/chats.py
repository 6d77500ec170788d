"""Reading and writing chats and their message trees. Takes and gives values, never rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, insert, select, update

from desktop.core.chat import AnswerRecord, Chat, ChatId, Message, MessageId, Role, Status
from desktop.store import schema as tables
from desktop.store.database import Database
from desktop.store.messages import read_branch
from desktop.store.records import write_record

_chat, _message = tables.chat.c, tables.message.c
_CHATS = select(_chat.id, _chat.title, _chat.created, _chat.updated)
_LISTED = _CHATS.where(_chat.deleted.is_(None)).order_by(_chat.updated.desc(), _chat.id.desc())
_ONE = _CHATS.where(_chat.id == bindparam("chat"))
_DRAFT = select(_chat.draft).where(_chat.id == bindparam("chat"))
_CHANGE = update(tables.chat).where(_chat.id == bindparam("chat"))
_PLACE = select(_message.id).where(_message.id == bindparam("message"), _message.chat_id == bindparam("chat"))
_TREE = select(_message.id, _message.parent_id).where(_message.chat_id == bindparam("chat"))
_ANSWERING = exists().where(_message.chat_id == _chat.id, _message.owner.is_not(None))
_PURGE = delete(tables.chat).where(_chat.deleted < bindparam("before"), ~_ANSWERING)


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message to be added to a chat's tree."""

    parent: MessageId | None  # None begins the chat, or one more tree in it
    role: Role
    text: str
    status: Status = Status.DONE
    record: AnswerRecord | None = None


class ChatStore:
    """The chats on the disk; one short transaction a call, on any thread.

    Every method raises the `DataError`s of `Database`; then nothing has changed. A chat or message
    that does not exist is a bug of the caller, told by LookupError where the method says so. A chat in
    the trash can be read and written like any other, so an answer on its way goes on into it.
    """

    def __init__(self, database: Database, owner: str) -> None:
        """Work for the process that `owner` names; see `AnswerStore`."""
        self._database = database
        self._owner = owner

    def chats(self) -> list[Chat]:
        """List the chats that are not in the trash, the newest first."""
        with self._database.read() as db:
            return [Chat(*row) for row in db.execute(_LISTED)]

    def new_chat(self, title: str = "") -> Chat:
        """Make an empty chat."""
        now = datetime.now(UTC)
        row = {"title": title, "created": now, "updated": now}
        with self._database.write() as db:
            return _read(db, _insert(db, tables.chat, row))

    def chat(self, chat: ChatId) -> Chat:
        """Read a chat, also one in the trash. Raises LookupError."""
        with self._database.read() as db:
            return _read(db, chat)

    def rename(self, chat: ChatId, title: str) -> Chat:
        """Give a chat another title; it keeps its place in the list. Raises LookupError."""
        with self._database.write() as db:
            return _changed(db, chat, title=title)

    def delete(self, chat: ChatId) -> None:
        """Put a chat into the trash, and set its time there anew. Raises LookupError."""
        with self._database.write() as db:
            _changed(db, chat, deleted=datetime.now(UTC))

    def restore(self, chat: ChatId) -> Chat:
        """Take a chat out of the trash, to its old place in the list. Raises LookupError."""
        with self._database.write() as db:
            return _changed(db, chat, deleted=None)

    def purge(self, before: datetime) -> int:
        """Delete for good what was put into the trash before that time; tell how many chats.

        A chat with an answer that is still being written stays until a later purge.
        """
        with self._database.write() as db:
            return db.execute(_PURGE, {"before": before}).rowcount

    def draft(self, chat: ChatId) -> str:
        """Read what was left in the composer. Raises LookupError."""
        with self._database.read() as db:
            found = db.execute(_DRAFT, {"chat": chat}).scalar_one_or_none()
        if found is None:
            raise LookupError(f"there is no chat {chat}")
        return found

    def set_draft(self, chat: ChatId, text: str) -> None:
        """Keep what is in the composer. The draft of a chat that has been purged meanwhile is dropped."""
        with self._database.write() as db:
            db.execute(_CHANGE, {"chat": chat, "draft": text})

    def messages(self, chat: ChatId) -> list[Message]:
        """Read the branch that is shown, root first; of an answer on its way, what has been kept."""
        with self._database.read() as db:
            return read_branch(db, chat)

    def tree(self, chat: ChatId) -> list[tuple[MessageId, MessageId | None]]:
        """List all messages of a chat, shown or not, with their parents."""
        with self._database.read() as db:
            rows = db.execute(_TREE, {"chat": chat})
            return [
                (MessageId(row.id), None if row.parent_id is None else MessageId(row.parent_id))
                for row in rows
            ]

    def add(self, chat: ChatId, new: NewMessage) -> Message:
        """Add a message and show the branch that it ends; the chat becomes the newest.

        Raises LookupError if there is no such chat, or the parent is not a message of it.
        """
        now = datetime.now(UTC)
        row = {
            "chat_id": chat,
            "parent_id": new.parent,
            "role": new.role,
            "text": new.text,
            "status": new.status,
            "created": now,
            "owner": self._owner if new.status is Status.STREAMING else None,
        }
        with self._database.write() as db:
            _require(db, chat, new.parent)
            message = MessageId(_insert(db, tables.message, row))
            if new.record is not None:
                write_record(db, message, new.record)
            _changed(db, chat, leaf_id=message, updated=now)
        return Message(message, new.parent, new.role, new.text, new.status, now, new.record)

    def select(self, chat: ChatId, leaf: MessageId | None) -> None:
        """Show the branch that ends with a message; None shows an empty chat. Raises LookupError."""
        with self._database.write() as db:
            _require(db, chat, leaf)
            _changed(db, chat, leaf_id=leaf)


def _insert(db: Connection, table: Any, row: dict[str, Any]) -> int:
    key = db.execute(insert(table), row).inserted_primary_key
    assert key is not None
    return key[0]


def _read(db: Connection, chat: int) -> Chat:
    row = db.execute(_ONE, {"chat": chat}).one_or_none()
    if row is None:
        raise LookupError(f"there is no chat {chat}")
    return Chat(ChatId(row.id), row.title, row.created, row.updated)


def _changed(db: Connection, chat: ChatId, **columns: object) -> Chat:
    db.execute(_CHANGE, {"chat": chat} | columns)
    return _read(db, chat)


def _require(db: Connection, chat: ChatId, message: MessageId | None) -> None:
    if message is None:
        _read(db, chat)
    elif db.execute(_PLACE, {"chat": chat, "message": message}).one_or_none() is None:
        raise LookupError(f"chat {chat} has no message {message}")
