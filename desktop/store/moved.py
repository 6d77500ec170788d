"""The database after it was moved to another folder, together with what it names."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from desktop.store.backup import flush
from desktop.store.failures import user_errors


def rename_paths(database: Path, before: Path, after: Path) -> None:
    """Let the adapters of chats and what is to be downloaded lie in the new folder. Raises `DataError`s."""
    if not database.exists():
        return
    old, new = str(before) + os.sep, str(after) + os.sep
    with user_errors(database), closing(sqlite3.connect(database)) as db:
        tables = {row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        if "chat_adapter" in tables:
            db.execute(
                "UPDATE chat_adapter SET path = ? || substr(path, ?) WHERE substr(path, 1, ?) = ?",
                (new, len(old) + 1, len(old), old),
            )
        if "download" in tables:
            packed = [json.dumps(text)[1:-1] for text in (old, new)]
            db.execute("UPDATE download SET what = replace(what, ?, ?)", packed)
        db.commit()
    flush(database)
