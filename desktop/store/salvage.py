"""Recovering what can be read of a damaged database, beside the newest backup of it.

Nothing here may run on the window's thread.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from desktop.core.chat import title_of
from desktop.core.keep_errors import NothingToRecover
from desktop.core.recovery import Notes, Recovered
from desktop.store.backup import copy_of, flush, put_in_place
from desktop.store.database import Database, open_database
from desktop.store.failures import user_errors
from desktop.store.file_pages import PageFile
from desktop.store.salvage_reading import read_all
from desktop.store.salvage_rows import (
    Merge,
    drop_empty_templates,
    insert_found,
    keep,
    keep_of,
    nest_folders,
    rows_of,
)
from desktop.store.salvage_rules import BEFORE_CHATS, CHAT, OF_CHATS, OF_MESSAGES
from desktop.store.salvage_trees import Numbers, Sources, Tree
from desktop.store.search_tables import empty_index, raw

AT_A_TIME = 50  # chats that are written in one transaction
READING = 0.5  # of the progress
_KEPT = "pinned", "archived", "naming", "folder_id", "draft", "draft_files", "draft_template"


def salvage(
    damaged: Path,
    backup: Path | None,
    database: Path,
    tell: Callable[[float], None],
    notes: Notes | None = None,
) -> Recovered:
    """Make a database of a backup and of all that is newer in a damaged file, in the place of `database`.

    Neither file is changed; what stands in the place is set aside. `tell` hears how much is done, from
    0 to 1, and may raise to end it: then nothing has changed. Raises `NothingToRecover`, `DataError`s.
    """
    with user_errors(database), _workshop(database.with_name("recovering")) as folder:
        fresh = folder / database.name
        if backup is not None:
            copy_of(backup, fresh)
        made = open_database(fresh)
        try:
            done = _recover(damaged, folder / "found.db", made, tell, notes or Notes())
        finally:
            made.close()
        done.backup, done.damaged = backup, damaged
        if backup is None and done.chats == 0:
            raise NothingToRecover(damaged)
        flush(fresh)
        done.aside = put_in_place(fresh, database)
        return done


def _recover(
    damaged: Path, found: Path, made: Database, tell: Callable[[float], None], notes: Notes
) -> Recovered:
    done = Recovered()
    try:
        file = PageFile(damaged)
    except OSError:
        raise NothingToRecover(damaged) from None
    with file, closing(sqlite3.connect(found, isolation_level=None)) as rows:
        rows.execute("PRAGMA journal_mode = OFF")
        rows.execute("PRAGMA synchronous = OFF")
        rows.execute("BEGIN")
        read = read_all(file, rows, lambda part: tell(part * READING))
        rows.execute("CREATE INDEX of_chat ON message (chat_id)")
        with made.write() as db:
            empty_index(raw(db))
            sources = Sources(rows, raw(db), notes)
            merge = Merge(sources, Numbers(_highest(sources)), tell, done)
            for spec in BEFORE_CHATS:
                keep(merge, spec)
            nest_folders(raw(db))
            drop_empty_templates(raw(db))
        _merge_chats(made, merge)
        done.lost = _lost(merge) or read.broken
        with made.write() as db:
            empty_index(raw(db))  # begun anew: what came in is in it then
    return done


def _merge_chats(made: Database, merge: Merge) -> None:
    chats = [row[0] for row in merge.sources.found.execute(_CHATS)]
    for start in range(0, len(chats), AT_A_TIME):
        with made.write() as db:
            merge.sources = Sources(merge.sources.found, raw(db), merge.sources.notes)
            for chat in chats[start : start + AT_A_TIME]:
                _merge_chat(merge, chat)
            raw(db).execute("DELETE FROM search_later")  # see the end of `_recover`
        merge.tell(READING + (1 - READING) * (start + AT_A_TIME) / (len(chats) + AT_A_TIME))


_CHATS = "SELECT id FROM chat UNION SELECT chat_id FROM message ORDER BY 1"


def _merge_chat(merge: Merge, found: int) -> None:
    row = rows_of(merge, CHAT, "WHERE id = ?", (found,))
    known = row[0] if row else None
    before = _same_chat(merge, found, known)
    chat = _new_chat(merge, found, known) if before is None else before
    merge.ids.setdefault("chat", {})[found] = chat
    tree = Tree(merge.sources, merge.numbers, found, chat)
    tree.merge()
    leaf = tree.leaf(None if known is None else known["leaf_id"])
    merge.ids["message"] = tree.ids
    added = {*tree.added}
    for spec in OF_MESSAGES:
        keep_of(merge, spec, added)
    for spec in OF_CHATS:
        keep_of(merge, spec, {found})
    if known is not None and before is not None:
        _renew_chat(merge, known, chat)
    if known is not None or tree.added:
        fresh = merge.sources.fresh
        fresh.execute("UPDATE chat SET leaf_id = ? WHERE id = ?", (leaf, chat))
    if known is None and before is None:
        _name(merge, chat)
    merge.done.messages += len(tree.added)
    merge.done.chats += before is None or bool(tree.added or tree.changed)


def _same_chat(merge: Merge, found: int, known: dict[str, Any] | None) -> int | None:
    """Find the chat of the backup that this one was."""
    fresh = merge.sources.fresh
    row = fresh.execute("SELECT id, created FROM chat WHERE id = ?", (found,)).fetchone()
    if known is None:  # only messages are left of it: they say whether it is the same
        same = merge.sources.found.execute(
            "SELECT id, created FROM message WHERE chat_id = ? ORDER BY id LIMIT 20", (found,)
        ).fetchall()
        there = "SELECT 1 FROM message WHERE chat_id = ? AND id = ? AND created = ?"
        is_same = any(fresh.execute(there, (found, *each)).fetchone() for each in same)
        return found if row and is_same else None
    if row and row[1] == known["created"]:
        return found
    row = fresh.execute(
        "SELECT id FROM chat WHERE created = ? AND title = ?", (known["created"], known["title"])
    ).fetchone()
    return row[0] if row else None


def _new_chat(merge: Merge, found: int, known: dict[str, Any] | None) -> int:
    fresh = merge.sources.fresh
    row = known or CHAT.mended(_unnamed(merge, found))
    taken = fresh.execute("SELECT 1 FROM chat WHERE id = ?", (found,)).fetchone()
    values = row | {
        "id": None if taken else found,
        "leaf_id": None,
        "folder_id": merge.new_id("folder", row["folder_id"]),
    }
    insert_found(fresh, CHAT, values)
    return fresh.execute("SELECT last_insert_rowid()").fetchone()[0]


def _unnamed(merge: Merge, found: int) -> dict[str, Any]:
    """Make a chat for messages whose own one cannot be read."""
    first, last = merge.sources.found.execute(
        "SELECT min(created), max(created) FROM message WHERE chat_id = ? AND created <> ''", (found,)
    ).fetchone()
    first = first or "1970-01-01 00:00:00.000000+00:00"
    return {"id": found, "title": "", "created": first, "updated": last or first}


def _name(merge: Merge, chat: int) -> None:
    fresh = merge.sources.fresh
    row = fresh.execute(
        "SELECT text FROM message WHERE chat_id = ? AND role = 'user' ORDER BY id LIMIT 1", (chat,)
    ).fetchone()
    fresh.execute("UPDATE chat SET title = ? WHERE id = ?", (title_of(row[0]) if row else "", chat))


def _renew_chat(merge: Merge, known: dict[str, Any], chat: int) -> None:
    """Take over what became of a chat of the backup: its name, its place, the trash."""
    folder = merge.new_id("folder", known["folder_id"])
    if folder is None and known["folder_id"] is not None:  # that folder cannot be read: the backup's holds
        query = "SELECT folder_id FROM chat WHERE id = ?"
        folder = merge.sources.fresh.execute(query, (chat,)).fetchone()[0]
    known = known | {"folder_id": folder}
    names = ("title", "deleted", "policy", "thinking", "sampling", *_KEPT)
    changes = ", ".join(f"{name} = ?" for name in names)
    merge.sources.fresh.execute(
        f"UPDATE chat SET {changes}, updated = max(updated, ?) WHERE id = ?",
        (*(known[name] for name in names), known["updated"], chat),
    )


def _lost(merge: Merge) -> int:
    """Count the messages that the index names, and that came neither from the file nor from the backup."""
    lost = 0
    fresh = merge.sources.fresh
    query = "SELECT id, chat_id FROM link WHERE id NOT IN (SELECT id FROM message)"
    note = merge.sources.notes.lost
    for number, chat in merge.sources.found.execute(query):
        row = fresh.execute(
            "SELECT text FROM message WHERE id = ? AND chat_id = ?",
            (number, merge.new_id("chat", chat)),
        ).fetchone()
        lost += row is None or row[0] == note
    return lost


def _highest(sources: Sources) -> int:
    query = "SELECT coalesce(max(id), 0) FROM message"
    return max(db.execute(query).fetchone()[0] for db in (sources.found, sources.fresh))


@contextmanager
def _workshop(folder: Path) -> Generator[Path]:
    """Give a folder of its own, where the backup of a migration is in nobody's way."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
