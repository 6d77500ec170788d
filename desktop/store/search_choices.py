"""What chats can be told apart by: the tags, folders and models that there are."""

from __future__ import annotations

import sqlite3

from desktop.core.chat import FolderId
from desktop.core.folders import Folder, path_of
from desktop.core.folding import fold
from desktop.core.search_hints import Choices
from desktop.store.database import Database
from desktop.store.search_scope import MODELS, folders_of
from desktop.store.search_tables import raw

_TAGS = """
    SELECT min(tag) FROM chat_tag CROSS JOIN chat ON chat.id = chat_id AND deleted IS NULL
    GROUP BY folded ORDER BY folded
"""


def choices_of(database: Database) -> Choices:
    """Read what can be chosen from; for a worker thread. Raises `DataError`s."""
    with database.read() as connection:
        db = raw(connection)
        folders = folders_of(db)
        paths = sorted((_path(folders, each.id) for each in folders), key=fold)
        return Choices(_column(db, _TAGS), tuple(paths), _column(db, MODELS))


def _path(folders: list[Folder], folder: FolderId) -> str:
    return "/".join(each.name for each in path_of(folders, folder))


def _column(db: sqlite3.Connection, sql: str) -> tuple[str, ...]:
    return tuple(value for (value,) in db.execute(sql) if value)
