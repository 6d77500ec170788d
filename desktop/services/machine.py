"""What this computer has to offer, and who is running on it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import psutil

from desktop.core.fit import Memory
from desktop.core.load import LoadOptions
from desktop.engine.protocol import Device, Loaded, Ready

RESERVE = 1 << 30  # bytes left to everything else; Linux overcommits and then kills the engine


@dataclass(frozen=True, slots=True)
class Machine:
    """What a load is fitted to."""

    threads: int
    free_memory: Callable[[], int]  # bytes
    snapshot_memory: int = 0  # bytes for conversations that the context does not hold
    states: Callable[[], Path | None] = lambda: None  # folder for what was read; None keeps nothing
    options: Callable[[Path], LoadOptions] = lambda _: LoadOptions()  # what was chosen for a model file
    free_beside: Callable[[int], int] = lambda _: 0  # bytes, while a model stays that takes so many
    states_share: Callable[[], float] = lambda: 0.1  # of the free disk, for all that is in `states`


class GpuUse(StrEnum):
    """Whether the GPU computes, and why not."""

    USED = "used"
    NOT_BUILT = "not_built"  # the engine was built without support for one
    NO_DEVICE = "no_device"  # the build has support, and finds none here
    NO_LAYERS = "no_layers"  # no layer was put there: no room, or chosen so


def free_memory(engine: int | None = None) -> int:
    """Give the bytes that a model may take once the one is gone that an engine process holds."""
    given_back = private_memory(engine) if engine is not None else 0
    return max(0, psutil.virtual_memory().available + given_back - RESERVE)


def free_beside(engine: int | None, held: int) -> int:
    """Give the bytes that a model may take while an engine process keeps its own.

    What that takes once its context is full, `held`, may not have been taken yet, and the file that it maps
    counts as free for the system.
    """
    to_come = max(0, held - private_memory(engine)) if engine is not None else 0
    return max(0, psutil.virtual_memory().available - to_come - RESERVE)


def private_memory(pid: int) -> int:
    """Give the bytes of a process that are free when it gives them up; mapped files count as free already.

    Those that Windows and macOS count are an estimate: there the mapped part is not told apart as quickly.
    """
    try:
        used = psutil.Process(pid).memory_info()
    except psutil.Error:
        return 0
    shared: int | None = getattr(used, "shared", None)  # Linux: mapped files, and what others share
    private: int = getattr(used, "private", 0)  # Windows
    return max(0, used.rss - shared) if shared is not None else private


def total_memory() -> int:
    """Give the bytes of the computer's memory."""
    return psutil.virtual_memory().total


def gpu_use(ready: Ready, loaded: Loaded | None) -> GpuUse | None:
    """Say whether a GPU computes, and if not, why. None where there is one, and nothing is loaded."""
    if loaded is not None and loaded.gpu_layers > 0:
        return GpuUse.USED
    if gpus(ready):
        return GpuUse.NO_LAYERS if loaded is not None else None
    return GpuUse.NO_DEVICE if ready.gpu_offload else GpuUse.NOT_BUILT


def memory_with(free: int, ready: Ready | None, main_device: str = "") -> Memory:
    """Put what is free of the computer's memory beside what is free on its GPUs.

    Without `main_device` all GPUs count together, since llama.cpp spreads the layers over them. What a
    GPU has free was asked when the engine started, before anything was loaded.
    """
    there = gpus(ready)
    named = [device for device in there if device.name == main_device]
    used = named or there
    shared = bool(used) and (sys.platform == "darwin" or all(device.kind == "igpu" for device in used))
    return Memory(free, sum(device.free for device in used), shared)


def gpus(ready: Ready | None) -> list[Device]:
    """Give the devices that llama.cpp puts layers on: integrated GPUs only where there is no other."""
    devices = ready.devices if ready is not None else ()
    return [device for device in devices if device.kind == "gpu"] or [
        device for device in devices if device.kind == "igpu"
    ]


def snapshot_memory() -> int:
    """Give the bytes for states of recent conversations: a tenth of the memory, at most 2 GiB."""
    return min(psutil.virtual_memory().total // 10, 2 << 30)


def resident(pid: int) -> int:
    """Give the bytes that a process has in memory now, the files that it maps included; 0 if it has gone."""
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0


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
        process = psutil.Process(int(pid))
        if process.status() == psutil.STATUS_ZOMBIE:  # killed, and its parent has not asked how it ended
            return False
        return f"{process.create_time():.2f}" == started
    except (psutil.Error, ValueError):
        return False
