"""The commands that wait in the engine process, between the thread that reads and the loop that works."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass

from desktop.engine.abort import AbortFlag
from desktop.engine.calibrate import Calibrate, TryDraft
from desktop.engine.protocol import Forget, Generate, Load, Render, RequestId, Unload

Work = Load | Generate | Unload | Forget | Render | Calibrate | TryDraft


@dataclass(frozen=True, slots=True)
class Arrived:
    """A command, and when it came."""

    command: Work
    at: float  # time.monotonic()


class Commands:
    """A queue that a command can be taken back from. Both threads use it; hence the lock."""

    def __init__(self, abort: AbortFlag) -> None:
        self._abort = abort
        self._changed = threading.Condition()
        self._waiting: deque[Arrived] = deque()
        self._current: Work | None = None
        self._idling = False  # what runs gives way to any command
        self._closed = False

    def put(self, command: Work) -> None:
        """Add a command to the end."""
        with self._changed:
            self._waiting.append(Arrived(command, time.monotonic()))
            if self._idling:
                self._abort.set()
            self._changed.notify()

    def wait(self, seconds: float) -> bool:
        """Wait for something to do, so long; False when there is still nothing."""
        with self._changed:
            return bool(self._changed.wait_for(lambda: self._waiting or self._closed, seconds))

    def begin_idle(self) -> bool:
        """Begin work that the next command aborts, whatever it is; False when there is one already."""
        with self._changed:
            self._idling = not self._waiting and not self._closed
            if self._idling:
                self._abort.clear()
            return self._idling

    def take(self) -> Arrived | None:
        """Wait for the next command; the one before it is done then. None when there will be no more."""
        with self._changed:
            self._current = None
            self._idling = False
            self._changed.wait_for(lambda: self._waiting or self._closed)
            if self._closed:
                return None
            arrived = self._waiting.popleft()
            self._current = arrived.command
            self._abort.clear()
            if isinstance(arrived.command, Generate) and arrived.command.aside:
                self._idling = True
                if self._waiting:
                    self._abort.set()
            return arrived

    def cancel(self, request: RequestId) -> Load | Generate | None:
        """End the request now: abort it if it runs, or take it back, and give it, if it waits."""
        with self._changed:
            if _asks(self._current, request):
                self._abort.set()
                return None
            for arrived in self._waiting:
                command = arrived.command
                if isinstance(command, Load | Generate) and command.request == request:
                    self._waiting.remove(arrived)
                    return command
            return None  # it has ended already

    def close(self) -> None:
        """Abort what runs, forget what waits, and let `take` end."""
        with self._changed:
            self._closed = True
            self._abort.set()
            self._changed.notify()


def _asks(command: Work | None, request: RequestId) -> bool:
    return isinstance(command, Load | Generate) and command.request == request
