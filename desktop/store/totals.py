"""How much the database holds."""

from __future__ import annotations

from sqlalchemy import func, select

from desktop.core.keeping import Totals
from desktop.store import schema as tables
from desktop.store.database import Database
from desktop.store.trash import DOOMED

_chat = tables.chat.c
_CHATS = select(func.count()).where(_chat.deleted.is_(None))
_TRASH = select(func.count()).where(_chat.deleted > DOOMED)
_MESSAGES = select(func.count(tables.message.c.id))


def totals_of(database: Database) -> Totals:
    """Count; goes through all messages, so for a worker thread. Raises `DataError`s."""
    with database.read() as db:
        free = db.exec_driver_sql("PRAGMA freelist_count").scalar_one()
        size = db.exec_driver_sql("PRAGMA page_size").scalar_one()
        counts = [db.execute(query).scalar_one() for query in (_CHATS, _TRASH, _MESSAGES)]
    return Totals(*counts, unused=free * size)
