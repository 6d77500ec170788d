"""`fireside bench startup`: from the start of the process to the first frame, to being usable and ready."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from desktop.bench import bare_window
from desktop.bench.report import Result, paired
from desktop.bench.startup_made import make

PATIENCE = 60.0  # seconds
LOG = "log.jsonl"
FEW = 40  # chats, unless more are asked for


@dataclass(frozen=True, slots=True)
class Moment:
    """An event of the log, and the figure that it makes."""

    event: str
    name: str
    goal: float | None = None  # the greatest ratio to a bare window, as `paired` takes it


MOMENTS = (
    Moment("first frame", "first frame", -1.4),
    Moment("letter seen", "a typed letter is seen", -1.7),
    Moment("chats listed", "chats listed", -1.7),
    Moment("furnished", "everything furnished"),
    Moment("ready", "chats open, everything connected"),
    Moment("engine ready", "engine process ready"),
)


def run(rounds: int, chats: int = FEW) -> list[Result]:
    """Start a bare PySide6 window and Fireside in turn; clocks are the system's monotonic one."""
    with tempfile.TemporaryDirectory(prefix="fireside-bench-") as name:
        folder = Path(name)
        make(folder / "chats.db", chats)
        _fireside(folder)  # fills the disk cache
        _bare()
        bare: list[float] = []
        taken: list[dict[str, float]] = []
        for _ in range(rounds):
            bare.append(_bare())
            taken.append(_fireside(folder))
    return [
        paired(each.name, "s", [times[each.event] for times in taken], bare, each.goal) for each in MOMENTS
    ]


def _bare() -> float:
    before = time.monotonic()
    script = [sys.executable, str(Path(bare_window.__file__))]
    done = subprocess.run(script, stdout=subprocess.PIPE, text=True, check=True, timeout=PATIENCE)
    return float(done.stdout.split()[0]) - before


def _fireside(folder: Path) -> dict[str, float]:
    before = time.monotonic()
    with started(folder) as process:
        times = _wait(process, folder / LOG, before)
    return {event: moment - before for event, moment in times.items()}


@contextmanager
def started(folder: Path) -> Generator[subprocess.Popen[bytes]]:
    """Start Fireside on a folder, and end it."""
    # What an earlier round has changed is forgotten.
    for kept in (LOG, "settings.json", "draft.txt"):
        (folder / kept).unlink(missing_ok=True)
    words = ("--data-dir", str(folder), "--offline", "--json-log", str(folder / LOG))
    with subprocess.Popen([sys.executable, "-m", "desktop.cli.startup_watch", *words]) as process:
        try:
            yield process
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End Fireside and wait for its engine too: the next start must have the machine for itself."""
    engines = psutil.Process(process.pid).children(recursive=True)
    process.terminate()
    psutil.wait_procs(engines, timeout=PATIENCE)


def _wait(process: subprocess.Popen[bytes], log: Path, before: float) -> dict[str, float]:
    wanted = {each.event for each in MOMENTS}
    while time.monotonic() - before < PATIENCE and process.poll() is None:
        time.sleep(0.05)
        times = _times(log)
        if wanted <= times.keys():
            return times
    raise TimeoutError(f"Fireside did not come up within {PATIENCE:.0f} s")


def _times(log: Path) -> dict[str, float]:
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    events = [json.loads(line) for line in lines if line.endswith("}")]
    return {event["event"]: event["monotonic"] for event in events if "monotonic" in event}
