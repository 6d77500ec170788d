"""`fireside bench search`: how long finding takes in made chats, and what the index costs.

Every search goes through `SearchStore`, with what was typed being read first. `LIKE` over all messages
is the reference: it finds the same, without an index. Writes are those of a conversation: a question,
an answer that begins, what comes of it, and its end.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from desktop.bench.report import Result
from desktop.bench.search_made import make
from desktop.bench.search_texts import Texts
from desktop.core.chat import ChatId, MessageId, Role, Status
from desktop.core.folding import fold
from desktop.core.search_query import parse
from desktop.core.search_words import runs
from desktop.store.chats import NewMessage
from desktop.store.opening import Opened, open_store
from desktop.store.search import Wish

CHATS = 2_000  # by default; 100,000 are what the goals are about
GOAL_SEARCH, GOAL_WRITE, GOAL_SIZE = 50.0, 5.0, 2.5  # ms, ms, times the text
EACH = 40  # things that are searched for, of each kind
SCANS = 3  # of them by LIKE
TURNS_WRITTEN, DELTAS = 60, 4
SLICE, BATCH = 0.5, 1_000


def run(chats: int, rounds: int) -> list[Result]:
    """Make chats and their index, and measure both."""
    with TemporaryDirectory(prefix="fireside-bench-") as folder:
        path = Path(folder) / "chats.db"
        texts = Texts()
        made = make(path, chats, texts)
        with closing(open_store(path, "bench", lambda _: False)) as store:
            seconds = build(store)
            size = path.stat().st_size
            results = [
                *searches(store, path, made.messages, rounds),
                *writes(store, path, texts),
                _size(size, made.text),
                Result("index made", round(made.text / 1e6 / seconds, 3), "MB of text/s"),
                Result("messages", made.messages, "messages"),
            ]
    return results


def build(store: Opened) -> float:
    """Make the index; gives the seconds it took."""
    began = time.perf_counter()
    slices = 0
    while not store.index.work(SLICE, BATCH).whole:
        slices += 1
        if slices % 16 == 0:
            store.database.checkpoint()
    store.database.checkpoint()
    return time.perf_counter() - began


def searches(store: Opened, path: Path, messages: int, rounds: int) -> list[Result]:
    """Search for what is in the texts, as often as it is there, and compare with LIKE."""
    drawn = random.Random(7)
    results: list[Result] = []
    with closing(sqlite3.connect(path)) as db:
        for name, choose, goal in _KINDS:
            wanted = [choose(db, messages, drawn) for _ in range(EACH)]
            times = [_timed(_search, store, each) for each in wanted * rounds]
            scans = [_timed(_scan, db, each.strip('"')) for each in wanted[:SCANS]]
            results.append(_percentile(f"{name}, 95 % within", times, 95, max(scans), goal))
            results.append(Result(f"{name}, half within", round(median(times), 3), "ms"))
    return results


def _search(store: Opened, typed: str) -> None:
    store.search.search(Wish(parse(typed, date.today())))


def _scan(db: sqlite3.Connection, text: str) -> None:
    db.execute("SELECT count(*) FROM message WHERE text LIKE ?", (f"%{text}%",)).fetchone()


def writes(store: Opened, path: Path, texts: Texts) -> list[Result]:
    """Write conversations with the index and, as a reference, without."""
    with_index = _conversations(store, texts)
    with closing(sqlite3.connect(path)) as db:
        for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
    without = _conversations(store, texts)
    results: list[Result] = []
    for percent, goal in ((50, None), (99, GOAL_WRITE)):
        reference = _quantile(without, percent)
        results.append(_percentile(f"write, {percent} % within", with_index, percent, reference, goal))
    return results


def _conversations(store: Opened, texts: Texts) -> list[float]:
    times: list[float] = []
    chat = store.chats.new_chat(texts.draw(30)).id
    parent: MessageId | None = None
    for _ in range(TURNS_WRITTEN):
        text = texts.draw(texts.size(answer=True))
        question = NewMessage(parent, Role.USER, texts.draw(texts.size(answer=False)))
        asked = _added(store, chat, question, times)
        parent = _added(store, chat, NewMessage(asked, Role.ASSISTANT, "", Status.STREAMING), times)
        for part in range(DELTAS):
            piece = text[part * len(text) // DELTAS : (part + 1) * len(text) // DELTAS]
            times.append(_timed(store.answers.append, parent, piece))
        times.append(_timed(store.answers.finish, parent, text, Status.DONE, None))
    store.database.checkpoint()
    return times


def _added(store: Opened, chat: ChatId, new: NewMessage, times: list[float]) -> MessageId:
    began = time.perf_counter()
    message = store.chats.add(chat, new)
    times.append(1000 * (time.perf_counter() - began))
    return message.id


def _timed(call: Callable[..., object], *values: object) -> float:
    began = time.perf_counter()
    call(*values)
    return 1000 * (time.perf_counter() - began)


def _quantile(times: list[float], percent: int) -> float:
    return quantiles(times, n=100, method="inclusive")[percent - 1]


def _percentile(name: str, times: list[float], percent: int, reference: float, goal: float | None) -> Result:
    value = _quantile(times, percent)
    words = "" if goal is None else f"value <= {goal}"
    ok = None if goal is None else value <= goal
    return Result(name, round(value, 3), "ms", round(reference, 3), round(value / reference, 4), words, ok)


def _size(size: int, text: int) -> Result:
    ratio = size / text
    words = f"ratio <= {GOAL_SIZE}"
    name = "database beside its text"
    return Result(
        name, round(size / 1e6, 3), "MB", round(text / 1e6, 3), round(ratio, 3), words, ratio <= GOAL_SIZE
    )


def _message(db: sqlite3.Connection, messages: int, drawn: random.Random, chinese: bool) -> str:
    while True:
        number = drawn.randint(1, messages)
        text: str = db.execute("SELECT text FROM message WHERE id = ?", (number,)).fetchone()[0]
        if text.isascii() is not chinese:
            return text


def _word(db: sqlite3.Connection, messages: int, drawn: random.Random) -> str:
    found = [run.text for run in runs(fold(_message(db, messages, drawn, chinese=False)))]
    return drawn.choice([word for word in found if len(word) > 3] or found)


def _characters(count: int) -> Callable[[sqlite3.Connection, int, random.Random], str]:
    def choose(db: sqlite3.Connection, messages: int, drawn: random.Random) -> str:
        found = [run.text for run in runs(_message(db, messages, drawn, chinese=True)) if run.unparted]
        run = drawn.choice([text for text in found if len(text) >= count] or found)
        start = drawn.randint(0, max(0, len(run) - count))
        return run[start : start + count]

    return choose


def _phrase(db: sqlite3.Connection, messages: int, drawn: random.Random) -> str:
    if drawn.random() < 0.5:
        return _characters(5)(db, messages, drawn)
    words = _message(db, messages, drawn, chinese=False).split(", ")[0].split(". ")[0].split()
    start = drawn.randint(0, max(0, len(words) - 3))
    return '"' + " ".join(words[start : start + 3]) + '"'


_KINDS = (
    ("Latin word", _word, GOAL_SEARCH),
    ("two Chinese characters", _characters(2), GOAL_SEARCH),
    ("phrase", _phrase, GOAL_SEARCH),
    ("one Chinese character", _characters(1), None),
)
