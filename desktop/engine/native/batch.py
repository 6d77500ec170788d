"""Tokens on their way into llama.cpp."""

from __future__ import annotations

import ctypes
import types
from collections.abc import Sequence

SEQUENCE = 0  # the one sequence of our contexts


class Batch:
    """A `llama_batch` over memory of our own, filled again and again: no allocation for a token."""

    def __init__(self, api: types.ModuleType, capacity: int) -> None:
        int32, int8 = ctypes.c_int32, ctypes.c_int8
        self.tokens = (int32 * capacity)()
        self.positions = (int32 * capacity)()
        self._wanted = (int8 * capacity)()  # whether the logits after this token are asked for
        self._sequence_counts = (int32 * capacity)(*[1] * capacity)
        self._sequence = int32(SEQUENCE)
        pointer = ctypes.POINTER(int32)
        sequences = [ctypes.pointer(self._sequence)] * capacity
        self._sequences = (pointer * (capacity + 1))(*sequences)  # ends with NULL, like llama_batch_init's
        self.native = api.llama_batch()
        self.native.token = ctypes.cast(self.tokens, pointer)
        self.native.embd = None
        self.native.pos = ctypes.cast(self.positions, pointer)
        self.native.n_seq_id = ctypes.cast(self._sequence_counts, pointer)
        self.native.seq_id = ctypes.cast(self._sequences, ctypes.POINTER(pointer))
        self.native.logits = ctypes.cast(self._wanted, ctypes.POINTER(int8))

    def fill(self, tokens: Sequence[int], position: int, logits: bool) -> None:
        """Put tokens in, the first one at `position`; `logits` asks for those after the last one."""
        count = len(tokens)
        self.tokens[:count] = tokens
        self.positions[:count] = range(position, position + count)
        self._wanted[:count] = [0] * count
        self._wanted[count - 1] = int(logits)
        self.native.n_tokens = count

    def want_all(self) -> None:
        """Ask for the logits after every token that was put in; for a context with as many outputs."""
        count = self.native.n_tokens
        self._wanted[:count] = [1] * count
