"""What both ends of a pipe between processes can do, on every system."""

from __future__ import annotations

from typing import Any, Protocol


class Pipe(Protocol):
    """`multiprocessing`'s connection; it has another class on Windows."""

    def send(self, obj: Any, /) -> None:
        """Send a value, pickled."""
        ...

    def recv(self) -> Any:
        """Wait for a value. Raises EOFError or OSError when the other end is gone."""
        ...

    def send_bytes(self, buf: bytes, /) -> None:
        """Send bytes as they are."""
        ...

    def recv_bytes(self, maxlength: int | None = None, /) -> bytes:
        """Wait for bytes. Raises OSError also when there are more than `maxlength`."""
        ...

    def poll(self, timeout: float | None = 0.0, /) -> bool:
        """Wait until there is something to receive."""
        ...

    def close(self) -> None:
        """Let go of this end."""
        ...
