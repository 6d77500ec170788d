"""Which tokens the context holds, and how a prompt gets into it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from desktop.core.errors import DecodeFailed
from desktop.engine.abort import Aborted, AbortFlag
from desktop.engine.native.batch import SEQUENCE, Batch
from desktop.engine.native.runtime import Runtime

DONE, FULL, ABORTED = 0, 1, 2  # what llama_decode returns
TELLING = 128  # tokens; the time that fewer take says little


class Cache:
    """Keeps the list of tokens in step with the KV cache, whatever happens in between."""

    def __init__(self, runtime: Runtime, abort: AbortFlag) -> None:
        self._runtime = runtime
        self._abort = abort
        self._batch = Batch(runtime.api, runtime.chunk)
        self.tokens: list[int] = []
        self.token_seconds = 0.0  # that a prompt takes for each of its tokens; 0 while it is not known

    def process(self, prompt: Sequence[int], progress: Callable[[int, int], None]) -> int:
        """Bring the prompt into the context and its last logits with it; tell how much was there already.

        Raises Aborted, after which the part that is done stays for the next prompt, and DecodeFailed.
        """
        total = len(prompt)
        done = reused = self._keep(common_prefix(self.tokens, prompt, total - 1))
        started = time.perf_counter()
        progress(done, total)
        while done < total:
            self._abort.check()
            chunk = prompt[done : done + self._runtime.chunk]
            self._batch.fill(chunk, done, logits=done + len(chunk) == total)
            result = self._runtime.api.llama_decode(self._runtime.context, self._batch.native)
            if result != DONE:
                self._after_break(prompt)
                raise Aborted if result == ABORTED else DecodeFailed(self._reason(result))
            self.tokens.extend(chunk)
            done += len(chunk)
            progress(done, total)
        if total - reused >= TELLING:
            self._runtime.api.llama_synchronize(self._runtime.context)  # a GPU is still at the last chunk
            self.token_seconds = (time.perf_counter() - started) / (total - reused)
        return reused

    def warm_up(self, token: int) -> None:
        """Compute a few tokens and forget them: a build that does not suit this processor dies here."""
        tokens = [token] * min(8, self._runtime.context_length)
        self.process(tokens, lambda done, total: None)
        self.clear()

    def clear(self) -> None:
        """Forget all tokens."""
        self._runtime.api.llama_memory_clear(self._runtime.memory, False)
        self.tokens = []

    def cut(self, length: int) -> None:
        """Forget the tokens from `length` on, and those that a broken call has left.

        A recurrent model forgets all: its memory has no earlier moment, and a call that breaks off has
        changed a part of it already, though llama.cpp gives the number of tokens from before the call.
        """
        if self._runtime.recurrent:
            self.clear()
        else:
            self._remove(length)

    def _keep(self, length: int) -> int:
        """Keep the first tokens only; tell how many could be kept."""
        if length <= 0:
            self.clear()
            return 0
        self._remove(length)
        window = self._runtime.sliding_window
        if window and self.tokens and not self._window_is_there(length, window):
            self.clear()
        return len(self.tokens)

    def _remove(self, length: int) -> None:
        """Forget the tokens from `length` on, or all where the model cannot go back."""
        api, memory = self._runtime.api, self._runtime.memory
        if api.llama_memory_seq_rm(memory, SEQUENCE, length, -1):
            del self.tokens[length:]
        else:
            self.clear()

    def _window_is_there(self, length: int, window: int) -> bool:
        """Tell whether the sliding-window layers still hold what the next token looks back at."""
        first: int = self._runtime.api.llama_memory_seq_pos_min(self._runtime.memory, SEQUENCE)
        return 0 <= first <= max(0, length - window)

    def _after_break(self, prompt: Sequence[int]) -> None:
        """Take over the part of a chunk that was finished before the break."""
        last: int = self._runtime.api.llama_memory_seq_pos_max(self._runtime.memory, SEQUENCE)
        self.tokens = list(prompt[: last + 1])
        self.cut(last + 1)

    def _reason(self, result: int) -> str:
        return f"llama_decode returned {result}: {self._runtime.library.log.reason()}"


def common_prefix(held: Sequence[int], wanted: Sequence[int], longest: int) -> int:
    """Count the equal tokens at the start, `longest` at most."""
    length = 0
    for one, other in zip(held, wanted, strict=False):
        if one != other or length == longest:
            break
        length += 1
    return length
