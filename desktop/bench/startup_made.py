"""The data folder of the start-up benchmark: chats as those of the sidebar's, with messages in them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from desktop.bench import sidebar

TURNS = 10  # messages of a chat
PORTION = 100_000  # messages that are made in one transaction
# Without the index for searches: nothing of a start reads it.
_MESSAGES = """
    INSERT INTO message (id, chat_id, parent_id, role, status, created, text)
    WITH RECURSIVE number (n) AS (SELECT :first UNION ALL SELECT n + 1 FROM number WHERE n < :last)
    SELECT n, (n - 1) / :turns + 1, CASE WHEN (n - 1) % :turns THEN n - 1 END,
        CASE WHEN n % 2 THEN 'user' ELSE 'assistant' END, 'done', chat.created,
        'What was said about the matter as number ' || n || ', which could well have been longer.'
    FROM number JOIN chat ON chat.id = (n - 1) / :turns + 1
"""


def make(path: Path, chats: int) -> None:
    """Fill a new database; a million messages take half a minute."""
    sidebar.make(path, chats)
    count = chats * TURNS
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")
        triggers = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            db.execute(f"DROP TRIGGER {name}")
        for first in range(1, count + 1, PORTION):
            db.execute("BEGIN")
            last = min(first + PORTION - 1, count)
            db.execute(_MESSAGES, {"first": first, "last": last, "turns": TURNS})
            db.execute("COMMIT")
        db.execute("UPDATE chat SET leaf_id = id * ?", (TURNS,))
        for _, sql in triggers:
            db.execute(sql)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
