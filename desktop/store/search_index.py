"""The index that chats are searched by: its tables, and how they are kept in step with the texts.

Triggers note in `search_later` whose text is new, changed or gone, whoever does it and however, since
SQLite does so for a cascade, too. `Database.write` takes what a transaction noted over into the index
before it ends. What is long or much (a page that was pasted, a purge) is left to `services/indexing`, as
are the messages that were there before the index: their ids go up to `search_state.messages`.

The index holds each text apart (`core.search_words`), but not the text itself: so to take a text out,
what it was must be said again. A chat's title is indexed under its negative id. Ids are never given
twice. Words are kept with their places, so that FTS5 finds phrases; characters without, since pairs that
overlap hardly ever stand together in a text that has not all of them in a row, and places would make the
index half as large again. A migration that makes `message` or `chat` anew must make the triggers anew, too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Connection

from desktop.core.folding import fold
from desktop.core.search_words import RULES, characters, words

TEXTS = "USING fts5(tokens, content='', columnsize=0, detail=full, tokenize='ascii')"
CHARACTERS = "USING fts5(tokens, content='', columnsize=0, detail=none, tokenize='ascii')"
"""Everything beyond ASCII is a letter to the tokenizer `ascii`, and what we give it is apart already."""

NEWER = "new.id > (SELECT messages FROM search_state)"
OLDER = "old.id > (SELECT messages FROM search_state)"
NAMED = "old.id > (SELECT chats FROM search_state)"

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
        total INTEGER NOT NULL,
        damaged BOOLEAN DEFAULT 0 NOT NULL,
        rules VARCHAR NOT NULL
    )
    """,
    f"""
    CREATE TRIGGER search_message_added AFTER INSERT ON message WHEN new.text <> '' AND {NEWER}
    BEGIN INSERT OR IGNORE INTO search_later (id) VALUES (new.id); END
    """,
    f"""
    CREATE TRIGGER search_message_changed AFTER UPDATE OF text ON message
    WHEN new.text <> old.text AND {OLDER}
    BEGIN INSERT OR IGNORE INTO search_later (id, old) VALUES (old.id, old.text); END
    """,
    f"""
    CREATE TRIGGER search_message_gone AFTER DELETE ON message WHEN {OLDER}
    BEGIN INSERT OR IGNORE INTO search_later (id, old) VALUES (old.id, old.text); END
    """,
    """
    CREATE TRIGGER search_chat_added AFTER INSERT ON chat WHEN new.title <> ''
    BEGIN INSERT OR IGNORE INTO search_later (id) VALUES (-new.id); END
    """,
    f"""
    CREATE TRIGGER search_chat_changed AFTER UPDATE OF title ON chat
    WHEN new.title <> old.title AND {NAMED}
    BEGIN INSERT OR IGNORE INTO search_later (id, old) VALUES (-old.id, old.title); END
    """,
    f"""
    CREATE TRIGGER search_chat_gone AFTER DELETE ON chat WHEN {NAMED}
    BEGIN INSERT OR IGNORE INTO search_later (id, old) VALUES (-old.id, old.title); END
    """,
)
_ALL_TO_DO = """
    REPLACE INTO search_state (id, messages, chats, total, rules)
    SELECT 1, messages, chats, messages + chats, ? FROM (SELECT
        (SELECT coalesce(max(id), 0) FROM message) AS messages,
        (SELECT coalesce(max(id), 0) FROM chat) AS chats)
"""

# FTS5 would merge what was written every now and then, while a message waits to be stored. A worker does
# that instead (`merge`); only if none comes for long, FTS5 does.
SEGMENTS = 200
_CONFIGURE = tuple(
    f"INSERT INTO {table} ({table}, rank) VALUES ('{name}', {value})"
    for table in ("search_text", "search_character")
    for name, value in (("automerge", 0), ("crisismerge", SEGMENTS))
)
MERGED = 32  # pages that are merged at a time; takes a millisecond or two

AT_ONCE = 16  # texts that a transaction takes over itself
SHORT = 40_000  # characters of all of them; takes some 15 ms
DEARER = 40  # times, at worst: taking a character out, since each word is looked up in all that is not merged
FORGOTTEN = 300  # words that are looked up in a transaction; the others are noted as texts of no message
OF_NONE = -(1 << 62)  # ids below it: of what is noted only the words are to be forgotten
TEXT_OF = "SELECT text FROM message WHERE id = ?"
TITLE_OF = "SELECT title FROM chat WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Change:
    """A text that is another one in the index than in its table."""

    id: int  # of a message, or of a chat below 0
    old: str | None  # as it was indexed; None if it was not
    new: str


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


