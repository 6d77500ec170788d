"""Database files in the states that tests need them in."""

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta

from desktop.core.chat import Role
from desktop.core.trash import TRASH_KEPT
from desktop.services.purging import purge
from desktop.store.chats import ChatStore, NewMessage
from desktop.store.database import open_database


def fill(path, messages=3, size=20):
    """Make a database with one chat and close it."""
    database = open_database(path)
    store = ChatStore(database, "test")
    chat, parent = store.new_chat("t"), None
    for number in range(messages):
        parent = store.add(chat.id, NewMessage(parent, Role.USER, f"{number} ".ljust(size, "x"))).id
    database.close()


def emptied(store, before):
    """Delete for good what was put into the trash before a time; tell how many chats."""
    old = due(store.trash, before + TRASH_KEPT)
    return len(purge(store.trash, old, store.database.path.with_name("no"), lambda: None))


def due(trash, now):
    """Look at the trash each day for the 30 days before a time; give what has been in it for so long."""
    for days in range(30, 0, -1):
        trash.due(now - timedelta(days=days))
    return trash.due(now)


def titles(path):
    database = open_database(path)
    found = [chat.title for chat in ChatStore(database, "test").chats()]
    database.close()
    return found


def version(path):
    with closing(sqlite3.connect(path)) as db:
        return db.execute("PRAGMA user_version").fetchone()[0]


def columns(path):
    with closing(sqlite3.connect(path)) as db:
        return [row[1] for row in db.execute("PRAGMA table_info(message)")]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def crash(path):
    """Leave the files as a killed process does: with a log that holds the newest transactions."""
    database = open_database(path)
    ChatStore(database, "test").new_chat("only in the log")
    crashed = path.with_name("crashed.db")
    for ending in ("", "-wal"):
        shutil.copyfile(path.with_name(path.name + ending), crashed.with_name(crashed.name + ending))
    database.close()
    for ending in ("", "-wal"):
        crashed.with_name(crashed.name + ending).replace(path.with_name(path.name + ending))
