"""Takes threads away from decoding while another program needs the processor.

llama.cpp's threads wait for each other at every node of the graph, spinning. When one of them loses its
core all of them stand still: with both cores of a laptop in use, one busy core elsewhere makes two threads
three times as slow, and one thread hardly slower at all (docs: engine.md §3).
"""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable

WINDOW = 8  # tokens that a judgement rests on; their mean, since contention shows in a few long waits
SLOW_WINDOWS = 2  # in a row, before anything is done
SLOW = 2.0  # times the usual; contexts that grow slow down by less in a while
WORTH_IT = 0.8  # of the time with all threads; otherwise fewer threads do not help
PATIENCE = 5.0  # seconds with fewer threads until all are tried again


class Pace:
    """Watches the seconds of each token and changes the number of threads between tokens."""

    def __init__(
        self, threads: int, set_threads: Callable[[int], None], crowded: Callable[[int], bool]
    ) -> None:
        self._all = threads
        self._fewer = max(1, threads // 2)
        self._set_threads = set_threads
        self._crowded = crowded
        self._window: list[float] = []
        self._usual: float | None = None  # with all threads
        self._slow = 0  # windows in a row
        self._before = 0.0  # what a trial is compared with
        self._reduced_for = 0.0  # seconds
        self._judge = self._with_all

    def token(self, seconds: float) -> None:
        """Take note of how long a token took."""
        if self._fewer == self._all:
            return
        self._window.append(seconds)
        if len(self._window) == WINDOW:
            mean = statistics.fmean(self._window)
            self._window.clear()
            self._judge(mean)

    def _with_all(self, mean: float) -> None:
        first = self._usual is None
        self._usual = mean if self._usual is None else min(mean, self._usual)
        self._slow = self._slow + 1 if mean > SLOW * self._usual else 0
        if self._slow == SLOW_WINDOWS or (first and self._crowded(self._all)):
            self._slow = 0
            self._before = mean
            self._switch(self._fewer, self._on_trial)

    def _on_trial(self, mean: float) -> None:
        if mean < WORTH_IT * self._before:
            self._reduced_for = 0.0
            self._judge = self._with_fewer
        else:
            self._usual = self._before  # it is slow for another reason
            self._switch(self._all, self._with_all)

    def _with_fewer(self, mean: float) -> None:
        self._before = mean
        self._reduced_for += mean * WINDOW
        if self._reduced_for > PATIENCE:
            self._switch(self._all, self._all_again)

    def _all_again(self, mean: float) -> None:
        if mean < self._before:
            self._judge = self._with_all
        else:
            self._reduced_for = 0.0
            self._switch(self._fewer, self._with_fewer)

    def _switch(self, threads: int, judge: Callable[[float], None]) -> None:
        self._set_threads(threads)
        self._judge = judge


def crowded(threads: int) -> bool:
    """Tell whether other programs have lately left fewer processors than that; Windows does not tell."""
    if not hasattr(os, "getloadavg"):
        return False
    return os.getloadavg()[0] > (os.cpu_count() or 1) - threads + 0.5
