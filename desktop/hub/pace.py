"""How fast something comes, and how often that is told."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

SMOOTHING = 5.0  # seconds
EVERY = 0.1  # seconds


class Pace:
    """Bytes a second, smoothed over five seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._at = clock()
        self._position = 0
        self.speed = 0.0

    def begin(self, position: int) -> None:
        """Measure from here on; what was there before did not come now."""
        self._at, self._position = self._clock(), position

    def due(self) -> bool:
        """Whether it is time to measure and tell again."""
        return self._clock() - self._at >= EVERY

    def measure(self, position: int) -> None:
        """Take in how far it has come."""
        now = self._clock()
        passed = now - self._at
        if passed <= 0:
            return
        speed = max(0, position - self._position) / passed
        weight = 1 - math.exp(-passed / SMOOTHING)
        self.speed = speed if not self.speed else self.speed + weight * (speed - self.speed)
        self._at, self._position = now, position
