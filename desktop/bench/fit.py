"""`fireside bench fit`: the memory that is estimated from a header, beside what an engine really takes."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

from desktop.bench.made_model import Made, write
from desktop.bench.report import Result
from desktop.bench.requantise import requantise
from desktop.bench.whole_path import WholePath, model_to_measure
from desktop.core.fit import need
from desktop.core.load import Setup
from desktop.hub.gguf import read_header
from desktop.services.machine import decoding_threads

LENGTHS = (1024, 4096, 8192)  # tokens of context
MADE = Made("gemma3", 12, 640, 2048, 4, 1, 256, 131072, window=512)
WORDS = "The fire burned low. "
ROOM = 48  # tokens that are left free, since a prompt must leave some
MOST_WRONG = 0.1
MIB = 1 << 20


def run(asked: Path | None) -> list[Result]:
    """Measure the model that is asked for, or the starter, its weights as F16, and random ones.

    No other model comes with the program. The last one is made here: it has a sliding window and a large
    vocabulary. What it says is senseless, what it takes is not. Raises `NoModel`, and `ModelRefused` for a
    model that cannot be made F16.
    """
    model = model_to_measure(asked)
    results = _measure(model)
    with tempfile.TemporaryDirectory(prefix="fireside-bench-") as folder:
        other = Path(folder) / "f16.gguf"
        requantise(model, "F16", other)
        results += _measure(other)
        made = Path(folder) / "made.gguf"
        write(made, MADE)
        return results + _measure(made)


def _measure(model: Path) -> list[Result]:
    header = read_header(model)
    results: list[Result] = []
    for length in LENGTHS:
        length = min(length, header.trained_length)
        estimated = need(header, Setup(length)).memory
        with closing(WholePath(model, decoding_threads(), context_length=length)) as path:
            _fill(path, length)
            measured = path.memory()
        ratio = estimated / measured
        results.append(
            Result(
                f"{header.name} {header.quant}, {length} tokens of context",
                round(estimated / MIB, 1),
                "MiB",
                round(measured / MIB, 1),
                round(ratio, 4),
                f"{1 - MOST_WRONG} <= ratio <= {1 + MOST_WRONG}",
                abs(ratio - 1) <= MOST_WRONG,
            )
        )
    return results


def _fill(path: WholePath, length: int) -> None:
    """Process a prompt that takes nearly all of the context, and answer with what room is left."""
    one, two = (_prompt_tokens(path, count) for count in (4, 8))
    each = (two - one) / 4
    count = int((length - ROOM - one) / each) + 4
    path.answer([WORDS * count], 8)


def _prompt_tokens(path: WholePath, count: int) -> int:
    return path.answer([WORDS * count], 2).usage.prompt_tokens
