"""Version 4: prompt templates, which messages were made with them, and personas."""

from __future__ import annotations

from sqlalchemy import Connection

from desktop.store.version_4_search import make_search_index

STATEMENTS = (
    "ALTER TABLE chat ADD COLUMN draft_template VARCHAR DEFAULT '' NOT NULL",
    """
    CREATE TABLE template (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        slash VARCHAR NOT NULL,
        folder VARCHAR DEFAULT '' NOT NULL,
        favourite BOOLEAN DEFAULT 0 NOT NULL,
        version INTEGER NOT NULL,
        created VARCHAR NOT NULL,
        deleted VARCHAR,
        used VARCHAR,
        uses INTEGER DEFAULT '0' NOT NULL,
        last_values VARCHAR DEFAULT '' NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX ix_template_slash ON template (slash) WHERE deleted IS NULL",
    """
    CREATE TABLE template_version (
        template_id INTEGER NOT NULL,
        number INTEGER NOT NULL,
        name VARCHAR NOT NULL,
        description VARCHAR NOT NULL,
        note VARCHAR NOT NULL,
        created VARCHAR NOT NULL,
        system VARCHAR NOT NULL,
        user VARCHAR NOT NULL,
        rest VARCHAR NOT NULL,
        CONSTRAINT pk_template_version PRIMARY KEY (template_id, number),
        CONSTRAINT fk_template_version_template_id
            FOREIGN KEY(template_id) REFERENCES template (id) ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE template_tag (
        template_id INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        tag VARCHAR NOT NULL,
        CONSTRAINT pk_template_tag PRIMARY KEY (template_id, seq),
        CONSTRAINT fk_template_tag_template_id
            FOREIGN KEY(template_id) REFERENCES template (id) ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE template_input (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        template_id INTEGER NOT NULL,
        name VARCHAR NOT NULL,
        filled VARCHAR NOT NULL,
        created VARCHAR NOT NULL,
        CONSTRAINT fk_template_input_template_id
            FOREIGN KEY(template_id) REFERENCES template (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_template_input_template_id ON template_input (template_id)",
    """
    CREATE TABLE message_template (
        message_id INTEGER NOT NULL,
        template_id INTEGER,
        name VARCHAR NOT NULL,
        version INTEGER NOT NULL,
        part VARCHAR NOT NULL,
        edited BOOLEAN DEFAULT 0 NOT NULL,
        CONSTRAINT pk_message_template PRIMARY KEY (message_id),
        CONSTRAINT fk_message_template_message_id
            FOREIGN KEY(message_id) REFERENCES message (id) ON DELETE CASCADE,
        CONSTRAINT fk_message_template_template_id
            FOREIGN KEY(template_id) REFERENCES template (id) ON DELETE SET NULL
    )
    """,
    """
    CREATE INDEX ix_message_template_template_id ON message_template (template_id)
    WHERE template_id IS NOT NULL
    """,
    """
    CREATE TABLE persona (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name VARCHAR NOT NULL,
        folded VARCHAR NOT NULL,
        what VARCHAR NOT NULL,
        created VARCHAR NOT NULL,
        CONSTRAINT uq_persona_folded UNIQUE (folded)
    )
    """,
)


def to_version_4(db: Connection) -> None:
    """Make version 4 of a database that has version 3."""
    for statement in STATEMENTS:
        db.exec_driver_sql(statement)
    make_search_index(db)
