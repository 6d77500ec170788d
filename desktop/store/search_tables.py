"""The tables of the index for searches, and the triggers that note what it lacks.

Triggers note in `search_later` whose text is new, changed or gone, whoever does it and however, since
SQLite does so for a cascade, too. What was there before the index is taken over from the end: the ids that
are still to come go up to `search_state.messages`, `.chats` and, of messages with files, `.files`.

A message is indexed under its id, a chat's title under the chat's negative id, a file under a number
beyond all messages (`file_id`). Ids are never given twice. A migration that makes one of these tables
anew must make its triggers anew, too.
"""

from __future__ import annotations

import sqlite3
from typing import cast

from sqlalchemy import Connection

from desktop.core.search_words import RULES

TEXTS = "USING fts5(tokens, content='', columnsize=0, detail=full, tokenize='ascii', prefix='3')"
CHARACTERS = "USING fts5(tokens, content='', columnsize=0, detail=none, tokenize='ascii')"
"""Everything beyond ASCII is a letter to the tokenizer `ascii`, and what we give it is apart already.

Words are kept with their places, so that FTS5 finds phrases; characters without, since pairs that overlap
hardly ever stand together in a text that has not all of them in a row, and places would make the index
half as large again. Beginnings of three letters are kept, since they are of many words: else FTS5 puts all
their places together first.
"""
BEGINNING = 3

FILES = 1 << 56  # ids beyond it are of files
FILES_OF_ONE = 1 << 12  # messages have fewer
BLOCK = 1_000  # messages whose first and last moment are known

_NEWER = "new.id > (SELECT messages FROM search_state)"
_OLDER = "old.id > (SELECT messages FROM search_state)"
_NAMED = "old.id > (SELECT chats FROM search_state)"

STATEMENTS = (
    f"CREATE VIRTUAL TABLE search_text {TEXTS}",
    f"CREATE VIRTUAL TABLE search_character {CHARACTERS}",
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
    f"""
    CREATE TRIGGER search_message_added AFTER INSERT ON message WHEN new.text <> '' AND {_NEWER}
    BEGIN INSERT OR IGNORE INTO search_later (id) VALUES (new.id); END
    """,
    f"""
    CREATE TRIGGER search_message_changed AFTER UPDATE OF text ON message
    WHEN new.text <> old.text AND {_OLDER}
    BEGIN INSERT OR IGNORE INTO search_later (id, old) VALUES (old.id, old.text); END
    """,
    f"""
    CREATE TRIGGER search_message_gone AFTER DELETE ON message WHEN {_OLDER}
    BEGIN INSERT OR IGNORE INTO search_later (id, old) VALUES (old.id, old.text); END
    """,
    f"""
    CREATE TRIGGER search_message_dated AFTER INSERT ON message
    BEGIN INSERT INTO search_span (block, first, last) VALUES (new.id / {BLOCK}, new.created, new.created)
    ON CONFLICT (block) DO UPDATE SET first = min(first, new.created), last = max(last, new.created); END
    """,
    """
    CREATE TRIGGER search_chat_added AFTER INSERT ON chat WHEN new.title <> ''
    BEGIN INSERT OR IGNORE INTO search_later (id) VALUES (-new.id); END
    """,
    f"""
    CREATE TRIGGER search_chat_changed AFTER UPDATE OF title ON chat
    WHEN new.title <> old.title AND {_NAMED}
    BEGIN INSERT OR IGNORE INTO search_later (id, old) VALUES (-old.id, old.title); END
    """,
    f"""
    CREATE TRIGGER search_chat_gone AFTER DELETE ON chat WHEN {_NAMED}
    BEGIN INSERT OR IGNORE INTO search_later (id, old) VALUES (-old.id, old.title); END
    """,
    f"""
    CREATE TRIGGER search_file_added AFTER INSERT ON attachment
    WHEN new.message_id > (SELECT files FROM search_state)
    BEGIN INSERT OR IGNORE INTO search_later (id)
    VALUES ({FILES} + new.message_id * {FILES_OF_ONE} + new.seq); END
    """,
    f"""
    CREATE TRIGGER search_file_gone AFTER DELETE ON attachment
    WHEN old.message_id > (SELECT files FROM search_state)
    BEGIN INSERT OR IGNORE INTO search_later (id, old)
    VALUES ({FILES} + old.message_id * {FILES_OF_ONE} + old.seq, old.name || char(10) || old.text); END
    """,
)
_ALL_TO_DO = """
    REPLACE INTO search_state (id, messages, chats, files, total, rules)
    SELECT 1, messages, chats, files, messages + chats, ? FROM (SELECT
        (SELECT coalesce(max(id), 0) FROM message) AS messages,
        (SELECT coalesce(max(id), 0) FROM chat) AS chats,
        (SELECT coalesce(max(message_id), 0) FROM attachment) AS files)
"""
_TEXT_OF = "SELECT text FROM message WHERE id = ?"
_TITLE_OF = "SELECT title FROM chat WHERE id = ?"
_FILE_OF = "SELECT name || char(10) || text FROM attachment WHERE message_id = ? AND seq = ?"

