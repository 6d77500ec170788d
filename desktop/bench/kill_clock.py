"""A clock that jumps, in a process that `fireside bench kill` kills: forwards, backwards, by years."""

from __future__ import annotations

import datetime as original
import sys
import time
from datetime import timedelta, tzinfo
from random import Random
from typing import Any

JUMPS = (0, 0, 60, -60, 3600, -3600, 86400, -86400, 40 * 86400, -40 * 86400)  # seconds
FAR = (10 * 365 * 86400, -20 * 365 * 86400, -56 * 365 * 86400, 7000 * 365 * 86400)


class Clock:
    """Takes the place of the system's clock in all of our modules; what it cannot reach stays right."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._time = time.time
        self.shift = 0

    def start(self) -> None:
        """Take over."""
        clock = self

        class Shifted(original.datetime):
            """Tells the time of the clock that jumps."""

            @classmethod
            def now(cls, tz: tzinfo | None = None) -> Any:
                """Give the time."""
                return original.datetime.now(tz) + timedelta(seconds=clock.shift)

        for name, module in tuple(sys.modules.items()):
            if name.startswith("desktop.") and getattr(module, "datetime", None) is original.datetime:
                setattr(module, "datetime", Shifted)  # noqa: B010  # a module has no such attribute to the types
        time.time = lambda: clock._time() + clock.shift

    def jump(self) -> None:
        """Jump to some other time."""
        self.shift = self._chance.choice(FAR if self._chance.random() < 0.3 else JUMPS)
