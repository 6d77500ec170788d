"""`fireside bench kill`: processes that write are killed at random; all that they were told must be there."""

from __future__ import annotations

import multiprocessing
import shutil
import signal
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerContext
from pathlib import Path
from random import Random

from desktop.bench.kill_child import Order, work
from desktop.bench.kill_ledger import Ledger
from desktop.bench.kill_limits import Limits
from desktop.bench.kill_troubles import Trouble, possible
from desktop.bench.report import Result
from desktop.core.places import Places
from desktop.services import machine
from desktop.store.opening import open_store

LONGEST = 1.2  # seconds until a process is killed
SERIES = 25  # rounds on one database
TWO = 0.25  # of the rounds have two processes on the same database
TROUBLED = 0.5  # of the rounds have a trouble
OLD = Path(__file__).resolve().parents[2] / "tests" / "data"  # databases of earlier versions, in a checkout
WAL_HEADER, FRAME_HEADER, ATTEMPTED = 32, 24, 128  # bytes; the last is a place in the -shm file


@dataclass
class Count:
    """What came of all rounds."""

    rounds: int = 0
    kills: int = 0
    changes: int = 0
    cuts: int = 0  # logs that were cut off
    errors: Counter[str] = field(default_factory=Counter[str])  # that the processes were told
    kinds: Counter[str] = field(default_factory=Counter[str])  # rounds with each trouble
    faults: list[str] = field(default_factory=list[str])


def run(rounds: int, seed: int = 1) -> list[Result]:
    """Kill so many times, and tell what was lost. Everything happens in a folder of its own."""
    count = torture(rounds, seed)
    for fault in count.faults[:20]:
        print(fault)  # noqa: T201
    return [
        Result("rounds with a loss", len(count.faults), "faults", goal="<= 0", ok=not count.faults),
        Result("rounds", count.rounds, "rounds"),
        Result("processes killed", count.kills, "processes"),
        Result("acknowledged changes checked", count.changes, "changes"),
        Result("power cuts played", count.cuts, "logs cut off"),
        *(Result(f"rounds with trouble: {name}", number, "rounds") for name, number in _sorted(count.kinds)),
        *(Result(f"told: {name}", number, "errors") for name, number in _sorted(count.errors)),
    ]


def _sorted(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items())


def torture(rounds: int, seed: int, troubles: Sequence[type[Trouble]] | None = None) -> Count:
    """Play rounds on one database after another; without `troubles` with all that can be played here."""
    kinds = possible() if troubles is None else troubles
    context = multiprocessing.get_context("forkserver")  # each child has all imports at once
    context.set_forkserver_preload(["desktop.bench.kill_child"])
    count, chance = Count(), Random(seed)
    while count.rounds < rounds:
        with tempfile.TemporaryDirectory(prefix="fireside-kill-") as name:
            folder, ledger = Path(name) / "data", Ledger()
            folder.mkdir()
            _begin(folder, chance)
            for _ in range(min(SERIES, rounds - count.rounds)):
                count.rounds += 1
                trouble = _trouble(kinds, folder, chance)
                count.kinds[trouble.name] += 1
                ends = _round(context, trouble, ledger, chance)
                count.kills += len(ends)
                faults = [f"a process ended by itself with {end}" for end in ends if end != -signal.SIGKILL]
                count.cuts += _cut_power(folder, chance, faults)
                faults += _look(folder, ledger)
                words = f"round {count.rounds}, trouble {trouble.name}"
                count.faults += [f"{words}: {fault}" for fault in faults]
            count.changes += ledger.changes
            count.errors += ledger.errors
    return count


def _trouble(kinds: Sequence[type[Trouble]], folder: Path, chance: Random) -> Trouble:
    kind = chance.choice(kinds) if kinds and chance.random() < TROUBLED else Trouble
    return kind(folder, chance)


def _begin(folder: Path, chance: Random) -> None:
    """Begin with nothing, or with a database that an earlier version wrote."""
    old = sorted(OLD.glob("chats-v*.db"))
    if old and chance.random() < 0.7:
        shutil.copyfile(chance.choice(old), Places(folder).database)


def _round(context: ForkServerContext, trouble: Trouble, ledger: Ledger, chance: Random) -> list[int | None]:
    """Let one process write, or two, until some moment; give how they ended."""
    two = not trouble.jumps and chance.random() < TWO
    books = [trouble.data.with_name(f"book-{number}") for number in range(2 if two else 1)]
    trouble.begin()
    try:
        children = [context.Process(target=work, args=(_order(trouble, book, chance),)) for book in books]
        for child in children:
            child.start()
        _wait(trouble, chance)
        for child in children:
            child.kill()
        for child in children:
            child.join()
    finally:
        trouble.end()
    ledger.read(books)
    for book in books:
        book.unlink(missing_ok=True)
    return [child.exitcode for child in children]


def _order(trouble: Trouble, book: Path, chance: Random) -> Order:
    limits = Limits(trouble.largest(), trouble.plain)
    return Order(trouble.folder, book, str(chance.random()), trouble.jumps, limits)


def _wait(trouble: Trouble, chance: Random) -> None:
    """Let some time pass, in which the trouble comes, and may come once more."""
    left = chance.random() * LONGEST
    for _ in range(2):
        before = chance.random() * left
        time.sleep(before)
        left -= before
        trouble.strike()
    time.sleep(left)


def _look(folder: Path, ledger: Ledger) -> list[str]:
    """Open the database as the next start does, and compare."""
    path = Places(folder).database
    if not path.exists():
        return ["there is no database"] if ledger.messages else []
    store = open_store(path, "parent", machine.lives)
    store.answers.recover()
    store.close()
    faults = ledger.compare(path)
    ledger.settle(path)
    return faults


def _cut_power(folder: Path, chance: Random, faults: list[str]) -> bool:
    """Play a power cut on a copy: the log ends at any byte after what is in the database already.

    What was written before the last checkpoint is on the disk, since SQLite waits for that.
    """
    path = Places(folder).database
    log = path.with_name(path.name + "-wal")
    if not log.exists() or log.stat().st_size <= WAL_HEADER or not path.stat().st_size:
        return False
    with tempfile.TemporaryDirectory(prefix="fireside-cut-") as name:
        copy = Path(name) / path.name
        shutil.copyfile(path, copy)
        whole = log.read_bytes()
        least = WAL_HEADER + _backfilled(path) * (FRAME_HEADER + _page_size(whole))
        end = chance.randrange(min(least, len(whole)), len(whole) + 1)
        copy.with_name(copy.name + "-wal").write_bytes(whole[:end])
        with closing(sqlite3.connect(copy)) as db:
            found = [row[0] for row in db.execute("PRAGMA integrity_check")]
            lost = db.execute("PRAGMA foreign_key_check").fetchall()
    if found != ["ok"] or lost:
        faults.append(f"a log cut off at {end} of {len(whole)}: {found[:3]}, {lost[:3]}")
    return True


def _page_size(log: bytes) -> int:
    return int.from_bytes(log[8:12], "big")


def _backfilled(path: Path) -> int:
    """Tell how many frames of the log are in the database, or some pages of them: a checkpoint may fail."""
    index = path.with_name(path.name + "-shm")
    data = index.read_bytes() if index.exists() else b""
    return int.from_bytes(data[ATTEMPTED : ATTEMPTED + 4], "little")
