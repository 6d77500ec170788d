"""The shortest loop that generates: what any engine on these bindings takes at least. For benchmarks."""

from __future__ import annotations

import time
from collections.abc import Sequence

from desktop.core.chat import Sampling
from desktop.engine.abort import AbortFlag
from desktop.engine.native import bindings
from desktop.engine.native.batch import Batch
from desktop.engine.native.runtime import Options, Runtime
from desktop.engine.native.sampler import Sampler
from desktop.engine.native.tokens import Tokenizer


class BareLoop:
    """Loads a model and decodes greedily: no text, no cache, no events. Use it in a process of its own.

    The model and the context are set up as the engine sets them up. Raises what loading raises.
    """

    def __init__(self, options: Options) -> None:
        abort = AbortFlag()
        self._runtime = Runtime(bindings.open_library(abort), options, abort, lambda fraction: None)
        self._prompt = Batch(self._runtime.api, self._runtime.chunk)
        self._one = Batch(self._runtime.api, 1)
        self._one.fill([0], 0, logits=True)
        size = self._runtime.vocabulary_size
        self._sampler = Sampler(self._runtime.api, size, Sampling(temperature=0), seed=0)
        self._position = 0

    def tokens(self, text: str) -> list[int]:
        """Tokenise a text as it is."""
        return Tokenizer(self._runtime).plain(text)

    def prefill(self, tokens: Sequence[int]) -> float:
        """Forget everything and process a prompt; give the seconds."""
        api, context, chunk = self._runtime.api, self._runtime.context, self._runtime.chunk
        started = time.perf_counter()
        api.llama_memory_clear(self._runtime.memory, False)
        for start in range(0, len(tokens), chunk):
            part = tokens[start : start + chunk]
            self._prompt.fill(part, start, logits=start + len(part) == len(tokens))
            _check(api.llama_decode(context, self._prompt.native))
        self._position = len(tokens)
        return time.perf_counter() - started

    def decode(self, count: int) -> list[float]:
        """Generate so many tokens after the prompt, past any end; give the seconds that each one took."""
        sample, decode = self._runtime.api.llama_sampler_sample, self._runtime.api.llama_decode
        context, chain, clock = self._runtime.context, self._sampler.chain, time.perf_counter
        batch, tokens, positions = self._one.native, self._one.tokens, self._one.positions
        seconds: list[float] = []
        for _ in range(count):
            started = clock()
            tokens[0] = sample(chain, context, -1)
            positions[0] = self._position
            _check(decode(context, batch))
            self._position += 1
            seconds.append(clock() - started)
        return seconds

    def close(self) -> None:
        """Free everything."""
        self._sampler.close()
        self._runtime.close()


def _check(result: int) -> None:
    if result != 0:
        raise RuntimeError(f"llama_decode returned {result}")
