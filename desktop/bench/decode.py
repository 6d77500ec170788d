"""`fireside bench decode`: tokens/s through the whole path, beside llama.cpp's bare loop and llama-bench."""

from __future__ import annotations

import json
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

from desktop.bench.bare_loop import BareLoop
from desktop.bench.report import Result, paired
from desktop.bench.whole_path import CONTEXT, WholePath, model_to_measure
from desktop.services.machine import decoding_threads

LENGTHS = (128, 512, 2048)  # tokens
QUESTION = "Tell a long story about a fire at the side of a lake."
GOAL = 0.95


def run(asked: Path | None, rounds: int, llama_bench: Path | None) -> list[Result]:
    """Measure each length in turn with both loops, the order changing every round. Raises `NoModel`."""
    model = model_to_measure(asked)
    threads = decoding_threads()
    results: list[Result] = []
    with closing(WholePath(model, threads)) as path, closing(BareLoop(model, CONTEXT, threads)) as bare:
        prompt = path.answer([QUESTION], 16).usage.prompt_tokens
        bare.tokens_per_second(prompt, 16)
        for count in LENGTHS:
            ours, theirs = _rounds(path, bare, prompt, count, rounds)
            results.append(paired(f"decode {count} tokens", "tokens/s", ours, theirs, GOAL))
    tool = llama_bench or shutil.which("llama-bench")
    if tool is not None:
        results += [_llama_bench(Path(tool), model, threads, result) for result in tuple(results)]
    return results


def _rounds(
    path: WholePath, bare: BareLoop, prompt: int, count: int, rounds: int
) -> tuple[list[float], list[float]]:
    ours: list[float] = []
    theirs: list[float] = []
    for number in range(rounds):
        if number % 2:
            theirs.append(bare.tokens_per_second(prompt, count))
        ours.append(path.answer([QUESTION], count).tokens_per_second)
        if not number % 2:
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
