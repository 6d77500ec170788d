"""`fireside bench decode`: tokens/s through the whole path, beside llama.cpp's own C++ on the same build."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.bench import drafting
from desktop.bench.reference import Reference, reference
from desktop.bench.report import Result, paired
from desktop.bench.whole_path import QUESTION, WholePath, model_to_measure
from desktop.core.load import CHUNK_CPU, CHUNK_GPU
from desktop.services.machine import decoding_threads

LENGTHS = (128, 512, 2048)  # tokens
STEP = 32  # tokens that each side generates in turn
GOAL = 0.97


@dataclass(frozen=True, slots=True)
class _Tool:
    """llama.cpp's own benchmark, which measures without drawing tokens, in a process of its own."""

    program: Path
    model: Path
    threads: int
    gpu: bool  # as the engine has it

    def tokens_per_second(self, prompt: int, count: int) -> float:
        """Generate `count` tokens after a prompt of `prompt` tokens."""
        chunk, flash = (CHUNK_GPU, "auto") if self.gpu else (CHUNK_CPU, 0)
        sizes = {"-p": 0, "-n": count, "-d": prompt, "-t": self.threads, "-ub": chunk, "-fa": flash, "-r": 1}
        words = [str(word) for pair in sizes.items() for word in pair]
        command = [str(self.program), "-m", str(self.model), *words, "-o", "json"]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
        return float(json.loads(done.stdout)[0]["avg_ts"])


@dataclass(frozen=True, slots=True)
class _Round:
    """Tokens/s."""

    ours: float
    reference: float
    alone: float | None = None  # ours without pauses, where the tool is measured after it
    tool: float | None = None


def run(asked: Path | None, rounds: int, llama_bench: Path | None) -> list[Result]:
    """Measure each length beside the reference, in turn within every answer. Raises `NoModel`.

    llama-bench, where there is one, is measured after each round; it cannot be stopped in between.
    """
    model = model_to_measure(asked)
    threads = decoding_threads()
    found = llama_bench or shutil.which("llama-bench")
    results: list[Result] = []
    with (
        tempfile.TemporaryDirectory(prefix="fireside-bench-") as name,
        closing(WholePath(model, threads)) as path,
    ):
        tool = _Tool(Path(found), model, threads, path.on_gpu) if found is not None else None
        with closing(reference(model, threads, Path(name), path.on_gpu)) as beside:
            prompt = path.answer([QUESTION], 16).usage.prompt_tokens
            for count in LENGTHS:
                measured = [_round(path, beside, tool, prompt, count) for _ in range(rounds)]
                results += _results(count, beside.name, measured)
    return results + drafting.run(model, threads, rounds)


def _results(count: int, beside: str, rounds: list[_Round]) -> list[Result]:
    name, unit = f"decode {count} tokens", "tokens/s"
    ours = [each.ours for each in rounds]
    results = [paired(f"{name}, {beside}", unit, ours, [each.reference for each in rounds], GOAL)]
    alone = [each.alone for each in rounds if each.alone is not None]
    tools = [each.tool for each in rounds if each.tool is not None]
    if tools:
        results.append(paired(f"{name}, llama-bench", unit, alone, tools, GOAL))
    return results


def _round(path: WholePath, beside: Reference, tool: _Tool | None, prompt: int, count: int) -> _Round:
    """Give the speeds after the first text, each token as deep in the context as the other side's."""
    done: list[int] = []
    seconds: list[float] = []

    def catch_up(so_far: int) -> None:
        if not done:
            beside.begin(prompt)
            beside.advance(so_far - 1)
        elif so_far > done[-1]:
            seconds.append(beside.advance(so_far - done[-1]))
        done.append(so_far)

    ours = path.seconds_beside(QUESTION, count, STEP, catch_up)
    if not seconds:
        raise RuntimeError("the answer was over too soon to compare anything")
    tokens = count - done[0]
    measured = _Round(tokens / ours, tokens / sum(seconds))
    if tool is None:
        return measured
    alone = path.answer([QUESTION], count).tokens_per_second
    return replace(measured, alone=alone, tool=tool.tokens_per_second(prompt, count))
