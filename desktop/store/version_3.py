"""Version 3: downloads, the LoRA adapters of chats and answers, and what was drafted of an answer."""

from __future__ import annotations

from sqlalchemy import Connection

STATEMENTS = (
    "ALTER TABLE answer ADD COLUMN drafted_tokens INTEGER",
    "ALTER TABLE answer ADD COLUMN accepted_tokens INTEGER",
    """
    CREATE TABLE download (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        position INTEGER NOT NULL,
        stage VARCHAR NOT NULL,
        what VARCHAR NOT NULL,
        created VARCHAR NOT NULL,
        ended VARCHAR
    )
    """,
    """
    CREATE TABLE chat_adapter (
        chat_id INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        path VARCHAR NOT NULL,
        scale DOUBLE NOT NULL,
        CONSTRAINT pk_chat_adapter PRIMARY KEY (chat_id, seq),
        CONSTRAINT fk_chat_adapter_chat_id FOREIGN KEY(chat_id) REFERENCES chat (id) ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE answer_adapter (
        message_id INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        path VARCHAR NOT NULL,
        scale DOUBLE NOT NULL,
        CONSTRAINT pk_answer_adapter PRIMARY KEY (message_id, seq),
        CONSTRAINT fk_answer_adapter_message_id
            FOREIGN KEY(message_id) REFERENCES message (id) ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
)


def to_version_3(db: Connection) -> None:
    """Make version 3 of a database that has version 2."""
    for statement in STATEMENTS:
        db.exec_driver_sql(statement)
