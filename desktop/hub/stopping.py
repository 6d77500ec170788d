"""Ending a worker at once, whatever it is waiting for."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress


class Stopped(Exception):
    """The work was asked to stop."""


class Stop:
    """Says that work is to stop, and wakes it. `set` may be called on any thread, also too late."""

    def __init__(self) -> None:
        self.idle: Callable[[], None] = _nothing  # called now and then while no byte comes; for the worker
        self._flag = threading.Event()
        self.waker, self._bell = socket.socketpair()  # select() takes sockets only on Windows

    def set(self) -> None:
        """Ask the work to stop; it does within milliseconds."""
        self._flag.set()
        with suppress(OSError):  # the work has ended, and closed it
            self._bell.send(b"!")

    def is_set(self) -> bool:
        """Whether the work is to stop."""
        return self._flag.is_set()

    def check(self) -> None:
        """Raise `Stopped` when the work is to stop."""
        if self._flag.is_set():
            raise Stopped

    def wait(self, seconds: float) -> None:
        """Sleep so long. Raises `Stopped`, at once."""
        if self._flag.wait(seconds):
            raise Stopped

    def close(self) -> None:
        """Let go of the sockets; for the thread that does the work, at its end."""
        self.waker.close()
        self._bell.close()


def _nothing() -> None:
    """Nobody wants to know."""
