"""The reference of the decode benchmark: llama.cpp's own decode and sample in a process, nothing else."""

from __future__ import annotations

import multiprocessing
import time
from multiprocessing.connection import Connection
from pathlib import Path

from desktop.engine.abort import AbortFlag
from desktop.engine.native import bindings
from desktop.engine.native.batch import SEQUENCE, Batch
from desktop.engine.native.runtime import Options, Runtime


class BareLoop:
    """A process that holds the model and generates without text, pipe or end when it is asked to."""

    def __init__(self, model: Path, context_length: int, threads: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        options = Options(model, context_length, threads)
        self._process = context.Process(target=_serve, args=(theirs, options), daemon=True)
        self._process.start()
        theirs.close()
        self._pipe.recv()  # the model is there

    def tokens_per_second(self, prompt: int, count: int) -> float:
        """Generate `count` tokens after a prompt of `prompt` tokens; the first one is not timed."""
        self._pipe.send((prompt, count))
        return self._pipe.recv()

    def seconds_to_first_token(self, held: int, new: int) -> float:
        """Process `new` tokens after `held` that are in the context, and draw one."""
        self._pipe.send((held, -new))
        return self._pipe.recv()

    def close(self) -> None:
        """End the process."""
        self._pipe.close()
        self._process.join()


def _serve(pipe: Connection, options: Options) -> None:
    abort = AbortFlag()
    runtime = Runtime(bindings.open_library(abort), options, abort, lambda _: None)
    pipe.send(True)
    while True:
        try:
            prompt, count = pipe.recv()
        except EOFError:
            break
        measure = _generate if count > 0 else _continue
        pipe.send(measure(runtime, prompt, abs(count)))
    runtime.close()


def _generate(runtime: Runtime, prompt: int, count: int) -> float:
    api, context = runtime.api, runtime.context
    chain = api.llama_sampler_chain_init(api.llama_sampler_chain_default_params())
    api.llama_sampler_chain_add(chain, api.llama_sampler_init_greedy())
    token = _process(runtime, 0, prompt, chain)
    batch = Batch(api, 1)
    batch.fill([token], prompt, logits=True)
    started = time.perf_counter()
    for position in range(prompt, prompt + count - 1):
        batch.tokens[0], batch.positions[0] = token, position
        api.llama_decode(context, batch.native)
        token = api.llama_sampler_sample(chain, context, -1)
    seconds = time.perf_counter() - started
    api.llama_sampler_free(chain)
    return (count - 1) / seconds


def _continue(runtime: Runtime, held: int, new: int) -> float:
    api = runtime.api
    chain = api.llama_sampler_chain_init(api.llama_sampler_chain_default_params())
    api.llama_sampler_chain_add(chain, api.llama_sampler_init_greedy())
    _process(runtime, 0, held, chain)
    started = time.perf_counter()
    _process(runtime, held, held + new, chain)
    seconds = time.perf_counter() - started
    api.llama_sampler_free(chain)
    return seconds


def _process(runtime: Runtime, begin: int, end: int, chain: bindings.Handle) -> int:
    """Put tokens from `begin` to `end` into the context and draw one; any tokens take as long."""
    api = runtime.api
    api.llama_memory_seq_rm(runtime.memory, SEQUENCE, begin, -1)
    batch = Batch(api, runtime.chunk)
    for start in range(begin, end, runtime.chunk):
        count = min(runtime.chunk, end - start)
        batch.fill([1000 + start + i for i in range(count)], start, logits=start + count == end)
        api.llama_decode(runtime.context, batch.native)
    return api.llama_sampler_sample(chain, runtime.context, -1)
