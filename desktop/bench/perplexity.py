"""How well a model foresees a fixed text, measured as llama.cpp's llama-perplexity does.

It needs the logits after every token, which the engine never keeps; so it has a process of its own.
"""

from __future__ import annotations

import ctypes
import math
import multiprocessing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from desktop.bench.fixed_text import TEXT
from desktop.core.errors import UserError
from desktop.core.load import CHUNK_CPU
from desktop.engine.abort import AbortFlag
from desktop.engine.native import bindings
from desktop.engine.native.batch import SEQUENCE, Batch
from desktop.engine.native.runtime import Options, Runtime

WINDOW = 512  # tokens; the second half of each is scored, with the first as context


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a model made of the text."""

    perplexity: float
    likeliest: tuple[int, ...]  # token at each scored place
    vocabulary: int  # tokens; files with other numbers of them cannot be compared


def agreement(one: Foreseen, other: Foreseen) -> float:
    """Give the share of places at which both hold the same token for the likeliest."""
    if one.vocabulary != other.vocabulary or len(one.likeliest) != len(other.likeliest):
        return 0.0
    pairs = zip(one.likeliest, other.likeliest, strict=True)
    return sum(ours == theirs for ours, theirs in pairs) / max(1, len(one.likeliest))


def measure(model: Path, threads: int) -> Foreseen:
    """Score the fixed text, taking seconds. Raises ModelError and EngineError."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    options = Options(model, WINDOW, threads, gpu_layers=0, outputs=CHUNK_CPU)
    process = context.Process(target=_serve, args=(theirs, options), daemon=True)
    process.start()
    theirs.close()
    try:
        answer: Foreseen | UserError = ours.recv()
    finally:
        ours.close()
        process.join()
    if isinstance(answer, UserError):
        raise answer
    return answer


def _serve(pipe: Connection, options: Options) -> None:
    abort = AbortFlag()
    try:
        runtime = Runtime(bindings.open_library(abort), options, abort, lambda _: None)
        try:
            pipe.send(_score(runtime))
        finally:
            runtime.close()
    except UserError as error:
        pipe.send(error)


def _score(runtime: Runtime) -> Foreseen:
    tokens = _tokens(runtime)
    windows = max(1, len(tokens) // WINDOW)
    surprise, places = 0.0, 0
    likeliest: list[int] = []
    for number in range(windows):
        window = tokens[number * WINDOW : (number + 1) * WINDOW]
        for loss, best in _window(runtime, window):
            surprise += loss
            places += 1
            likeliest.append(best)
    return Foreseen(math.exp(surprise / max(1, places)), tuple(likeliest), runtime.vocabulary_size)


def _window(runtime: Runtime, tokens: list[int]) -> list[tuple[float, int]]:
    """Give surprise and likeliest token at each place of the second half."""
    import numpy  # comes with llama-cpp-python; a vocabulary at every place is too much for a loop

    api = runtime.api
    scored: list[tuple[float, int]] = []
    api.llama_memory_seq_rm(runtime.memory, SEQUENCE, 0, -1)
    batch = Batch(api, CHUNK_CPU)
    for start in range(0, len(tokens), CHUNK_CPU):
        piece = tokens[start : start + CHUNK_CPU]
        batch.fill(piece, start, logits=True)
        batch.want_all()
        api.llama_decode(runtime.context, batch.native)
        for index in range(len(piece)):
            place = start + index
            if not len(tokens) // 2 <= place < len(tokens) - 1:
                continue
            row = api.llama_get_logits_ith(runtime.context, index)
            logits = numpy.ctypeslib.as_array(row, (runtime.vocabulary_size,)).astype(numpy.float64)
            top = float(logits.max())
            total = top + math.log(float(numpy.exp(logits - top).sum()))
            scored.append((total - float(logits[tokens[place + 1]]), int(logits.argmax())))
    return scored


def _tokens(runtime: Runtime) -> list[int]:
    text = TEXT.encode()
    room = (ctypes.c_int32 * (len(text) + 8))()
    count = runtime.api.llama_tokenize(runtime.vocabulary, text, len(text), room, len(room), True, False)
    return list(room[:count])
