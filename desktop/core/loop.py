"""The owner thread of the command line: runs what other threads post, and what is due."""

from __future__ import annotations

import heapq
import itertools
import queue
import time
from collections.abc import Callable


class Loop:
    """A `Post`, and with `later` a `Later`, for a program without Qt. `run_until` is the owner thread."""

    def __init__(self) -> None:
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()

    def __call__(self, call: Callable[[], None]) -> None:
        """Run `call` on the owner thread, soon; may be called from any thread."""
        self._calls.put(call)

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        """Run `call` after so many seconds; for the owner thread only."""
        heapq.heappush(self._due, (time.monotonic() + seconds, next(self._order), call))

    def run_until(self, condition: Callable[[], bool], seconds: float | None = None) -> bool:
        """Run calls until the condition holds; False when the time was over first."""
        end = None if seconds is None else time.monotonic() + seconds
        while not condition():
            now = time.monotonic()
            if end is not None and now >= end:
                return False
            while self._due and self._due[0][0] <= now:
                heapq.heappop(self._due)[2]()
            waits = [0.5] + [due[0] - now for due in self._due[:1]] + ([end - now] if end is not None else [])
            try:
                call = self._calls.get(timeout=max(0.0, min(waits)))
            except queue.Empty:
                continue
            call()
        return True
