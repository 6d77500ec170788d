"""`fireside bench quants PATH…`: files of one model beside each other, in speed, memory and quality."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from desktop.bench.fixed_text import TEXT
from desktop.bench.perplexity import Foreseen, agreement, measure
from desktop.bench.report import Result
from desktop.bench.whole_path import QUESTION, WholePath, model_to_measure
from desktop.hub.gguf import read_header
from desktop.services.machine import decoding_threads

ANSWER = 64  # tokens
PROMPT = TEXT[:3000]
MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Measured:
    """One file."""

    path: Path
    load: float  # seconds
    prompt: float  # tokens/s
    generation: float  # tokens/s
    memory: int  # bytes
    foreseen: Foreseen


def run(paths: Sequence[Path], rounds: int) -> list[Result]:
    """Measure each file; the largest is what the others are compared with. Raises ModelError."""
    sizes = {path: read_header(path).size for path in paths or [model_to_measure(None)]}
    files = sorted(sizes, key=sizes.__getitem__, reverse=True)
    measured = [_measure(file, rounds) for file in files]
    return [result for one in measured for result in _results(one, measured[0])]


def _measure(model: Path, rounds: int) -> Measured:
    threads = decoding_threads()
    prompts: list[float] = []
    generations: list[float] = []
    with closing(WholePath(model, threads)) as path:
        for number in range(rounds):
            asked = path.answer([f"{number}. {PROMPT}"], 2)  # begins differently: nothing of it is cached
            fresh = asked.usage.prompt_tokens - asked.usage.reused_tokens
            prompts.append(fresh / (asked.usage.first_token_seconds or asked.first_text))
            generations.append(path.answer([QUESTION], ANSWER).tokens_per_second)
        load, memory = path.load_seconds, path.memory()
    return Measured(model, load, median(prompts), median(generations), memory, measure(model, threads))


def _results(one: Measured, largest: Measured) -> list[Result]:
    name = one.path.name
    return [
        _beside(f"{name}: load", "s", one.load, largest.load),
        _beside(f"{name}: prompt", "tokens/s", one.prompt, largest.prompt),
        _beside(f"{name}: generation", "tokens/s", one.generation, largest.generation),
        _beside(f"{name}: memory", "MiB", one.memory / MIB, largest.memory / MIB),
        _beside(f"{name}: perplexity", "", one.foreseen.perplexity, largest.foreseen.perplexity),
        Result(
            f"{name}: agreement on the next token",
            round(agreement(one.foreseen, largest.foreseen), 4),
            "share",
        ),
    ]


def _beside(name: str, unit: str, value: float, reference: float) -> Result:
    return Result(name, round(value, 4), unit, round(reference, 4), round(value / reference, 4))
