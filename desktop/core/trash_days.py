"""On which days what is in the trash was seen there: what a clock that jumps cannot make old.

A clock may be wrong for a moment, by years, ahead or behind, and so may the times that were written by it.
That 30 days have passed is believed only when days were seen to come and go. Each look at the trash writes
down the day, whatever it is. Time does not run backwards: of these days, in the order in which they were
seen, the longest row counts in which none is before the one before it, so a clock that went somewhere and
came back counts nothing. Between two days of that row a week counts at most, so a clock that went somewhere
and stays counts a week, however far it went. Who starts the program once a week loses nothing by it, and
who does so more seldom has things in the trash for longer.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, cast

from desktop.core.trash import TRASH_KEPT

MOST_BETWEEN = timedelta(days=7)  # that count between two days with a look
MOST_DAYS = 400  # that are remembered; those before are forgotten, which keeps things longer


@dataclass(frozen=True, slots=True)
class TrashDays:
    """The days with a look, as they came, and since when each thing is seen.

    A thing is known by the moment at which it seems to have been deleted: what was brought back and deleted
    again is another one.
    """

    days: tuple[date, ...] = ()
    since: Mapping[str, int] = field(default_factory=lambda: MappingProxyType[str, int]({}))
    """Which of `days` is the first on which it was seen."""

    def seen(self, today: date, there: Collection[str]) -> TrashDays:
        """Write down what is there today; what is not is forgotten."""
        days = self.days if self.days[-1:] == (today,) else (*self.days, today)
        since = {thing: self.since.get(thing, len(days) - 1) for thing in there}
        drop = max(min(since.values(), default=len(days) - 1), len(days) - MOST_DAYS)
        return TrashDays(days[drop:], {thing: max(0, at - drop) for thing, at in since.items()})

    def aged(self) -> set[str]:
        """Give what has been there for 30 days."""
        passed = self._passed()
        return {thing for thing, at in self.since.items() if passed[at] >= TRASH_KEPT}

    def _passed(self) -> list[timedelta]:
        """Tell for each day how much time is sure to have passed since."""
        rows: list[_Row] = []  # from each day on; built from the last one backwards
        longest: list[_Row] = []
        for day in reversed(self.days):
            after = max((row for row in rows if row.start >= day), default=None, key=_Row.worth)
            rows.append(_Row(day, 1, timedelta()) if after is None else after.from_day(day))
            longest.append(max((rows[-1], *longest[-1:]), key=_Row.worth))
        return [row.time for row in reversed(longest)]


@dataclass(frozen=True, slots=True)
class _Row:
    """Days of which none is before the one before it."""

    start: date
    length: int
    time: timedelta

    def from_day(self, day: date) -> _Row:
        """Begin with a day before."""
        return _Row(day, self.length + 1, self.time + min(self.start - day, MOST_BETWEEN))

    def worth(self) -> tuple[int, timedelta]:
        """Compare: the longest one; of two, the one in which less time has passed."""
        return self.length, -self.time


def pack(seen: TrashDays) -> bytes:
    """Write it as JSON."""
    facts = {"days": [day.isoformat() for day in seen.days], "since": dict(seen.since)}
    return json.dumps(facts).encode()


def unpack(data: bytes) -> TrashDays:
    """Read what `pack` has written; of anything else nothing, so that all is as if just seen."""
    try:
        found: Any = json.loads(data)
        days = tuple(date.fromisoformat(day) for day in found["days"][-MOST_DAYS:])
        since = cast("dict[str, Any]", found["since"])
        known = {thing: at for thing, at in since.items() if type(at) is int and 0 <= at < len(days)}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return TrashDays()
    return TrashDays(days, known)