# FTS5 would merge what was written every now and then, while a message waits to be stored. A worker does
# that instead (`merge`); only if none comes for long, FTS5 does.
SEGMENTS = 200
_CONFIGURE = tuple(
    f"INSERT INTO {table} ({table}, rank) VALUES ('{name}', {value})"
    for table in ("search_text", "search_character")
    for name, value in (("automerge", 0), ("crisismerge", SEGMENTS))
)
MERGED = 8  # pages that are merged at a time; takes some milliseconds at worst


def create_index(db: Connection) -> None:
    """Make the index; what there is already is still to be taken over."""
    for statement in (*STATEMENTS, *_CONFIGURE):
        db.exec_driver_sql(statement)
    begin_anew(raw(db))


def empty_index(db: sqlite3.Connection) -> None:
    """Make the index anew, be it ever so damaged; everything is still to be taken over."""
    for table, kind in (("search_text", TEXTS), ("search_character", CHARACTERS)):
        _drop(db, table)
        db.execute(f"CREATE VIRTUAL TABLE {table} {kind}")
    for statement in _CONFIGURE:
        db.execute(statement)
    db.execute("DELETE FROM search_word")
    db.execute("DELETE FROM search_later")
    begin_anew(db)


def _drop(db: sqlite3.Connection, table: str) -> None:
    try:
        db.execute(f"DROP TABLE {table}")
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        # FTS5 does not even drop a table whose list of segments (the row 10) it cannot read: an empty one.
        db.execute(f"REPLACE INTO {table}_data (id, block) VALUES (1, x''), (10, x'00000000000000')")
        db.execute(f"DROP TABLE {table}")


def begin_anew(db: sqlite3.Connection) -> None:
    """Note that everything is still to be taken over."""
    db.execute(_ALL_TO_DO, (RULES,))


def raw(db: Connection) -> sqlite3.Connection:
    """Give SQLite's own connection; a statement through it takes a tenth of the time."""
    return cast("sqlite3.Connection", db.connection.driver_connection)


def merge(db: sqlite3.Connection) -> bool:
    """Merge some of what was written piece by piece; False if there was nothing to merge."""
    before = db.total_changes
    for table in ("search_text", "search_character"):
        db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', {MERGED})")
    return db.total_changes - before >= 4  # each statement counts as one change, whatever it does


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Tell whether the index is damaged, or gone; not the database."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return code == sqlite3.SQLITE_CORRUPT_VTAB


def file_id(message: int, seq: int) -> int:
    """Give the number under which a file is indexed."""
    return FILES + message * FILES_OF_ONE + seq


def place_of(file: int) -> tuple[int, int]:
    """Give the message of a file, and which of its files it is."""
    return divmod(file - FILES, FILES_OF_ONE)


def text_of(db: sqlite3.Connection, number: int) -> str:
    """Read what is indexed under a number; "" if it is gone."""
    if number > FILES:
        found = db.execute(_FILE_OF, place_of(number)).fetchone()
    else:
        found = db.execute(*((_TEXT_OF, (number,)) if number > 0 else (_TITLE_OF, (-number,)))).fetchone()
    return "" if found is None else found[0]
