"""Taking into the index what is not in it yet, in slices; for a worker thread."""

from __future__ import annotations

import sqlite3
import time
from itertools import accumulate

from desktop.core.search_found import Progress
from desktop.core.search_words import RULES
from desktop.store.database import Database
from desktop.store.search_check import spot_check
from desktop.store.search_index import AT_ONCE, SHORT, Change, changes_of, cost, guarded
from desktop.store.search_tables import empty_index, file_id, is_damage, merge, raw

SLICE = 0.02  # seconds that other transactions wait
STEPS = 0.6  # of a slice; in the rest of it what was written is merged
BATCH = 16  # texts

_STATE = "SELECT messages, chats, files, total, damaged, rules FROM search_state"
_BEHIND = "SELECT count(*) FROM (SELECT 1 FROM search_later LIMIT 1000)"
_OF = {
    "chats": "SELECT id, title FROM chat WHERE id <= ? ORDER BY id DESC LIMIT ?",
    "messages": "SELECT id, text FROM message WHERE id <= ? ORDER BY id DESC LIMIT ?",
}
_FILES = """
    SELECT message_id, seq, name || char(10) || text FROM attachment
    WHERE message_id = (SELECT max(message_id) FROM attachment WHERE message_id <= ?) ORDER BY seq
"""


class IndexStore:
    """The state of the index, and how it is brought further. Raises `DataError`s."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def progress(self) -> Progress:
        """Tell how far the index is."""
        with self._database.read() as connection:
            return _progress(raw(connection))

    def rebuild(self) -> None:
        """Begin the index anew; `work` does the rest. Nothing is found in the meantime."""
        with self._database.write_behind() as connection:
            empty_index(raw(connection))

    def work(self, seconds: float = SLICE, batch: int = BATCH) -> Progress:
        """Take over what a slice of time allows, the newest first; tell how far the index is then.

        What is damaged, or was made by other rules, is begun anew first.
        """
        with self._database.write_behind() as connection:
            db = raw(connection)
            damaged, rules = db.execute("SELECT damaged, rules FROM search_state").fetchone()
            if damaged or rules != RULES:
                empty_index(db)
            now = time.perf_counter()
            while _step(db, batch) and time.perf_counter() < now + seconds * STEPS:
                pass
            _merge(db, now + seconds)
            return _progress(db)

    def tidy(self) -> bool:
        """Merge what was written piece by piece, a little; False if there is nothing left to merge."""
        with self._database.write_behind() as connection:
            db = raw(connection)
            return not _damaged(db) and _merge(db, time.perf_counter())

    def still_for(self) -> float:
        """Tell for how many seconds nobody else has written."""
        return time.monotonic() - self._database.last_write

    def spot_check(self, seconds: float = 1.0) -> bool:
        """Tell whether some texts are in the index as they are; ends in time. Notes where they are not."""
        with self._database.read() as connection:
            sound = spot_check(raw(connection), seconds)
        if not sound:
            self.note_damage()
        return sound

    def note_damage(self) -> None:
        """Have the index made anew by the next `work`."""
        with self._database.write_behind() as connection:
            raw(connection).execute("UPDATE search_state SET damaged = 1")


def _progress(db: sqlite3.Connection) -> Progress:
    messages, chats, files, total, damaged, rules = db.execute(_STATE).fetchone()
    if damaged or rules != RULES:
        return Progress(0, max(1, total))
    behind: int = db.execute(_BEHIND).fetchone()[0]
    return Progress(total - messages - chats, total, behind + bool(files))


def _step(db: sqlite3.Connection, batch: int) -> bool:
    """Take over some texts: what changed, then titles, messages, files. False if nothing is left."""
    changes = changes_of(db, 0, AT_ONCE)
    if changes:
        guarded(db, _portion(changes))
        return not _damaged(db)
    messages, chats, files = db.execute("SELECT messages, chats, files FROM search_state").fetchone()
    if chats:
        return _fill(db, "chats", chats, batch)
    if messages:
        return _fill(db, "messages", messages, batch)
    return bool(files) and _fill_files(db, files)


def _portion(changes: list[Change]) -> list[Change]:
    """Give the first changes, as many as do not take much longer than a slice; one at least."""
    sizes = accumulate(map(cost, changes))
    return changes[: max(1, sum(size <= SHORT for size in sizes))]


def _merge(db: sqlite3.Connection, until: float) -> bool:
    """Merge until a moment, or until nothing is left to merge; False then."""
    try:
        while more := merge(db):
            if time.perf_counter() >= until:
                break
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        db.execute("UPDATE search_state SET damaged = 1")
        return False
    return more


def _fill(db: sqlite3.Connection, column: str, newest: int, batch: int) -> bool:
    rows: list[tuple[int, str]] = db.execute(_OF[column], (newest, batch)).fetchall()
    sign = 1 if column == "messages" else -1
    changes = _portion([Change(sign * number, None, text) for number, text in rows])
    guarded(db, changes)
    if _damaged(db):
        return False
    left = abs(changes[-1].id) - 1 if len(changes) == batch or len(changes) < len(rows) else 0
    db.execute(f"UPDATE search_state SET {column} = ?", (left,))
    return True


def _fill_files(db: sqlite3.Connection, newest: int) -> bool:
    """Take over the files of some messages."""
    changes: list[Change] = []
    while newest and len(changes) < BATCH and sum(map(cost, changes)) <= SHORT:
        rows: list[tuple[int, int, str]] = db.execute(_FILES, (newest,)).fetchall()
        changes += [Change(file_id(message, seq), None, text) for message, seq, text in rows]
        newest = rows[0][0] - 1 if rows else 0
    guarded(db, changes)
    if _damaged(db):
        return False
    db.execute("UPDATE search_state SET files = ?", (newest,))
    return True


def _damaged(db: sqlite3.Connection) -> bool:
    return bool(db.execute("SELECT damaged FROM search_state").fetchone()[0])
