"""`fireside bench export`: how fast all chats leave, and what the owner thread feels of it.

The chats are made as for `fireside bench search`. Every export goes through `MovingOut`, on a worker
thread, while this thread is the owner: it wakes up every few milliseconds, as the window does, and the
longest time that it could not is told, beside that while a worker merely counts. Writing the same bytes
plainly is the reference of the speed.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import psutil

from desktop.bench.report import Result
from desktop.bench.search_made import Texts, make
from desktop.core.archive import Which
from desktop.core.errors import UserError
from desktop.core.tasks import Job, Tasks
from desktop.services.exporting import Export, Exported, Format, Printer
from desktop.services.moving_out import MovingOut
from desktop.store.opening import Opened, open_store

CHATS = 10_000  # by default, of ten messages each
GOAL_SPEED, GOAL_GAP, GOAL_CANCEL = 20.0, 100.0, 200.0  # MB/s, ms, ms
TICK = 0.002  # seconds
LONGEST_BUSY = 5.0  # seconds
PART = 1 << 20  # bytes that the reference writes at a time


def run(chats: int, rounds: int) -> list[Result]:
    """Make chats, and export all of them in every format of text."""
    results: list[Result] = []
    with TemporaryDirectory(prefix="fireside-bench-") as folder:
        path = Path(folder) / "chats.db"
        made = make(path, chats, Texts())
        with closing(open_store(path, "bench", lambda _: False)) as store:
            for format_ in (Format.JSON, Format.MARKDOWN, Format.HTML):
                results += _exports(store, Path(folder) / f"all.{format_}", rounds)
        results.append(Result("messages", made.messages, "messages"))
    return results


class _Owner:
    """An owner thread that notes how long it could not run."""

    def __init__(self) -> None:
        self.calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.longest = 0.0  # seconds

    def wait(self, done: Callable[[], bool]) -> float:
        """Run what is posted until something is so; gives the seconds."""
        began = last = time.perf_counter()
        while not done():
            time.sleep(TICK)
            while not self.calls.empty():
                self.calls.get()()
            now = time.perf_counter()
            self.longest = max(self.longest, now - last - TICK)
            last = now
        return time.perf_counter() - began


def _exports(store: Opened, target: Path, rounds: int) -> list[Result]:
    speeds: list[float] = []
    plain: list[float] = []
    gaps: list[float] = []
    busy: list[float] = []
    cpu: list[float] = []
    memory = 0.0
    for _ in range(rounds):
        before, used = psutil.Process().memory_info().rss, time.process_time()
        owner = _Owner()
        done, seconds = _export(store, target, owner)
        cpu.append(done.size / 1e6 / (time.process_time() - used))
        memory = max(memory, (psutil.Process().memory_info().rss - before) / 1e6)
        speeds.append(done.size / 1e6 / seconds)
        gaps.append(1000 * owner.longest)
        busy.append(1000 * _busy(seconds))
        plain.append(done.size / 1e6 / _written(target, done.size))
    name, ratio = target.suffix[1:], median(s / p for s, p in zip(speeds, plain, strict=True))
    goal = GOAL_SPEED if target.suffix != ".html" else None
    return [
        _compared(f"{name}: all chats", median(speeds), median(plain), ratio, goal),
        Result(f"{name}: of one core", round(median(cpu), 3), "MB/s of CPU time"),
        _below(f"{name}: longest gap of the owner", max(gaps), GOAL_GAP, max(busy)),
        _below(f"{name}: cancel", 1000 * _cancelled(store, target), GOAL_CANCEL),
        Result(f"{name}: memory more", round(memory, 1), "MB"),
    ]


def _export(store: Opened, target: Path, owner: _Owner) -> tuple[Exported, float]:
    tasks = Tasks(owner.calls.put)
    moving = MovingOut(store.archive, tasks)
    told: list[Exported | UserError] = []
    moving.exported.connect(told.append)
    moving.failed.connect(told.append)
    moving.export(Export((), target_format(target), target, overwrite=True), Which(), _no_printer)
    seconds = owner.wait(lambda: bool(told))
    tasks.close()
    (done,) = told
    if isinstance(done, UserError):
        raise done
    return done, seconds


def _cancelled(store: Opened, target: Path) -> float:
    """Give the seconds from a cancel in the middle to its end."""
    owner = _Owner()
    tasks = Tasks(owner.calls.put)
    moving = MovingOut(store.archive, tasks)
    told: list[object] = []
    begun: list[object] = []
    moving.cancelled.connect(told.append)
    moving.exported.connect(told.append)
    moving.progressed.connect(begun.append)
    moving.export(Export((), target_format(target), target, overwrite=True), Which(), _no_printer)
    owner.wait(lambda: len(begun) > 1 or bool(told))
    moving.cancel()
    seconds = owner.wait(lambda: bool(told))
    tasks.close()
    return seconds


def target_format(target: Path) -> Format:
    """Give the format that a file's ending stands for."""
    return Format(target.suffix[1:])


def _no_printer() -> Printer:
    raise AssertionError("nothing is painted here")


def _written(target: Path, size: int) -> float:
    """Give the seconds that writing so many bytes takes where all are there already."""
    content = target.read_bytes()
    beside = target.with_suffix(".plain")
    began = time.perf_counter()
    with beside.open("wb") as file:
        for start in range(0, size, PART):
            file.write(content[start : start + PART])
        file.flush()
    seconds = time.perf_counter() - began
    beside.unlink()
    return seconds


def _compared(name: str, value: float, reference: float, ratio: float, goal: float | None) -> Result:
    words = "" if goal is None else f"value >= {goal}"
    ok = None if goal is None else value >= goal
    return Result(name, round(value, 3), "MB/s", round(reference, 3), round(ratio, 4), words, ok)


def _below(name: str, value: float, goal: float, reference: float | None = None) -> Result:
    ratio = None if reference is None else round(value / reference, 4)
    known = None if reference is None else round(reference, 3)
    return Result(name, round(value, 3), "ms", known, ratio, f"value <= {goal}", value <= goal)


def _busy(seconds: float) -> float:
    """Give the owner's longest gap while a worker does nothing but count, for as long as an export took."""
    owner = _Owner()
    tasks = Tasks(owner.calls.put)
    told: list[object] = []

    def count(job: Job[None]) -> None:
        until, number = time.perf_counter() + min(seconds, LONGEST_BUSY), 0
        while time.perf_counter() < until:
            number += 1

    tasks.run(count, done=told.append, failed=told.append)
    owner.wait(lambda: bool(told))
    tasks.close()
    return owner.longest
