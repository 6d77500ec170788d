"""What `bench search` searches for: words as they stand in the texts, letter by letter, phrases, filters."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median, quantiles

from desktop.bench.report import Result
from desktop.core.folding import fold
from desktop.core.search_query import parse
from desktop.core.search_words import runs
from desktop.store.opening import Opened
from desktop.store.search import Wish

EACH = 40  # things that are searched for, of each kind
GOAL = 50.0  # ms


@dataclass(frozen=True, slots=True)
class Drawer:
    """Draws what is searched for from the texts: so common words are drawn as often as they stand there."""

    db: sqlite3.Connection
    messages: int
    random: random.Random

    def text(self, chinese: bool) -> str:
        """Draw a message."""
        while True:
            number = self.random.randint(1, self.messages)
            text: str = self.db.execute("SELECT text FROM message WHERE id = ?", (number,)).fetchone()[0]
            if text.isascii() is not chinese:
                return text

    def word(self) -> str:
        """Draw a word of more than three letters."""
        found = [run.text for run in runs(fold(self.text(chinese=False)))]
        return self.random.choice([word for word in found if len(word) > 3] or found)

    def characters(self, count: int) -> str:
        """Draw Chinese characters that stand together."""
        found = [run.text for run in runs(self.text(chinese=True)) if run.unparted]
        run = self.random.choice([text for text in found if len(text) >= count] or found)
        start = self.random.randint(0, max(0, len(run) - count))
        return run[start : start + count]

    def phrase(self) -> str:
        """Draw a phrase in one of the languages."""
        if self.random.random() < 0.5:
            return self.characters(5)
        words = self.text(chinese=False).split(", ")[0].split(". ")[0].split()
        start = self.random.randint(0, max(0, len(words) - 3))
        return '"' + " ".join(words[start : start + 3]) + '"'

    def filter(self) -> str:
        """Draw a filter: of what is common and of what is rare."""
        year = self.random.randint(2016, 2025)
        return self.random.choice(
            [
                f"before:{year}",
                f"after:{year}-06 before:{year}-08",
                f"tag:tag{self.random.randint(0, 59)}",
                f'folder:"Project {self.random.randint(1, 40)}"',
                "model:phi",
                "model:qwen",
                "role:user",
                "role:system",
                "is:archived",
                "is:pinned",
            ]
        )


def _letters(draw: Drawer) -> Iterator[str]:
    word = draw.word()
    return (word[:end] for end in range(1, len(word) + 1))


_KINDS: Sequence[tuple[str, Callable[[Drawer], str], float | None]] = (
    ("Latin word", Drawer.word, GOAL),
    ("two Latin words", lambda draw: f"{draw.word()} {draw.word()}", GOAL),
    ("two Chinese characters", lambda draw: draw.characters(2), GOAL),
    ("phrase", Drawer.phrase, GOAL),
    ("one Chinese character", lambda draw: draw.characters(1), None),
    ("Latin word and Chinese characters", lambda draw: f"{draw.word()} {draw.characters(2)}", None),
    ("word with a filter", lambda draw: f"{draw.word()} {draw.filter()}", None),
    ("characters with a filter", lambda draw: f"{draw.characters(2)} {draw.filter()}", None),
    ("filter alone", Drawer.filter, None),
)


def searches(store: Opened, path: Path, messages: int, rounds: int) -> list[Result]:
    """Search for what is in the texts, as often as it is there, and compare with LIKE."""
    results: list[Result] = []
    with closing(sqlite3.connect(path)) as db:
        draw = Drawer(db, messages, random.Random(7))
        for name, choose, goal in _KINDS:
            wanted = [choose(draw) for _ in range(EACH)]
            results += _measured(name, store, wanted * rounds, _scan(db, wanted[0].strip('"')), goal)
        typed = [part for _ in range(EACH // 4) for part in _letters(draw)]
        results += _measured("word, letter by letter", store, typed * rounds, None, GOAL)
    return results


def _measured(
    name: str, store: Opened, typed: Sequence[str], scan: float | None, goal: float | None
) -> list[Result]:
    times = [_search(store, each) for each in typed]
    passed, busy = [wall for wall, _ in times], [cpu for _, cpu in times]
    value = percentile(passed, 95)
    words = "" if goal is None else f"value <= {goal}"
    return [
        Result(
            f"{name}, 95 % within",
            value,
            "ms",
            None if scan is None else round(scan, 3),
            None if scan is None else round(value / scan, 4),
            words,
            None if goal is None else value <= goal,
        ),
        Result(f"{name}, half within", round(median(passed), 3), "ms"),
        Result(f"{name}, 99 % within", percentile(passed, 99), "ms"),
        Result(f"{name}, processor, 95 % within", percentile(busy, 95), "ms"),
    ]


def percentile(times: Sequence[float], percent: int) -> float:
    """Give within what so many of the times are."""
    return round(quantiles(times, n=100, method="inclusive")[percent - 1], 3)


def _search(store: Opened, typed: str) -> tuple[float, float]:
    began, busy = time.perf_counter(), time.thread_time()
    store.search.search(Wish(parse(typed, date.today())))
    return 1000 * (time.perf_counter() - began), 1000 * (time.thread_time() - busy)


def _scan(db: sqlite3.Connection, text: str) -> float:
    began = time.perf_counter()
    db.execute("SELECT count(*) FROM message WHERE text LIKE ?", (f"%{text}%",)).fetchone()
    return 1000 * (time.perf_counter() - began)
