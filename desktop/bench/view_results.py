"""What the rounds of the view benchmark say together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import fmean, median

from desktop.bench.report import Result

Figure = Callable[[Sequence[float]], float]


@dataclass
class Round:
    """All milliseconds of one round by scene and kind, and memory in MiB."""

    times: dict[str, dict[str, list[float]]] = field(default_factory=dict[str, dict[str, list[float]]])
    memory: dict[str, float] = field(default_factory=dict[str, float])

    def take(self, scene: str, times: dict[str, list[float]]) -> None:
        """Keep what a scene gave."""
        self.times[scene] = times

    def note(self, what: str, size: float) -> None:
        """Keep an amount of memory."""
        self.memory[what] = size


def results(rounds: Sequence[Round]) -> list[Result]:
    """Give the figures with their goals: of every figure the median of all rounds."""
    table = _Table(rounds)
    made = [
        table.result("first paint of the conversation", "open/open", max, 150.0, "bare open/open"),
        table.result("first paint, libraries not imported yet", "cold/open", max),
        table.result("first paint with reading from the database", "read/open", max, 150.0),
        table.result("until the whole chat is read by a worker", "read/whole", max),
        table.result("longest block while it is read", "read/blocks", longest, 50.0),
        table.result("longest block after the first paint", "open/blocks", longest, 50.0),
        table.result("scroll 60 px into unseen, median", "scroll/steps", median, None, "bare scroll/steps"),
        table.result("scroll 60 px into unseen, p95", "scroll/steps", p95, 8.0, "bare scroll/steps"),
        table.result("scroll 60 px into unseen, longest", "scroll/steps", max, None, "bare scroll/steps"),
        table.result("jump of the thumb, median", "jump/jumps", median, None, "bare jump/jumps"),
        table.result("jump of the thumb, p95", "jump/jumps", p95, None, "bare jump/jumps"),
        table.memory("memory beside a bare window", ("memory", "bare memory"), 2.0),
        table.memory("memory beside a browser with 100 of the messages", ("memory", "browser memory")),
        table.memory("memory with the store open too", ("memory with the store", "bare memory")),
        table.result("longest block of finding", "find/blocks", longest, 50.0),
        table.result("finding until all is counted, longest", "find/totals", max),
    ]
    for scene in rounds[0].times:
        if scene.startswith("stream "):
            made += _stream(table, scene)
    return made


def _stream(table: _Table, scene: str) -> list[Result]:
    """Tables and paragraphs of this length are not for sane answers: they have no goal for the mean."""
    flushes, bare = f"{scene}/flushes", f"bare {scene}/flushes"
    usual = scene in ("stream mixed", "stream code", "stream list")
    return [
        table.result(f"{scene}: mean of a flush", flushes, fmean, 4.0 if usual else None, bare),
        table.result(f"{scene}: last tenth / first tenth", flushes, growth, 1.3 if usual else None, bare),
        table.result(f"{scene}: longest block", f"{scene}/*", longest, 50.0, bare),
    ]


class _Table:
    """All rounds, and figures of them by "scene/kind"; the kind "*" is all kinds together."""

    def __init__(self, rounds: Sequence[Round]) -> None:
        self._rounds = rounds

    def result(
        self, name: str, where: str, figure: Figure, limit: float | None = None, bare: str = ""
    ) -> Result:
        """Give a figure, with a goal where there is a limit, and the same figure of the reference."""
        ours = [figure(_times(round_, where)) for round_ in self._rounds]
        theirs = [figure(_times(round_, bare)) for round_ in self._rounds] if bare else []
        value = median(ours)
        return Result(
            name,
            round(value, 3),
            "times" if figure is growth else "ms",
            round(median(theirs), 3) if theirs else None,
            round(median(a / b for a, b in zip(ours, theirs, strict=True)), 3) if theirs else None,
            "" if limit is None else f"<= {limit:g}",
            None if limit is None else value <= limit,
        )

    def memory(self, name: str, what: tuple[str, str], limit: float | None = None) -> Result:
        """Give an amount of memory beside that of the reference."""
        ours = [round_.memory[what[0]] for round_ in self._rounds]
        theirs = [round_.memory[what[1]] for round_ in self._rounds]
        ratio = median(a / b for a, b in zip(ours, theirs, strict=True))
        return Result(
            name,
            round(median(ours), 1),
            "MiB",
            round(median(theirs), 1),
            round(ratio, 3),
            "" if limit is None else f"ratio <= {limit:g}",
            None if limit is None else ratio <= limit,
        )


def _times(round_: Round, where: str) -> list[float]:
    scene, kind = where.split("/")
    times = round_.times[scene]
    return [time for all_ in times.values() for time in all_] if kind == "*" else times[kind]


def p95(times: Sequence[float]) -> float:
    """Give the time that one of twenty exceeds."""
    return sorted(times)[len(times) * 95 // 100]


def longest(times: Sequence[float]) -> float:
    """Give the longest time, 0 where there is none."""
    return max(times, default=0.0)


def growth(times: Sequence[float]) -> float:
    """Give the mean of the last tenth, divided by the mean of the first."""
    tenth = max(1, len(times) // 10)
    return fmean(times[-tenth:]) / fmean(times[:tenth])
