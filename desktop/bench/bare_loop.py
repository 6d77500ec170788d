"""llama.cpp's own decode and sample, called from Python and nothing else: what benchmarks compare with."""

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

    name = "bare loop"

    def __init__(self, model: Path, context_length: int, threads: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        options = Options(model, context_length, threads)
        self._process = context.Process(target=_serve, args=(theirs, options), daemon=True)
        self._process.start()
        theirs.close()
        self._pipe.recv()  # the model is there

    def begin(self, prompt: int) -> float:
        """Process a prompt of so many tokens and draw one; give the seconds."""
        return self.seconds_to_first_token(0, prompt)

    def advance(self, count: int) -> float:
        """Generate so many tokens more; give the seconds."""
        self._pipe.send((None, count))
        return self._pipe.recv()

    def seconds_to_first_token(self, held: int, new: int) -> float:
        """Process `new` tokens after `held` that are in the context, and draw one."""
        self._pipe.send((held, new))
        return self._pipe.recv()

    def close(self) -> None:
        """End the process."""
        self._pipe.close()
        self._process.join()


class _Loop:
    """The loop itself, in its process."""

    def __init__(self, runtime: Runtime) -> None:
        api = runtime.api
        self._runtime = runtime
        self._chain = api.llama_sampler_chain_init(api.llama_sampler_chain_default_params())
        api.llama_sampler_chain_add(self._chain, api.llama_sampler_init_greedy())
        self._batch = Batch(api, 1)
        self._batch.fill([0], 0, logits=True)
        self._token = self._position = 0
        self._prompt = 0  # tokens at the start of the context that no answer has made

    def start(self, held: int, new: int) -> float:
        """Process `new` tokens after `held` others; only the new ones are timed."""
        if held > self._prompt:
            self._process(0, held)
        started = time.perf_counter()
        self._process(held, held + new)
        return time.perf_counter() - started

    def advance(self, count: int) -> float:
        """Generate so many tokens more."""
        api, context, batch, chain = self._runtime.api, self._runtime.context, self._batch, self._chain
        token, position = self._token, self._position
        started = time.perf_counter()
        for at in range(position, position + count):
            batch.tokens[0], batch.positions[0] = token, at
            api.llama_decode(context, batch.native)
            token = api.llama_sampler_sample(chain, context, -1)
        seconds = time.perf_counter() - started
        self._token, self._position = token, position + count
        return seconds

    def close(self) -> None:
        """Free everything."""
        self._runtime.api.llama_sampler_free(self._chain)
        self._runtime.close()

    def _process(self, begin: int, end: int) -> None:
        """Put tokens from `begin` to `end` into the context and draw one; any tokens take as long."""
        runtime, api = self._runtime, self._runtime.api
        api.llama_memory_seq_rm(runtime.memory, SEQUENCE, begin, -1)
        batch = Batch(api, runtime.chunk)
        for start in range(begin, end, runtime.chunk):
            count = min(runtime.chunk, end - start)
            tokens = [(1000 + start + i) % runtime.vocabulary_size for i in range(count)]
            batch.fill(tokens, start, logits=start + count == end)
            api.llama_decode(runtime.context, batch.native)
        self._token = api.llama_sampler_sample(self._chain, runtime.context, -1)
        self._prompt = self._position = end


def _serve(pipe: Connection, options: Options) -> None:
    abort = AbortFlag()
    loop = _Loop(Runtime(bindings.open_library(abort), options, abort, lambda _: None))
    pipe.send(True)
    while True:
        try:
            held, count = pipe.recv()
        except EOFError:
            break
        pipe.send(loop.advance(count) if held is None else loop.start(held, count))
    loop.close()
