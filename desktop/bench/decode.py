"""`fireside bench decode`: tokens/s through the whole path, beside llama.cpp's bare loop and llama-bench."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from desktop.bench.bare_loop import BareLoop
from desktop.bench.report import Result, paired
from desktop.core.chat import Role, Sampling
from desktop.core.errors import NoModel
from desktop.core.loop import Loop
from desktop.engine.client import EngineClient
from desktop.engine.llama import Backend
from desktop.engine.protocol import Delta, Died, EngineEvent, Failed, Finished, Generate, Load, Loaded, Turn
from desktop.hub.installed import starter
from desktop.services.machine import decoding_threads

LENGTHS = (128, 512, 2048)  # tokens
CONTEXT = 4096  # tokens
QUESTION = "Tell a long story about a fire at the side of a lake."
GOAL = 0.95


class WholePath:
    """The engine process as the window uses it; the clock runs on this side of the pipe."""

    def __init__(self, model: Path, threads: int) -> None:
        self._loop = Loop()
        self._engine = EngineClient(self._loop, Backend, None)
        self._seen: list[tuple[float, EngineEvent]] = []
        self._engine.events.connect(lambda event: self._seen.append((time.perf_counter(), event)))
        self._engine.send(Load(self._engine.new_request(), model, CONTEXT, threads))
        self._wait(Loaded)

    def measure(self, count: int) -> tuple[float, int]:
        """Generate so many tokens; gives tokens/s after the first one, and the length of the prompt."""
        self._seen.clear()
        turns = (Turn(Role.USER, QUESTION),)
        sampling = Sampling(temperature=0.0, max_tokens=count)
        request = self._engine.new_request()
        self._engine.send(Generate(request, turns, sampling, date(2026, 1, 1), ignore_end=True))
        finished = self._wait(Finished)
        first = next((moment, event.tokens) for moment, event in self._seen if isinstance(event, Delta))
        seconds = self._seen[-1][0] - first[0]
        return (finished.usage.tokens - first[1]) / seconds, finished.usage.prompt_tokens

    def close(self) -> None:
        """End the engine process."""
        self._engine.close()

    def _wait(self, kind: type[Any]) -> Any:
        ends = (kind, Died, Failed)
        self._loop.run_until(lambda: bool(self._seen) and isinstance(self._seen[-1][1], ends))
        event = self._seen[-1][1]
        if not isinstance(event, kind):
            raise RuntimeError(f"the engine said {event}")
        return event


def run(model: Path | None, rounds: int, llama_bench: Path | None) -> list[Result]:
    """Measure each length in turn with both loops, the order changing every round. Raises `NoModel`."""
    if model is None:
        found = starter()
        if found is None:
            raise NoModel
        model = found.path
    threads = decoding_threads()
    results: list[Result] = []
    with closing(WholePath(model, threads)) as path, closing(BareLoop(model, CONTEXT, threads)) as bare:
        _, prompt = path.measure(16)
        bare.tokens_per_second(prompt, 16)
        for count in LENGTHS:
            ours, theirs = _rounds(path, bare, prompt, count, rounds)
            results.append(paired(f"decode {count} tokens", "tokens/s", ours, theirs, GOAL))
    tool = llama_bench or shutil.which("llama-bench")
    if tool is not None:
        results += [_llama_bench(Path(tool), model, threads, result) for result in results]
    return results


def _rounds(
    path: WholePath, bare: BareLoop, prompt: int, count: int, rounds: int
) -> tuple[list[float], list[float]]:
    ours: list[float] = []
    theirs: list[float] = []
    for number in range(rounds):
        if number % 2:
            theirs.append(bare.tokens_per_second(prompt, count))
            ours.append(path.measure(count)[0])
        else:
            ours.append(path.measure(count)[0])
            theirs.append(bare.tokens_per_second(prompt, count))
    return ours, theirs


def _llama_bench(tool: Path, model: Path, threads: int, ours: Result) -> Result:
    """Compare a result with llama.cpp's own benchmark, which runs after it in a process of its own."""
    count = ours.name.split()[1]
    command = [
        str(tool),
        "-m",
        str(model),
        "-p",
        "0",
        "-n",
        count,
        "-t",
        str(threads),
        "-fa",
        "0",
        "-o",
        "json",
    ]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    speed = float(json.loads(done.stdout)[0]["avg_ts"])
    return paired(f"{ours.name}, llama-bench", "tokens/s", [ours.value], [speed], GOAL)