def mark(db: sqlite3.Connection) -> int:
    """Tell where the changes of a transaction begin."""
    return db.execute("SELECT coalesce(max(seq), 0) FROM search_later").fetchone()[0]


def take_over(db: sqlite3.Connection, since: int) -> None:
    """Take what a transaction changed into the index, if it is little.

    A damaged index keeps nothing from being stored: it is noted, and made anew later.
    """
    changes = changes_of(db, since, AT_ONCE + 1)
    if not changes or len(changes) > AT_ONCE:
        return
    if sum(map(cost, changes)) <= SHORT:
        guarded(db, changes)


def cost(change: Change) -> int:
    """Weigh a change: the time it takes, in characters that come in."""
    return len(change.new) + DEARER * len(change.old or "")


def guarded(db: sqlite3.Connection, changes: Sequence[Change]) -> None:
    """Bring the index in step with some texts; note it where the index is damaged."""
    db.execute("SAVEPOINT search")
    try:
        apply(db, changes)
        ids = ((change.id,) for change in changes)
        db.executemany("DELETE FROM search_later WHERE id = ?", ids)
        # FTS5 writes and merges here; a RELEASE that fails ends its savepoint.
        db.execute("SAVEPOINT written")
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        db.execute("ROLLBACK TO search")
        db.execute("UPDATE search_state SET damaged = 1")
    db.execute("RELEASE search")


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Tell whether the index is damaged, or gone; not the database."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return code == sqlite3.SQLITE_CORRUPT_VTAB


def changes_of(db: sqlite3.Connection, since: int, most: int) -> list[Change]:
    """Read what has not been taken over, the oldest first."""
    rows = db.execute(
        "SELECT id, old FROM search_later WHERE seq > ? ORDER BY seq LIMIT ?", (since, most)
    ).fetchall()
    return [Change(number, old, _text_of(db, number)) for number, old in rows]


def apply(db: sqlite3.Connection, changes: Sequence[Change]) -> None:
    """Take the old texts out of the index, and the new ones in."""
    gone = [(change.id, fold(change.old)) for change in changes if change.old]
    if gone:
        _take_out(db, [text for text in gone if text[0] > OF_NONE])
    come = sorted((change.id, fold(change.new)) for change in changes if change.new)
    insert(db, come)
    if gone:
        _forget_words(db, gone)


def insert(db: sqlite3.Connection, texts: Sequence[tuple[int, str]]) -> None:
    """Take folded texts in, in the order of their ids: else FTS5 writes each by itself."""
    known: set[str] = set()
    rows: list[tuple[int, str]] = []
    for number, text in texts:
        if found := words(text):
            known.update(found)
            rows.append((number, " ".join(found)))
    db.executemany("INSERT INTO search_text (rowid, tokens) VALUES (?, ?)", rows)
    db.executemany(
        "INSERT INTO search_character (rowid, tokens) VALUES (?, ?)",
        ((number, " ".join(found)) for number, text in texts if (found := characters(text))),
    )
    db.executemany("INSERT OR IGNORE INTO search_word (word) VALUES (?)", ((word,) for word in known))


def _take_out(db: sqlite3.Connection, texts: Sequence[tuple[int, str]]) -> None:
    for table, apart in (("search_text", words), ("search_character", characters)):
        delete = f"INSERT INTO {table} ({table}, rowid, tokens) VALUES ('delete', ?, ?)"
        for number, text in texts:
            if found := apart(text):
                db.execute(delete, (number, " ".join(found)))


def _forget_words(db: sqlite3.Connection, gone: Iterable[tuple[int, str]]) -> None:
    """Forget the words that no text has any more: what was purged shall leave nothing behind."""
    find = "SELECT 1 FROM search_text WHERE search_text MATCH ? LIMIT 1"
    found = sorted(set[str]().union(*(words(text) for _, text in gone)))
    if found[FORGOTTEN:]:
        lowest: int = db.execute("SELECT min(id) FROM search_later").fetchone()[0]
        later = (min(lowest, OF_NONE) - 1, " ".join(found[FORGOTTEN:]))
        db.execute("INSERT INTO search_later (id, old) VALUES (?, ?)", later)
    for word in found[:FORGOTTEN]:
        if db.execute(find, (f'"{word}"',)).fetchone() is None:
            db.execute("DELETE FROM search_word WHERE word = ?", (word,))


def _text_of(db: sqlite3.Connection, number: int) -> str:
    found = db.execute(*((TEXT_OF, (number,)) if number > 0 else (TITLE_OF, (-number,)))).fetchone()
    return "" if found is None else found[0]
