"""`fireside bench quants PATH…`: files of one model beside each other, in speed, memory and quality."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
class Round:
    """One file, once."""

    load: float  # seconds
    prompt: float  # tokens/s
    generation: float  # tokens/s
    memory: float  # MiB


@dataclass(frozen=True, slots=True)
class Measured:
    """One file."""

    path: Path
    rounds: tuple[Round, ...]
    foreseen: Foreseen


def run(paths: Sequence[Path], rounds: int) -> list[Result]:
    """Measure each file in turn; the largest is what the others are compared with. Raises ModelError."""
    sizes = {path: read_header(path).size for path in paths or [model_to_measure(None)]}
    files = sorted(sizes, key=sizes.__getitem__, reverse=True)
    threads = decoding_threads()
    done = [[_round(file, threads, number) for file in files] for number in range(rounds)]
    measured = [
        Measured(file, tuple(each[index] for each in done), measure(file, threads))
        for index, file in enumerate(files)
    ]
    return [result for one in measured for result in _results(one, measured[0])]


def _round(model: Path, threads: int, number: int) -> Round:
    with closing(WholePath(model, threads)) as path:
        asked = path.answer([f"{number}. {PROMPT}"], 2)
        fresh = asked.usage.prompt_tokens - asked.usage.reused_tokens
        prompt = fresh / (asked.usage.first_token_seconds or asked.first_text)
        generation = path.answer([QUESTION], ANSWER).tokens_per_second
        return Round(path.load_seconds, prompt, generation, path.memory() / MIB)


def _results(one: Measured, largest: Measured) -> list[Result]:
    name = one.path.name
    agreed = agreement(one.foreseen, largest.foreseen)
    perplexity, reference = one.foreseen.perplexity, largest.foreseen.perplexity
    return [
        _beside(f"{name}: load", "s", one, largest, lambda each: each.load),
        _beside(f"{name}: prompt", "tokens/s", one, largest, lambda each: each.prompt),
        _beside(f"{name}: generation", "tokens/s", one, largest, lambda each: each.generation),
        _beside(f"{name}: memory", "MiB", one, largest, lambda each: each.memory),
        _compared(f"{name}: perplexity", "", perplexity, reference, perplexity / reference),
        Result(f"{name}: agreement on the next token", round(agreed, 4), "share"),
    ]


def _beside(
    name: str, unit: str, one: Measured, largest: Measured, figure: Callable[[Round], float]
) -> Result:
    """Compare within each round, where the machine was in the same mood for both."""
    values, references = map(figure, one.rounds), map(figure, largest.rounds)
    pairs = list(zip(values, references, strict=True))
    ratio = median(value / reference for value, reference in pairs)
    return _compared(name, unit, median(v for v, _ in pairs), median(r for _, r in pairs), ratio)


def _compared(name: str, unit: str, value: float, reference: float, ratio: float) -> Result:
    return Result(name, round(value, 4), unit, round(reference, 4), round(ratio, 4))
