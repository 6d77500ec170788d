"""How older databases become today's.

A released migration is never edited and speaks SQL, not today's tables. `tests/data` keeps a real
file of every released version.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from sqlalchemy import Connection

from desktop.store.looking import APPLICATION_ID
from desktop.store.search_tables import create_index
from desktop.store.template_tables import metadata  # all tables, those of schema too
from desktop.store.version_2 import to_version_2
from desktop.store.version_3 import to_version_3
from desktop.store.version_4 import to_version_4
from desktop.store.version_5 import to_version_5

Migration: TypeAlias = Callable[[Connection], None]

MIGRATIONS: tuple[Migration, ...] = (to_version_2, to_version_3, to_version_4, to_version_5)
"""The first makes version 2 of version 1, and so on. Append only."""


def newest_version(migrations: Sequence[Migration]) -> int:
    """Give the version that these migrations lead to."""
    return len(migrations) + 1


def bring_up_to_date(db: Connection, migrations: Sequence[Migration]) -> None:
    """Make the tables, or the steps that the database lacks; for one transaction of the caller.

    The connection must not enforce foreign keys, since a table that other tables refer to is changed
    by making it anew; they are checked at the end instead. Another process may have been first, so
    the version is read here, inside the transaction.
    """
    version = db.exec_driver_sql("PRAGMA user_version").scalar_one()
    newest = newest_version(migrations)
    if version >= newest:
        return
    if version == 0:
        metadata.create_all(db)
        create_index(db)
        db.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    else:
        for migration in migrations[version - 1 :]:
            migration(db)
        lost = db.exec_driver_sql("PRAGMA foreign_key_check").first()
        if lost is not None:
            raise AssertionError(f"the migration to version {newest} leaves {lost} without what it refers to")
    db.exec_driver_sql(f"PRAGMA user_version = {newest}")
