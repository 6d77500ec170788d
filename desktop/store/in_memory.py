"""Stores of chats that are written nowhere: a database in memory, which is gone once it is closed."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.store.answers import AnswerStore
from desktop.store.archive import ArchiveStore
from desktop.store.chats import ChatStore
from desktop.store.database import Database, open_in_memory

FIRST_CHAT = 1 << 48
"""Ids from here on are those of chats in memory: none of the database's is ever as large."""
APART = 1 << 20  # chats of one such database

_COUNT_FROM = "INSERT INTO sqlite_sequence (name, seq) VALUES ('chat', {number})"


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
    return InMemory(database, ChatStore(database, owner), answers, ArchiveStore(database))
