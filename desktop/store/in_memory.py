"""Stores of chats that are written nowhere: a database in memory, which is gone once it is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert

from desktop.core.chat import ChatId, Message
from desktop.store.answers import AnswerStore
from desktop.store.archive import ArchiveStore
from desktop.store.chats import ChatStore, NewMessage
from desktop.store.database import Database, open_in_memory
from desktop.store.template_tables import template

FIRST_CHAT = 1 << 48
"""Ids from here on are those of chats in memory: none of the database's is ever as large."""
APART = 1 << 20  # chats of one such database

_COUNT_FROM = "INSERT INTO sqlite_sequence (name, seq) VALUES ('chat', {number})"


class _Chats(ChatStore):
    """Takes the word of messages for the templates that they were made with, which are stored elsewhere."""

    def add_chain(self, chat: ChatId, chain: Sequence[NewMessage]) -> list[Message]:
        """Add messages at once or not at all; see `ChatStore`."""
        uses = [new.template for new in chain if new.template is not None]
        now = datetime.now(UTC)
        rows = [
            {"id": use.template, "slash": "", "version": use.version, "created": now, "deleted": now}
            for use in uses
            if use.template is not None
        ]
        if rows:
            with self._database.write() as db:
                db.execute(insert(template).prefix_with("OR IGNORE"), rows)
        return super().add_chain(chat, chain)


@dataclass(frozen=True, slots=True)
class InMemory:
    """An open database in memory and the stores over it."""

    database: Database
    chats: ChatStore
    answers: AnswerStore
    archive: ArchiveStore

    def close(self) -> None:
        """Forget everything."""
        self.database.close()


def open_stores_in_memory(owner: str, number: int) -> InMemory:
    """Make empty stores, the so-manieth of this run: so no two chats of a run have the same id."""
    database = open_in_memory()
    with database.write() as db:
        db.exec_driver_sql(_COUNT_FROM.format(number=FIRST_CHAT + APART * number))
    answers = AnswerStore(database, owner, lambda _: True)
    return InMemory(database, _Chats(database, owner), answers, ArchiveStore(database))
