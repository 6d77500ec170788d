"""The owner thread of a test: what workers post waits here until the test takes it."""

from __future__ import annotations

import queue
import time


class Inbox:
    """A `Post`, and with `later` a `Later`, for tests without Qt."""

    def __init__(self):
        self._calls = queue.SimpleQueue()
        self.timers = []

    def __call__(self, call):
        self._calls.put(call)

    def later(self, seconds, call):
        """Keep the call until the test says that the time has come."""
        self.timers.append(call)

    def time_passes(self):
        """Run every timer that is waiting."""
        timers, self.timers = self.timers, []
        for call in timers:
            call()

    def run_until(self, condition, timeout=120):
        """Run what was posted until the condition holds."""
        end = time.monotonic() + timeout
        while not condition():
            self._calls.get(timeout=max(0.01, end - time.monotonic()))()
