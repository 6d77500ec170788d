"""What this computer has to offer, and who is running on it."""

from __future__ import annotations

import psutil

RESERVE = 1 << 30  # bytes left to everything else; Linux overcommits and then kills the engine


def free_memory() -> int:
    """Give the bytes that a model may take now."""
    return max(0, psutil.virtual_memory().available - RESERVE)


def snapshot_memory() -> int:
    """Give the bytes for states of recent conversations: a tenth of the memory, at most 2 GiB."""
    return min(psutil.virtual_memory().total // 10, 2 << 30)


def decoding_threads() -> int:
    """Give the number of threads for the engine: one physical core is left to everything else.

    With all cores busy, one other busy process makes llama.cpp's spinning threads wait for each other:
    measured 76 → 24 tokens/s on 2 cores with 2 threads, and 50 → 44 with one (engine.md §3).
    """
    cores = psutil.cpu_count(logical=False) or psutil.cpu_count() or 1
    return max(1, cores - 1)


def this_process() -> str:
    """Name this run of the program, so that another run can tell whether it still lives."""
    me = psutil.Process()
    return f"{me.pid}:{me.create_time():.2f}"


def lives(owner: str) -> bool:
    """Tell whether the run that `this_process` named is still going on."""
    pid, _, started = owner.partition(":")
    try:
        return f"{psutil.Process(int(pid)).create_time():.2f}" == started
    except (psutil.Error, ValueError):
        return False
