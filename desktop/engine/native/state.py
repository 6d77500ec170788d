"""The KV cache of a context as bytes: taken out, and put back."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.engine.native.batch import SEQUENCE
from desktop.engine.native.cache import Cache, common_prefix
from desktop.engine.native.runtime import Runtime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a context held at some moment. Belongs to one model, one build and one kind of KV cache."""

    tokens: tuple[int, ...]
    data: Any  # a ctypes array of bytes
    token_seconds: float = 0.0  # what processing took for each token; 0 where it is not known
    adapters: str = ""  # key of those that it was read with

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return len(self.data) + 4 * len(self.tokens)


class State:
    """Reads and writes the state of a cache. For the engine's loop only."""

    def __init__(self, runtime: Runtime, cache: Cache) -> None:
        self._runtime = runtime
        self._cache = cache
        self.adapters = ""  # key of those that what the context holds was read with

    @property
    def tokens(self) -> Sequence[int]:
        """What the context holds now."""
        return self._cache.tokens

    @property
    def goes_back(self) -> bool:
        """Whether the context can be cut back to a moment before, and goes on as it would have then."""
        return not self._runtime.recurrent and not self._runtime.sliding_window

    @property
    def size(self) -> int:
        """Bytes that `take` copies."""
        size: int = self._runtime.api.llama_state_seq_get_size(self._runtime.context, SEQUENCE)
        return size

    def cut(self, length: int) -> None:
        """Forget the tokens from `length` on; only where the context `goes_back`."""
        self._cache.cut(length)

    def saving(self, tokens: Sequence[int], prompt: Sequence[int]) -> int:
        """Tell how many tokens of a prompt need no processing once a state with `tokens` is back.

        A state holds no more of a sliding window than what the token after it looks at, and of a recurrent
        model only its last moment: from there one cannot go back, so these states serve to go on only.
        """
        length = common_prefix(tokens, prompt, len(prompt))
        window = 1 if self._runtime.recurrent else self._runtime.sliding_window
        goes_on = length == len(tokens) < len(prompt)
        return length if goes_on or not window or len(tokens) <= window else 0

    def take(self) -> Snapshot | None:
        """Copy the state out; None where this kind of model does not let it. 11 ms for 3,000 tokens."""
        api, context = self._runtime.api, self._runtime.context
        size = self.size
        data = (ctypes.c_uint8 * size)()
        if not size or api.llama_state_seq_get_data(context, data, size, SEQUENCE) != size:
            return None
        return Snapshot(tuple(self._cache.tokens), data, self._cache.token_seconds, self.adapters)

    def clear(self) -> None:
        """Forget what the context holds."""
        self._cache.clear()

    def put(self, snapshot: Snapshot) -> bool:
        """Bring a state back and verify that it is the one; else the context is empty, and False is given.

        The data must be whole: llama.cpp ends the process over a truncated state (docs: engine.md §5).
        """
        runtime, count = self._runtime, len(snapshot.tokens)
        if count > runtime.context_length:
            return False
        self._cache.clear()
        api, size = runtime.api, len(snapshot.data)
        read: int = api.llama_state_seq_set_data(runtime.context, snapshot.data, size, SEQUENCE)
        last: int = api.llama_memory_seq_pos_max(runtime.memory, SEQUENCE)
        if read != size or last != count - 1:
            self._cache.clear()
            return False
        self._cache.tokens = list(snapshot.tokens)
        self._cache.token_seconds = self._cache.token_seconds or snapshot.token_seconds
        return True
