"""Whether what stands in the texts is in the index, looked up for some; reads only, and ends in time."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Iterator

from desktop.core.folding import fold
from desktop.core.search_words import RULES, characters, words
from desktop.store.search_tables import is_damage, text_of

OF_EACH = 4  # words and pairs of characters of a text
_FIND = "SELECT 1 FROM {0} WHERE {0} MATCH ? AND rowid = ?"
_SOME = "SELECT id FROM message WHERE id >= ? AND text <> '' LIMIT 1"


def spot_check(db: sqlite3.Connection, seconds: float = 2.0) -> bool:
    """Look some texts up, the newest and others by chance; False if the index is damaged or lacks one."""
    try:
        pending, damaged, rules = db.execute(
            "SELECT messages, damaged, rules FROM search_state WHERE id = 1"
        ).fetchone() or (0, 1, "")
        if damaged or rules != RULES:
            return False
        end = time.monotonic() + seconds
        for number in _numbers(db, pending):
            if not _found(db, number):
                return False
            if time.monotonic() > end:
                break
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return False
    return True


def _numbers(db: sqlite3.Connection, pending: int) -> Iterator[int]:
    """Give messages that are indexed: all of them if they are few."""
    newest: int = db.execute("SELECT coalesce(max(id), 0) FROM message").fetchone()[0]
    count = newest - pending
    drawn = random.Random(newest)
    some = (
        range(pending + 1, newest + 1)
        if count <= 1_000
        else (drawn.randint(pending + 1, newest) for _ in range(count))
    )
    for wanted in some:
        row = db.execute(_SOME, (wanted,)).fetchone()
        if row and not db.execute("SELECT 1 FROM search_later WHERE id = ?", row).fetchone():
            yield row[0]


def _found(db: sqlite3.Connection, number: int) -> bool:
    text = fold(text_of(db, number))
    drawn = random.Random(number)
    for table, tokens in (
        ("search_text", sorted(set(words(text)))),
        ("search_character", sorted(characters(text))),
    ):
        for token in drawn.sample(tokens, min(OF_EACH, len(tokens))):
            if not db.execute(_FIND.format(table), (f'"{token}"', number)).fetchone():
                return False
    return True
