"""The index for searches as version 4 made it; today's is in `search_index`."""

from __future__ import annotations

from sqlalchemy import Connection

STATEMENTS = (
    "CREATE VIRTUAL TABLE search_text"
    " USING fts5(tokens, content='', columnsize=0, detail=full, tokenize='ascii')",
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
        total INTEGER NOT NULL,
        damaged BOOLEAN DEFAULT 0 NOT NULL,
        rules VARCHAR NOT NULL
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
    "INSERT INTO search_text (search_text, rank) VALUES ('automerge', 0)",
    "INSERT INTO search_text (search_text, rank) VALUES ('crisismerge', 200)",
    "INSERT INTO search_character (search_character, rank) VALUES ('automerge', 0)",
    "INSERT INTO search_character (search_character, rank) VALUES ('crisismerge', 200)",
)
ALL_TO_DO = """
    REPLACE INTO search_state (id, messages, chats, total, rules)
    SELECT 1, messages, chats, messages + chats, '1' FROM (SELECT
        (SELECT coalesce(max(id), 0) FROM message) AS messages,
        (SELECT coalesce(max(id), 0) FROM chat) AS chats)
"""


def make_search_index(db: Connection) -> None:
    """Make the index; what there is already is still to be taken over."""
    for statement in (*STATEMENTS, ALL_TO_DO):
        db.exec_driver_sql(statement)
