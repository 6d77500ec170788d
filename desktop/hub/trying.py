"""Which source is asked next, and when: what passes is tried again, what does not is left to a mirror."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desktop.core.hub_errors import AccessNeeded, HubError, NotOnHub, TokenRejected
from desktop.core.sources import Source
from desktop.hub.locating import Passing
from desktop.hub.stopping import Stop

FIRST_WAIT = 0.2  # seconds
LONGEST_WAIT = 30.0
LONG_WITHOUT = 300.0  # seconds without a byte, after which it is tried more seldom
SELDOM = 60.0  # seconds
ENOUGH = 5  # tries of what never answers, where somebody else has said what is needed


def _sleep(stop: Stop, seconds: float) -> None:
    stop.wait(seconds)


@dataclass(frozen=True, slots=True)
class Manner:
    """How patiently a file is fetched, and by which clock."""

    patience: float | None = None  # seconds without a byte after which it is given up; None is never
    clock: Callable[[], float] = time.monotonic
    wait: Callable[[Stop, float], None] = _sleep
    chance: Callable[[], float] = random.random


@dataclass(slots=True)
class _Candidate:
    source: Source
    ready: float = 0.0  # by the clock; it is left in peace until then
    tries: int = 0  # that brought nothing
    gave: bool = False  # whether anything came from it
    refused: HubError | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """What is told while nothing comes."""

    seconds: float
    error: HubError


class Tries:
    """Keeps account of what was tried."""

    def __init__(self, sources: Sequence[Source], manner: Manner) -> None:
        self._candidates = [_Candidate(source) for source in sources]
        self._now = self._candidates[0]
        self._manner = manner
        self._gained_at = manner.clock()
        self.token_rejected: TokenRejected | None = None

    @property
    def source(self) -> Source:
        """The source that is asked next."""
        return self._now.source

    def gained(self) -> None:
        """Something came: patience begins anew."""
        self._now.tries = 0
        self._now.gave = True
        self._gained_at = self._manner.clock()

    def passing(self, trouble: Passing, gained: bool) -> Pause:
        """Take in that it did not work this time; tell how long to wait.

        Raises the error when it is given up.
        """
        now, this = self._manner.clock(), self._now
        if gained:
            self.gained()
        wait = trouble.wait if trouble.wait is not None else self._backing_off(this.tries)
        this.tries += 1
        this.ready = now + wait
        self._despair()
        if not gained:
            self._choose()
        pause = max(0.0, self._now.ready - now)
        if self._manner.patience is not None and now + pause - self._gained_at > self._manner.patience:
            raise trouble.error
        return Pause(pause, trouble.error)

    def refused(self, error: HubError) -> None:
        """Take in that a source will not give it. Raises what the first source said when none is left."""
        this = self._now
        if isinstance(error, TokenRejected) and this.source.token:
            self.token_rejected = error
            this.source = replace(this.source, token="")  # a public repository needs none
            return
        this.refused = error
        self._choose()

    def turn(self) -> None:
        """Go on with another source, if there is one: what came from this one was damaged."""
        self._now.ready = self._manner.clock() + LONGEST_WAIT
        others = [each for each in self._candidates if each is not self._now and each.refused is None]
        self._now = min(others, key=lambda each: each.ready, default=self._now)

    def _despair(self) -> None:
        """Wait no longer for a mirror that never answers where people can do something about the refusal."""
        needed = [each.refused for each in self._candidates if isinstance(each.refused, AccessNeeded)]
        left = [each for each in self._candidates if each.refused is None]
        if needed and all(each.tries >= ENOUGH and not each.gave for each in left):
            raise self.token_rejected or needed[0]

    def _choose(self) -> None:
        left = [each for each in self._candidates if each.refused is None]
        if not left:
            first = self._candidates[0].refused
            assert first is not None
            barred = isinstance(first, AccessNeeded | NotOnHub)
            raise self.token_rejected if barred and self.token_rejected is not None else first
        now = self._manner.clock()
        self._now = min(left, key=lambda each: max(each.ready, now))  # the first of those that are ready

    def _backing_off(self, tries: int) -> float:
        long = self._manner.clock() - self._gained_at > LONG_WITHOUT
        most = SELDOM if long else min(LONGEST_WAIT, FIRST_WAIT * 2**tries)
        return most * (0.5 + self._manner.chance() / 2)
