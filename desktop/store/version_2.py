"""Version 2: thinking, attachments, summaries, pinned messages, options of a chat, presets."""

from __future__ import annotations

from sqlalchemy import Connection

# Made anew where a constraint is added, or where short columns have to stand before long ones. The
# highest id ever given goes along, since ids are never used twice.
STATEMENTS = (
    """
    CREATE TABLE message_2 (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        chat_id INTEGER NOT NULL,
        parent_id INTEGER,
        role VARCHAR NOT NULL,
        status VARCHAR NOT NULL,
        created VARCHAR NOT NULL,
        owner VARCHAR,
        covers_id INTEGER,
        pinned BOOLEAN DEFAULT 0 NOT NULL,
        text VARCHAR NOT NULL,
        thinking VARCHAR DEFAULT '' NOT NULL,
        CONSTRAINT uq_message_chat_id_id UNIQUE (chat_id, id),
        CONSTRAINT fk_message_chat_id_parent_id
            FOREIGN KEY(chat_id, parent_id) REFERENCES message (chat_id, id),
        CONSTRAINT fk_message_chat_id_covers_id
            FOREIGN KEY(chat_id, covers_id) REFERENCES message (chat_id, id),
        CONSTRAINT ck_message_older_parent CHECK (parent_id < id),
        CONSTRAINT ck_message_owned_stream CHECK ((status = 'streaming') = (owner IS NOT NULL)),
        CONSTRAINT fk_message_chat_id FOREIGN KEY(chat_id) REFERENCES chat (id) ON DELETE CASCADE
    )
    """,
    """
    INSERT INTO message_2 (id, chat_id, parent_id, role, status, created, owner, text)
    SELECT id, chat_id, parent_id, role, status, created, owner, text FROM message ORDER BY id
    """,
    "DELETE FROM sqlite_sequence WHERE name = 'message_2'",
    "INSERT INTO sqlite_sequence SELECT 'message_2', seq FROM sqlite_sequence WHERE name = 'message'",
    "DROP TABLE message",
    "ALTER TABLE message_2 RENAME TO message",
    "CREATE INDEX ix_message_chat_id_parent_id ON message (chat_id, parent_id)",
    """
    CREATE INDEX ix_message_chat_id_covers_id ON message (chat_id, covers_id) WHERE covers_id IS NOT NULL
    """,
    "CREATE INDEX ix_message_owner ON message (owner) WHERE owner IS NOT NULL",
    """
    CREATE TABLE chat_2 (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        title VARCHAR NOT NULL,
        created VARCHAR NOT NULL,
        updated VARCHAR NOT NULL,
        deleted VARCHAR,
        leaf_id INTEGER,
        policy VARCHAR DEFAULT 'ask' NOT NULL,
        thinking BOOLEAN DEFAULT 1 NOT NULL,
        sampling VARCHAR DEFAULT '' NOT NULL,
        draft VARCHAR DEFAULT '' NOT NULL,
        draft_files VARCHAR DEFAULT '' NOT NULL,
        CONSTRAINT fk_chat_leaf_id FOREIGN KEY(leaf_id) REFERENCES message (id)
    )
    """,
    """
    INSERT INTO chat_2 (id, title, created, updated, deleted, leaf_id, draft)
    SELECT id, title, created, updated, deleted, leaf_id, draft FROM chat ORDER BY id
    """,
    "DELETE FROM sqlite_sequence WHERE name = 'chat_2'",
    "INSERT INTO sqlite_sequence SELECT 'chat_2', seq FROM sqlite_sequence WHERE name = 'chat'",
    "DROP TABLE chat",
    "ALTER TABLE chat_2 RENAME TO chat",
    "CREATE INDEX ix_chat_leaf_id ON chat (leaf_id)",
    "CREATE INDEX ix_chat_updated ON chat (updated) WHERE deleted IS NULL",
    "ALTER TABLE answer ADD COLUMN thinking_tokens INTEGER",
    "ALTER TABLE answer ADD COLUMN thinking_seconds DOUBLE",
    "ALTER TABLE answer ADD COLUMN thinking BOOLEAN",
    "ALTER TABLE answer ADD COLUMN policy VARCHAR",
    "ALTER TABLE answer ADD COLUMN left_out VARCHAR",
    "ALTER TABLE stream_part ADD COLUMN kind VARCHAR DEFAULT 'text' NOT NULL",
    """
    CREATE TABLE attachment (
        message_id INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        name VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        CONSTRAINT pk_attachment PRIMARY KEY (message_id, seq),
        CONSTRAINT fk_attachment_message_id
            FOREIGN KEY(message_id) REFERENCES message (id) ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE preset (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name VARCHAR NOT NULL,
        folded VARCHAR NOT NULL,
        sampling VARCHAR NOT NULL,
        created VARCHAR NOT NULL,
        CONSTRAINT uq_preset_folded UNIQUE (folded)
    )
    """,
)


def to_version_2(db: Connection) -> None:
    """Make version 2 of a database that has version 1."""
    for statement in STATEMENTS:
        db.exec_driver_sql(statement)
