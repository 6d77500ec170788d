"""`fireside bench startup`: from the start of the process to the first painted frame, and to being usable."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from desktop.bench import bare_window
from desktop.bench.report import Result, paired

PATIENCE = 60.0  # seconds
FIRST_FRAME, FURNISHED, USABLE = "first frame", "furnished", "ready"  # events of the JSON log


def run(rounds: int) -> list[Result]:
    """Start a bare PySide6 window and Fireside in turn; clocks are the system's monotonic one."""
    with tempfile.TemporaryDirectory(prefix="fireside-bench-") as name:
        folder = Path(name)
        _fireside(folder)  # makes the database and fills the disk cache
        _bare()
        bare: list[float] = []
        frames: list[float] = []
        furnished: list[float] = []
        usable: list[float] = []
        for _ in range(rounds):
            bare.append(_bare())
            times = _fireside(folder)
            frames.append(times[FIRST_FRAME])
            furnished.append(times[FURNISHED])
            usable.append(times[USABLE])
    return [
        paired("first frame", "s", frames, bare, goal=-1.5),
        paired("composer there", "s", furnished, bare, goal=-1.7),
        paired("chats listed", "s", usable, bare, goal=-1.7),
    ]


def _bare() -> float:
    started = time.monotonic()
    script = [sys.executable, str(Path(bare_window.__file__))]
    done = subprocess.run(script, stdout=subprocess.PIPE, text=True, check=True, timeout=PATIENCE)
    return float(done.stdout) - started


def _fireside(folder: Path) -> dict[str, float]:
    log = folder / "log.jsonl"
    log.unlink(missing_ok=True)
    command = [
        sys.executable,
        "-m",
        "desktop",
        "--data-dir",
        str(folder),
        "--offline",
        "--json-log",
        str(log),
    ]
    started = time.monotonic()
    with subprocess.Popen(command) as process:
        try:
            times = _wait(log, started)
        finally:
            _end(process)
    return {event: moment - started for event, moment in times.items()}


def _end(process: subprocess.Popen[bytes]) -> None:
    """End Fireside and wait for its engine too: the next start must have the machine for itself."""
    engines = psutil.Process(process.pid).children(recursive=True)
    process.terminate()
    psutil.wait_procs(engines, timeout=PATIENCE)


def _wait(log: Path, started: float) -> dict[str, float]:
    while time.monotonic() - started < PATIENCE:
        time.sleep(0.02)
        times = _times(log)
        if FIRST_FRAME in times and USABLE in times:
            return times
    raise TimeoutError(f"Fireside did not come up within {PATIENCE:.0f} s")


def _times(log: Path) -> dict[str, float]:
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    events = [json.loads(line) for line in lines if line.endswith("}")]
    return {event["event"]: event["monotonic"] for event in events if "monotonic" in event}
