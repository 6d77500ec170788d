"""Reading what people read of many chats, for exports that are for people."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from desktop.core.chat import AnswerRecord, Message
from desktop.store.holders import Kind, holders_among
from desktop.store.messages import AT_A_TIME, ROLES, STATUSES, STREAMING, Between, attachments_of, parts_of
from desktop.store.search_tables import raw

_WORDS = """
    SELECT message.chat_id, message.id, message.parent_id, message.role, message.text, message.status,
        message.created, message.thinking, message.covers_id, answer.model_name
    FROM message LEFT JOIN answer ON answer.message_id = message.id
    WHERE message.chat_id IN (SELECT value FROM json_each(?)) ORDER BY message.chat_id, message.id
"""


def read_words(db: Connection, wanted: str, between: Between | None = None) -> dict[int, list[Message]]:
    """Read what people read of all messages of chats: of the records, only who answered.

    Takes half as long as `read_chats`, and asks SQLite itself: rows of SQLAlchemy are a part of that.
    """
    records: dict[str, AnswerRecord] = {}
    found: dict[int, list[Message]] = {}
    cursor = raw(db).execute(_WORDS, (wanted,))
    while rows := cursor.fetchmany(AT_A_TIME):
        ids = sorted(row[1] for row in rows)
        files = attachments_of(db, holders_among(db, ids)[Kind.FILES])
        for chat_id, number, parent, role, text, status, created, thinking, covers, model in rows:
            if status == STREAMING:
                parts = parts_of(db, number)
                text, thinking = text + parts.text, thinking + parts.thinking
            if model is not None and model not in records:
                records[model] = AnswerRecord(model, "")
            found.setdefault(chat_id, []).append(
                Message(
                    number,
                    parent,
                    ROLES[role],
                    text,
                    STATUSES[status],
                    datetime.fromisoformat(created),
                    None if model is None else records[model],
                    (),
                    thinking,
                    files.get(number, ()),
                    covers,
                )
            )
        if between is not None:
            between()
    return found
