"""What every benchmark gives: figures beside the reference that was measured in the same run."""

from __future__ import annotations

import os
import platform
from dataclasses import asdict, dataclass, replace
from statistics import median
from typing import Any

import psutil

from desktop import __version__


@dataclass(frozen=True, slots=True)
class Result:
    """One figure. `reference` and `ratio` are None where there is nothing to compare with."""

    name: str
    value: float
    unit: str
    reference: float | None = None
    ratio: float | None = None  # value / reference: the median of the rounds' own ratios
    goal: str = ""  # in words, e.g. "ratio >= 0.95"
    ok: bool | None = None


def paired(name: str, unit: str, values: list[float], references: list[float], goal: float | None) -> Result:
    """Compare rounds that were measured in turn. A positive goal is a least ratio, a negative a greatest.

    The ratio is taken within each round, where the machine was in the same mood for both.
    """
    ratio = median(v / r for v, r in zip(values, references, strict=True))
    made = Result(name, round(median(values), 4), unit, round(median(references), 4), round(ratio, 4))
    if goal is None:
        return made
    words = f"ratio >= {goal}" if goal > 0 else f"ratio <= {-goal}"
    return replace(made, goal=words, ok=ratio >= goal if goal > 0 else ratio <= -goal)


def report(name: str, results: list[Result]) -> dict[str, Any]:
    """Make the object that `fireside bench NAME --json` prints."""
    return {"bench": name, "machine": machine(), "results": [asdict(result) for result in results]}


def machine() -> dict[str, Any]:
    """Say what was measured on."""
    return {
        "fireside": __version__,
        "system": platform.platform(),
        "processor": platform.processor() or platform.machine(),
        "cores": psutil.cpu_count(logical=False),
        "threads": os.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "python": platform.python_version(),
    }
