"""`fireside bench idle`: what the window costs while nothing happens: wake-ups, processor time, memory."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from desktop.bench import bare_window
from desktop.bench.report import Result
from desktop.bench.startup import FEW, started
from desktop.bench.startup_made import make

SETTLED = 50.0  # seconds after the start: everything that is done once, and the cursor's blinking, is over
WATCHED = 20.0  # seconds
MIB = 2**20
MEMORY_GOAL = 2.0
SWITCHES = "voluntary_ctxt_switches:"  # of a thread, each of which is the end of a wake-up


@dataclass(frozen=True, slots=True)
class Idle:
    """What one process tree did while it was watched."""

    wakeups: float  # a second, of all threads of all processes
    processor: float  # ms a second
    memory: float  # MiB that the window's process holds, as systems show it
    own: float  # MiB of it that no other process shares
    others: float  # MiB of the processes beside it


def run(rounds: int) -> list[Result]:
    """Watch Fireside with an empty chat, and a bare PySide6 window beside it."""
    with tempfile.TemporaryDirectory(prefix="fireside-bench-") as name:
        folder = Path(name)
        make(folder / "chats.db", FEW)
        fireside: list[Idle] = []
        bare: list[Idle] = []
        for _ in range(rounds):
            with started(folder) as process:
                fireside.append(_watch(process.pid))
            bare.append(_bare())
    ratio = median(mine.memory / theirs.memory for mine, theirs in zip(fireside, bare, strict=True))
    wakeups = median(each.wakeups for each in fireside)
    memory = median(each.memory for each in fireside), median(each.memory for each in bare)
    return [
        Result("wake-ups", wakeups, "/s", goal="value <= 0.1", ok=wakeups <= 0.1),
        Result("processor time", median(each.processor for each in fireside), "ms/s"),
        Result(
            "memory of the window",
            memory[0],
            "MiB",
            memory[1],
            round(ratio, 3),
            f"ratio <= {MEMORY_GOAL}",
            ratio <= MEMORY_GOAL,
        ),
        Result("not shared with others", median(each.own for each in fireside), "MiB"),
        Result("memory of the engine and its helpers", median(each.others for each in fireside), "MiB"),
    ]


def _bare() -> Idle:
    script = [sys.executable, str(Path(bare_window.__file__)), "stay"]
    with subprocess.Popen(script, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()  # it has been painted
        try:
            return _look([psutil.Process(process.pid)], 1.0)
        finally:
            process.terminate()


def _watch(pid: int) -> Idle:
    time.sleep(SETTLED)
    window = psutil.Process(pid)
    return _look([window, *window.children(recursive=True)], WATCHED)


def _look(processes: Sequence[psutil.Process], seconds: float) -> Idle:
    switches, used = _switches(processes), _used(processes)
    time.sleep(seconds)
    return Idle(
        round((_switches(processes) - switches) / seconds, 3),
        round((_used(processes) - used) * 1000 / seconds, 3),
        round(processes[0].memory_info().rss / MIB, 1),
        round(processes[0].memory_full_info().uss / MIB, 1),
        round(sum(process.memory_info().rss for process in processes[1:]) / MIB, 1),
    )


def _switches(processes: Sequence[psutil.Process]) -> int:
    """Count how often threads have gone to sleep; 0 where the system does not tell."""
    total = 0
    for process in processes:
        for status in Path(f"/proc/{process.pid}/task").glob("*/status"):
            lines = status.read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith(SWITCHES))
    return total


def _used(processes: Sequence[psutil.Process]) -> float:
    return sum(sum(process.cpu_times()[:2]) for process in processes)
