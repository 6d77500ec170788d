"""Chats from other programs on their way in: which are here already, and what they lack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update

from desktop.core.chat import Chat, ChatId, MessageId, Role
from desktop.store import schema as tables
from desktop.store.archive import ArchiveStore
from desktop.store.arriving import Arriving
from desktop.store.database import Database
from desktop.store.folders import FolderStore
from desktop.store.rows import read_chat
from desktop.store.trash import STAYS

_chat, _message = tables.chat.c, tables.message.c
_THIS = _chat.id == bindparam("chat")
_BEGUN = select(_chat.id, _chat.created, _chat.deleted).where(STAYS)
_LINES = (
    select(_message.id, _message.parent_id, _message.role, _message.text)
    .where(_message.chat_id == bindparam("chat"))
    .order_by(_message.id)
)
_SHOWN = select(_chat.leaf_id, _chat.updated).where(_THIS)
_CHANGE = update(tables.chat).where(_THIS)


@dataclass(frozen=True, slots=True)
class Begun:
    """A chat that is here."""

    chat: ChatId
    trashed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """What a message is known by."""

    id: MessageId
    parent: MessageId | None
    role: Role
    text: str


class MoveInStore:
    """For worker threads. Raises `DataError`s."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.archive = ArchiveStore(database)
        self.folders = FolderStore(database)

    def begun(self) -> dict[datetime, list[Begun]]:
        """List all chats, those of the trash too, by the moment they were begun.

        Those that are being deleted for good do not count: they would take with them what is brought in.
        """
        found: dict[datetime, list[Begun]] = {}
        with self._database.read() as db:
            for number, created, deleted in db.execute(_BEGUN):
                found.setdefault(created, []).append(Begun(ChatId(number), deleted is not None))
        return found

    def lines(self, chat: ChatId) -> list[Line]:
        """List the messages of a chat, a parent before its children."""
        with self._database.read() as db:
            return [
                Line(MessageId(number), None if parent is None else MessageId(parent), Role(role), text)
                for number, parent, role, text in db.execute(_LINES, {"chat": chat})
            ]

    def show_more(self, arriving: Arriving) -> Chat:
        """Show the end of what was added, unless the user went on elsewhere meanwhile."""
        path = [arriving.ids[message.id] for message in arriving.whole.branch()]
        with self._database.write() as db:
            leaf, updated = db.execute(_SHOWN, {"chat": arriving.chat}).one()
            changes: dict[str, object] = {"updated": max(updated, arriving.whole.chat.updated)}
            if path and (leaf is None or leaf in path):
                changes["leaf_id"] = path[-1]
            db.execute(_CHANGE, {"chat": arriving.chat} | changes)
            return read_chat(db, arriving.chat)

    def checkpoint(self) -> None:
        """Keep the log of a large import short."""
        self._database.checkpoint()

    def restore(self, chat: ChatId) -> Chat | None:
        """Take a chat out of the trash; None if it is being deleted for good, or gone."""
        with self._database.write() as db:
            if db.execute(_CHANGE.where(STAYS), {"chat": chat, "deleted": None}).rowcount == 0:
                return None
            return read_chat(db, chat)
