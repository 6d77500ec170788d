"""`fireside bench download`: the downloader beside curl, from a server of this machine; pause; memory."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psutil

from desktop.bench.download_server import MODEL, STALL, Serving
from desktop.bench.report import Result, paired
from desktop.core.hub import RemoteFile, RepoId
from desktop.core.network import Gate
from desktop.core.sources import Connection, Source
from desktop.hub.asking import Web
from desktop.hub.fetch import Fetch, Means, Progress
from desktop.hub.locating import Wanted
from desktop.hub.parts import discard
from desktop.hub.stopping import Stop, Stopped

SIZE = 300_000_000  # bytes
GOAL = 0.4  # of the reference's throughput
PAUSE_GOAL = 0.2  # seconds
MEMORY_GOAL = 100  # MB
MB = 1_000_000
LOOK = 0.01  # seconds between two looks at the memory
SILENCE = 0.3  # seconds until a stalled download waits for sure


def run(rounds: int, size: int = SIZE) -> list[Result]:
    """Measure in turn with the reference; both write the file, and it is thrown away."""
    ours: list[float] = []
    theirs: list[float] = []
    pauses: dict[bool, list[float]] = {False: [], True: []}
    with tempfile.TemporaryDirectory(prefix="fireside-bench-") as name:
        folder = Path(name)
        with closing(Serving(folder, size)) as server:
            bench = _Bench(folder, server, size)
            watch = Watch()
            bench.fetch()  # pays for what is imported and read for the first time
            for _ in range(rounds):
                theirs.append(size / MB / bench.reference())
                with watch:
                    seconds = bench.fetch()
                ours.append(size / MB / seconds)
                for stall, measured in pauses.items():
                    measured.append(bench.pause(stall))
    tool = "curl" if shutil.which("curl") else "urllib"
    return [
        paired(f"throughput with SHA-256, beside {tool}", "MB/s", ours, theirs, GOAL),
        _at_most("pause while bytes come, slowest", "s", max(pauses[False]), PAUSE_GOAL),
        _at_most("pause while nothing comes, slowest", "s", max(pauses[True]), PAUSE_GOAL),
        _at_most("memory over idle", "MB", watch.grown / MB, MEMORY_GOAL),
    ]


def _at_most(name: str, unit: str, value: float, most: float) -> Result:
    return Result(name, round(value, 4), unit, goal=f"<= {most} {unit}", ok=value <= most)


class Watch:
    """Looks at how much memory the process takes while something runs, more than at first."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self._idle: int = self._process.memory_info().rss
        self._over = threading.Event()
        self._thread = threading.Thread()
        self.grown = 0  # bytes at most

    def __enter__(self) -> None:
        """Begin to look."""
        self._over.clear()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        """Look no more."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(LOOK):
            self.grown = max(self.grown, self._process.memory_info().rss - self._idle)


@dataclass(frozen=True, slots=True)
class _Bench:
    """The shipped downloader and the reference, against the server."""

    folder: Path
    server: Serving
    size: int

    def fetch(self) -> float:
        """Fetch the file; give the seconds."""
        begun = time.perf_counter()
        with closing(Stop()) as stop:
            self._fetch(self.server.endpoint, stop, lambda _: None)
        seconds = time.perf_counter() - begun
        self._wanted().target.unlink()
        return seconds

    def reference(self) -> float:
        """Have another program fetch the same file into the same folder; give the seconds."""
        target = self.folder / "reference"
        begun = time.perf_counter()
        if shutil.which("curl"):
            subprocess.run(["curl", "-sSfL", "-o", target, self.server.url], check=True)
        else:
            with urllib.request.urlopen(self.server.url) as answer, target.open("wb") as file:
                shutil.copyfileobj(answer, file, 1 << 20)
        seconds = time.perf_counter() - begun
        target.unlink()
        return seconds

    def pause(self, stall: bool) -> float:
        """Pause in the middle; give the seconds until the thread has ended."""
        endpoint = self.server.endpoint + (STALL if stall else "")
        middle = threading.Event()

        def told(progress: Progress) -> None:
            if progress.received > self.size // 10:
                middle.set()

        with closing(Stop()) as stop:

            def work() -> None:
                try:
                    self._fetch(endpoint, stop, told)
                except Stopped:
                    return

            thread = threading.Thread(target=work)
            thread.start()
            middle.wait(SILENCE if stall else 60)
            begun = time.perf_counter()
            stop.set()
            thread.join()
            seconds = time.perf_counter() - begun
        discard(self._wanted())
        self._wanted().target.unlink(missing_ok=True)
        return seconds

    def _wanted(self) -> Wanted:
        models, repo = self.folder / "models", RepoId("bench/model")
        file = RemoteFile(MODEL, self.size, self.server.sha256)
        return Wanted(repo, "0" * 40, file, models, models / repo / MODEL)

    def _fetch(self, endpoint: str, stop: Stop, told: Callable[[Progress], None]) -> None:
        gate = Gate(False, lambda call: call())
        Fetch(self._wanted(), Means(Web(gate), Connection((Source(endpoint),)), stop), told).run()
