"""Version 5: folders, tags, pinned and archived chats, where a title comes from, and another index."""

from __future__ import annotations

from sqlalchemy import Connection

from desktop.store.version_5_sampling import shorten_samplings
from desktop.store.version_5_search import make_search_index

STATEMENTS = (
    """
    CREATE TABLE folder (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        parent_id INTEGER,
        name VARCHAR NOT NULL,
        system VARCHAR DEFAULT '' NOT NULL,
        model VARCHAR DEFAULT '' NOT NULL,
        created VARCHAR NOT NULL,
        CONSTRAINT fk_folder_parent_id FOREIGN KEY(parent_id) REFERENCES folder (id) ON DELETE SET NULL
    )
    """,
    "CREATE INDEX ix_folder_parent_id ON folder (parent_id)",
    # Made anew: the short columns stand before the long ones.
    """
    CREATE TABLE chat_5 (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        title VARCHAR NOT NULL,
        created VARCHAR NOT NULL,
        updated VARCHAR NOT NULL,
        deleted VARCHAR,
        leaf_id INTEGER,
        policy VARCHAR DEFAULT 'ask' NOT NULL,
        thinking BOOLEAN DEFAULT 1 NOT NULL,
        sampling VARCHAR DEFAULT '' NOT NULL,
        pinned BOOLEAN DEFAULT 0 NOT NULL,
        archived BOOLEAN DEFAULT 0 NOT NULL,
        naming VARCHAR DEFAULT 'user' NOT NULL,
        folder_id INTEGER,
        draft VARCHAR DEFAULT '' NOT NULL,
        draft_files VARCHAR DEFAULT '' NOT NULL,
        draft_template VARCHAR DEFAULT '' NOT NULL,
        CONSTRAINT fk_chat_leaf_id FOREIGN KEY(leaf_id) REFERENCES message (id),
        CONSTRAINT fk_chat_folder_id FOREIGN KEY(folder_id) REFERENCES folder (id) ON DELETE SET NULL
    )
    """,
    """
    INSERT INTO chat_5 (id, title, created, updated, deleted, leaf_id, policy, thinking, sampling,
        draft, draft_files, draft_template)
    SELECT id, title, created, updated, deleted, leaf_id, policy, thinking, sampling,
        draft, draft_files, draft_template FROM chat ORDER BY id
    """,
    "DELETE FROM sqlite_sequence WHERE name = 'chat_5'",
    "INSERT INTO sqlite_sequence SELECT 'chat_5', seq FROM sqlite_sequence WHERE name = 'chat'",
    "DROP TABLE chat",
    "ALTER TABLE chat_5 RENAME TO chat",
    "CREATE INDEX ix_chat_updated ON chat (updated) WHERE deleted IS NULL",
    "CREATE INDEX ix_chat_leaf_id ON chat (leaf_id)",
    """
    CREATE INDEX ix_chat_place ON chat (archived, pinned, folder_id, updated, id, deleted)
    WHERE deleted IS NULL
    """,
    """
    CREATE INDEX ix_chat_folder_id_updated ON chat (folder_id, updated)
    WHERE folder_id IS NOT NULL
    """,
    """
    CREATE TABLE chat_tag (
        chat_id INTEGER NOT NULL,
        folded VARCHAR NOT NULL,
        tag VARCHAR NOT NULL,
        CONSTRAINT pk_chat_tag PRIMARY KEY (chat_id, folded),
        CONSTRAINT fk_chat_tag_chat_id FOREIGN KEY(chat_id) REFERENCES chat (id) ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    "CREATE INDEX ix_chat_tag_folded ON chat_tag (folded)",
    "CREATE INDEX ix_answer_model_name ON answer (model_name)",
    "CREATE INDEX ix_message_role ON message (role) WHERE role IN ('system', 'summary')",
    "CREATE INDEX ix_chat_deleted ON chat (deleted) WHERE deleted IS NOT NULL",
)


def to_version_5(db: Connection) -> None:
    """Make version 5 of a database that has version 4."""
    for statement in STATEMENTS:
        db.exec_driver_sql(statement)
    shorten_samplings(db)
    make_search_index(db)  # its triggers went with the old table
