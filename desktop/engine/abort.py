"""The flag that ends what the engine is doing."""

from __future__ import annotations

import ctypes


class Aborted(Exception):
    """Raised inside work that the abort flag ended."""


class AbortFlag:
    """One byte that any thread may set, and that llama.cpp reads before every node of its graph.

    llama.cpp asks a C function. `strlen` of the flag is one without a compiler: 0 goes on, 1 aborts
    (docs: engine.md §4; a Python function would cost 1 % of the decoding speed).
    """

    def __init__(self) -> None:
        self._bytes = ctypes.create_string_buffer(8)

    @property
    def address(self) -> int:
        """Where the byte is; valid as long as this object lives."""
        return ctypes.addressof(self._bytes)

    def set(self) -> None:
        """Ask the running work to end."""
        self._bytes[0] = b"x"

    def clear(self) -> None:
        """Let the next work begin."""
        self._bytes[0] = b"\0"

    def is_set(self) -> bool:
        """Tell whether the running work was asked to end."""
        return self._bytes[0] != b"\0"

    def check(self) -> None:
        """Raise `Aborted` if the running work was asked to end."""
        if self.is_set():
            raise Aborted
