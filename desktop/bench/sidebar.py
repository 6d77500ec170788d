"""`fireside bench sidebar`: the list of chats with 100,000 of them, beside the same list with ten."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import TypeAlias

from desktop.bench.report import Result
from desktop.bench.view import Served
from desktop.store.opening import open_store

Round: TypeAlias = dict[str, list[float]]

CHATS, FEW = 100_000, 10
FOLDERS = 20
MOVES = 40  # of chats to the top, and of the thumb
GOAL_PAINT, GOAL_TURN, GOAL_FRAME, GOAL_LATER = 50.0, 50.0, 33.0, 50.0  # ms


def run(chats: int, rounds: int) -> list[Result]:
    """Measure both lists in turn, each in processes of its own."""
    with TemporaryDirectory(prefix="fireside-bench-") as name:
        large, small = Path(name) / "large", Path(name) / "small"
        make(large / "chats.db", chats)
        make(small / "chats.db", FEW)
        taken = [(_round(large), _round(small)) for _ in range(rounds)]
    return [
        _figure(taken, "first paint", "open", GOAL_PAINT),
        _figure(taken, "database opened", "store", None),
        _later(taken),
        _figure(taken, "until all are in the list", "whole", None),
        _figure(taken, "longest turn of the event loop meanwhile", "turns", GOAL_TURN),
        _figure(taken, "a chat moves to the top, 95 % within", "changes", GOAL_FRAME),
        _figure(taken, "thumb jump, 95 % within", "jumps", GOAL_FRAME),
        _figure(taken, "scroll by a row, 95 % within", "steps", GOAL_FRAME),
        _figure(taken, "select all", "all", GOAL_FRAME),
        _figure(taken, "memory of the list", "memory", None, "MiB"),
    ]


def make(path: Path, chats: int) -> None:
    """Fill a new database with chats without messages, some pinned, archived, in folders or tagged."""
    path.parent.mkdir(parents=True, exist_ok=True)
    open_store(path, "bench", lambda _: False).close()
    drawn, now = random.Random(1), datetime.now(UTC)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN")
        db.executemany(
            "INSERT INTO folder (id, parent_id, name, created) VALUES (?, ?, ?, ?)",
            [(i, i // 3 or None, f"Folder {i}", _text(now)) for i in range(1, FOLDERS + 1)],
        )
        rows = [
            (
                i,
                f"What was asked in chat {i}",
                _text(now - timedelta(minutes=20 * (chats - i))),
                drawn.random() < 0.0002,
                drawn.random() < 0.1,
                drawn.randint(1, FOLDERS) if drawn.random() < 0.2 else None,
            )
            for i in range(1, chats + 1)
        ]
        db.executemany(
            "INSERT INTO chat (id, title, created, updated, pinned, archived, folder_id)"
            " VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6)",
            rows,
        )
        db.executemany(
            "INSERT INTO chat_tag (chat_id, folded, tag) VALUES (?, 'work', 'Work')",
            [(i,) for i in range(1, chats + 1, 10)],
        )
        db.execute("DELETE FROM search_later")  # else the index would be made while it is measured
        db.execute("COMMIT")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _text(moment: datetime) -> str:
    return moment.isoformat(" ", "microseconds")


def _round(folder: Path) -> Round:
    stage = Served(["-m", "desktop.bench.sidebar_stage"], folder)
    try:
        times = stage.ask("open")
        times |= stage.ask("choose") | stage.ask(f"change {MOVES}") | stage.ask(f"jump {MOVES}")
    finally:
        stage.close()
    return times


def _of(round_: Round, what: str) -> float:
    values = round_[what]
    if what == "turns":
        return max(values)
    return quantiles(values, n=100, method="inclusive")[94] if len(values) > 1 else values[0]


def _figure(
    taken: list[tuple[Round, Round]], name: str, what: str, goal: float | None, unit: str = "ms"
) -> Result:
    value = median(_of(large, what) for large, _ in taken)
    reference = median(_of(small, what) for _, small in taken)
    ratio = round(value / reference, 3) if reference > 0 else None
    words, ok = ("", None) if goal is None else (f"value <= {goal:g}", value <= goal)
    return Result(name, round(value, 3), unit, round(reference, 3), ratio, words, ok)


def _later(taken: list[tuple[Round, Round]]) -> Result:
    """How much later the list is there than with ten chats, with the opening of the database."""
    parts = ("store", "open")
    late = median(sum(_of(large, each) - _of(small, each) for each in parts) for large, small in taken)
    words = f"value <= {GOAL_LATER:g}"
    return Result("start later than with few", round(late, 3), "ms", None, None, words, late <= GOAL_LATER)
