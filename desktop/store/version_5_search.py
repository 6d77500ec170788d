"""The index for searches as version 5 makes it; today's is in `search_tables`."""

from __future__ import annotations

from sqlalchemy import Connection

TABLES = ("search_text", "search_character", "search_word", "search_later", "search_state")
TRIGGERS = ("search_message_added", "search_message_changed", "search_message_gone")
STATEMENTS = (
    *(f"DROP TRIGGER {trigger}" for trigger in TRIGGERS),  # those of chats went with the old table
    *(f"DROP TABLE {table}" for table in TABLES),
    "CREATE VIRTUAL TABLE search_text"
    " USING fts5(tokens, content='', columnsize=0, detail=full, tokenize='ascii', prefix='3')",
    "CREATE VIRTUAL TABLE search_character"
    " USING fts5(tokens, content='', columnsize=0, detail=none, tokenize='ascii')",
    "CREATE TABLE search_word (word VARCHAR NOT NULL PRIMARY KEY) WITHOUT ROWID",
    """
    CREATE TABLE search_later (
        seq INTEGER NOT NULL PRIMARY KEY,
        id INTEGER NOT NULL UNIQUE,
        old VARCHAR
    )
    """,
    """
    CREATE TABLE search_state (
        id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
        messages INTEGER NOT NULL,
        chats INTEGER NOT NULL,
        files INTEGER NOT NULL,
        total INTEGER NOT NULL,
        damaged BOOLEAN DEFAULT 0 NOT NULL,
        rules VARCHAR NOT NULL
    )
    """,
    """
    CREATE TABLE search_span (
        block INTEGER NOT NULL PRIMARY KEY,
        first VARCHAR NOT NULL,
        last VARCHAR NOT NULL
    )
    """,
    """
    CREATE TRIGGER search_message_added AFTER INSERT ON message
    WHEN new.text <> '' AND new.id > (SELECT messages FROM search_state)
    BEGIN INSERT OR IGNORE INTO search_later (id) VALUES (new.id); END
    """,
    """
    CREATE TRIGGER search_message_changed AFTER UPDATE OF text ON message
    WHEN new.text <> old.text AND old.id > (SELECT messages FROM search_state)
    BEGIN INSERT OR IGNORE INTO search_later (id, old) VALUES (old.id, old.text); END
    """,
    """
    CREATE TRIGGER search_message_gone AFTER DELETE ON message
    WHEN old.id > (SELECT messages FROM search_state)
    BEGIN INSERT OR IGNORE INTO search_later (id, old) VALUES (old.id, old.text); END
    """,
    """
    CREATE TRIGGER search_message_dated AFTER INSERT ON message
    BEGIN INSERT INTO search_span (block, first, last) VALUES (new.id / 1000, new.created, new.created)
    ON CONFLICT (block) DO UPDATE SET first = min(first, new.created), last = max(last, new.created); END
    """,
    """
    CREATE TRIGGER search_chat_added AFTER INSERT ON chat WHEN new.title <> ''
    BEGIN INSERT OR IGNORE INTO search_later (id) VALUES (-new.id); END
    """,
    """
    CREATE TRIGGER search_chat_changed AFTER UPDATE OF title ON chat
    WHEN new.title <> old.title AND old.id > (SELECT chats FROM search_state)
    BEGIN INSERT OR IGNORE INTO search_later (id, old) VALUES (-old.id, old.title); END
    """,
    """
    CREATE TRIGGER search_chat_gone AFTER DELETE ON chat WHEN old.id > (SELECT chats FROM search_state)
    BEGIN INSERT OR IGNORE INTO search_later (id, old) VALUES (-old.id, old.title); END
    """,
    """
    CREATE TRIGGER search_file_added AFTER INSERT ON attachment
    WHEN new.message_id > (SELECT files FROM search_state)
    BEGIN INSERT OR IGNORE INTO search_later (id)
    VALUES (72057594037927936 + new.message_id * 4096 + new.seq); END
    """,
    """
    CREATE TRIGGER search_file_gone AFTER DELETE ON attachment
    WHEN old.message_id > (SELECT files FROM search_state)
    BEGIN INSERT OR IGNORE INTO search_later (id, old)
    VALUES (72057594037927936 + old.message_id * 4096 + old.seq, old.name || char(10) || old.text); END
    """,
    "INSERT INTO search_text (search_text, rank) VALUES ('automerge', 0)",
    "INSERT INTO search_text (search_text, rank) VALUES ('crisismerge', 200)",
    "INSERT INTO search_character (search_character, rank) VALUES ('automerge', 0)",
    "INSERT INTO search_character (search_character, rank) VALUES ('crisismerge', 200)",
    """
    INSERT INTO search_state (id, messages, chats, files, total, rules)
    SELECT 1, messages, chats, files, messages + chats, '2' FROM (SELECT
        (SELECT coalesce(max(id), 0) FROM message) AS messages,
        (SELECT coalesce(max(id), 0) FROM chat) AS chats,
        (SELECT coalesce(max(message_id), 0) FROM attachment) AS files)
    """,
    """
    INSERT INTO search_span (block, first, last)
    SELECT id / 1000, min(created), max(created) FROM message GROUP BY id / 1000
    """,
)


def make_search_index(db: Connection) -> None:
    """Make the index anew; what there is already is still to be taken over."""
    for statement in STATEMENTS:
        db.exec_driver_sql(statement)
