"""`fireside bench search [FILE]`: how long finding takes in made chats, and what the index costs.

Every search goes through `SearchStore`, with what was typed being read first. `LIKE` over all messages
is the reference: it finds the same, without an index. Writes are those of a conversation: a question,
an answer that begins, what comes of it, and its end. Beside the time that passed stands the processor's:
on a busy machine only that tells what the program costs. With FILE, what was made is kept there and used
again the next time.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.bench.report import Result
from desktop.bench.search_kinds import searches
from desktop.bench.search_made import Made, made_before, make
from desktop.bench.search_texts import Texts
from desktop.bench.search_writes import writes
from desktop.store.opening import Opened, open_store

CHATS = 2_000  # by default; 100,000 are what the goals are about
GOAL_SIZE, GOAL_OPEN = 2.5, 50.0  # times the text, ms
SLICE, BATCH = 0.5, 1_000
_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'search_*' AND rootpage > 0"


def run(chats: int, rounds: int, kept: Path | None = None) -> list[Result]:
    """Make chats and their index, and measure both."""
    with TemporaryDirectory(prefix="fireside-bench-") as folder:
        path = kept or Path(folder) / "chats.db"
        made = made_before(path) if path.exists() else make(path, chats, Texts())
        opened = _opening(path, Path(folder))
        with closing(open_store(path, "bench", lambda _: False)) as store:
            seconds = build(store)
            results = [
                *searches(store, path, made.messages, rounds),
                *writes(store, Texts(2)),
                *_sizes(path, made),
                opened,
                Result("messages", made.messages, "messages"),
            ]
        if kept is None:
            results.append(Result("index made", round(made.text / 1e6 / seconds, 3), "MB of text/s"))
    return results


def build(store: Opened) -> float:
    """Make the index; gives the seconds it took."""
    began = time.perf_counter()
    slices = 0
    while not store.index.work(SLICE, BATCH).whole:
        slices += 1
        if slices % 16 == 0:
            store.database.checkpoint()
    while store.index.tidy():
        pass
    store.database.checkpoint()
    return time.perf_counter() - began


def _opening(path: Path, folder: Path) -> Result:
    """Open the database and do what every start does, and compare with an empty one."""
    empty = folder / "empty.db"
    open_store(empty, "bench", lambda _: False).close()
    times = {each: min(_opened(each) for _ in range(5)) for each in (empty, path)}
    more = times[path] - times[empty]
    return Result(
        "opening, beyond an empty one",
        round(more, 3),
        "ms",
        round(times[empty], 3),
        round(times[path] / times[empty], 3),
        f"value <= {GOAL_OPEN}",
        more <= GOAL_OPEN,
    )


def _opened(path: Path) -> float:
    began = time.perf_counter()
    with closing(open_store(path, "bench", lambda _: False)) as store:
        store.answers.recover()
        return 1000 * (time.perf_counter() - began)


def _sizes(path: Path, made: Made) -> list[Result]:
    size = path.stat().st_size
    ratio = size / made.text
    whole = Result(
        "database beside its text",
        round(size / 1e6, 3),
        "MB",
        round(made.text / 1e6, 3),
        round(ratio, 3),
        f"ratio <= {GOAL_SIZE}",
        ratio <= GOAL_SIZE,
    )
    with closing(sqlite3.connect(path)) as db:
        try:
            index = sum(_bytes_of(db, name) for (name,) in db.execute(_TABLES).fetchall())
        except sqlite3.OperationalError:  # a SQLite that was built without it
            return [whole]
    share = round(index / made.text, 3)
    return [whole, Result("index beside the text", round(index / 1e6, 3), "MB", ratio=share)]


def _bytes_of(db: sqlite3.Connection, table: str) -> int:
    found: int = db.execute("SELECT sum(pgsize) FROM dbstat WHERE name = ?", (table,)).fetchone()[0]
    return found
