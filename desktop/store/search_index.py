"""How the index for searches is kept in step with the texts.

`Database.write` takes what a transaction changed over into the index before it ends. What is long or much
(a page that was pasted, a purge) is left to `services/indexing`, as is what was there before the index; what
of it is new, searches look at themselves.

The index holds each text apart (`core.search_words`), but not the text itself: so to take a text out, what
it was must be said again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from desktop.core.folding import fold
from desktop.core.search_words import characters, words
from desktop.store.search_tables import is_damage, text_of

AT_ONCE = 16  # texts that a transaction takes over itself
SHORT = 60_000  # what all of them may cost; takes some 8 ms
COSTLY = 5  # times: a byte of a character beyond ASCII
DEARER = 60  # times, at worst: taking a character out, since each word is looked up in all that is not merged
FORGOTTEN = 300  # words that are looked up in a transaction; the others are noted as texts of no message
OF_NONE = -(1 << 62)  # ids below it: of what is noted only the words are to be forgotten


@dataclass(frozen=True, slots=True)
class Change:
    """A text that is another one in the index than in its table."""

    id: int  # of a message, or of a chat below 0
    old: str | None  # as it was indexed; None if it was not
    new: str


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
    changes.sort(key=cost)  # what is long does not hold up what is short
    sums = accumulate(map(cost, changes))
    if little := [change for change, all_so_far in zip(changes, sums, strict=True) if all_so_far <= SHORT]:
        guarded(db, little)


def cost(change: Change) -> int:
    """Weigh a change: the time it takes, in letters of ASCII that come in."""
    return _weight(change.new) + DEARER * _weight(change.old or "")


def _weight(text: str) -> int:
    return (
        len(text) if text.isascii() else len(text) + COSTLY * (len(text.encode(errors="replace")) - len(text))
    )


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


def changes_of(db: sqlite3.Connection, since: int, most: int) -> list[Change]:
    """Read what has not been taken over, the oldest first."""
    rows = db.execute(
        "SELECT id, old FROM search_later WHERE seq > ? ORDER BY seq LIMIT ?", (since, most)
    ).fetchall()
    return [Change(number, old, text_of(db, number)) for number, old in rows]


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
    delete = "INSERT INTO {0} ({0}, rowid, tokens) VALUES ('delete', ?, ?)"
    for number, text in texts:
        if found := words(text):
            db.execute(delete.format("search_text"), (number, " ".join(found)))
        if pairs := characters(text):
            db.execute(delete.format("search_character"), (number, " ".join(pairs)))


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
