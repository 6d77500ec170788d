"""`fireside bench library`: how soon 1,000 models are listed, from the index and by looking for them."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median

from desktop.app_models import model_desk
from desktop.bench.made_model import Made, write
from desktop.bench.report import Result
from desktop.core.loop import Loop
from desktop.core.places import Places
from desktop.core.settings import SettingsFile
from desktop.core.tasks import Tasks
from desktop.engine.llama import Backend
from desktop.services.assembly import Working, begin
from desktop.services.library_changes import LibraryChanges
from desktop.viewmodels.library import LibraryViewModel
from desktop.viewmodels.models import ModelsViewModel

MODELS = 1_000
REACH = 0.3  # seconds, from the index
MADE = Made(
    "llama", layers=32, width=32, feed_forward=64, heads=2, kv_heads=1, head_length=16, vocabulary=4_000
)
HEAD = 256 << 10  # bytes that hold the header; the weights behind it take no room on the disk


def run(rounds: int, count: int = MODELS) -> list[Result]:
    """List the models from the index, look for them anew, and read all of them, in turn."""
    with tempfile.TemporaryDirectory(prefix="fireside-bench-") as name:
        places = Places(Path(name))
        make_models(places.models, count)
        listed: list[float] = []
        anew: list[float] = []
        cold: list[float] = []
        for _ in range(rounds):
            places.model_index.unlink(missing_ok=True)
            cold.append(_timed(places, lambda working: working.models.library.look()))
            listed.append(_timed(places, lambda working: _list(working, places, count)))
            anew.append(_timed(places, lambda working: working.models.library.look()))
    return [
        _result(f"{count:,} models listed from the index", listed, cold, REACH),
        _result(f"{count:,} models looked for anew, none changed", anew, cold),
    ]


def make_models(folder: Path, count: int) -> None:
    """Write models whose headers are as long as those of real ones, in folders of publishers."""
    folder.mkdir(parents=True)
    pattern = folder / "pattern"
    write(pattern, MADE)
    head, size = pattern.read_bytes()[:HEAD], pattern.stat().st_size
    pattern.unlink()
    for number in range(count):
        path = folder / f"publisher-{number % 40}" / f"Model-{number}-GGUF" / f"Model-{number}-Q4_K_M.gguf"
        path.parent.mkdir(parents=True)
        with path.open("wb") as file:
            file.write(head)
            file.truncate(size)


def _timed(places: Places, work: Callable[[Working], None]) -> float:
    """Time something in an application that has just started, whose engine is asleep."""
    settings = SettingsFile(places.settings)
    settings.set(other_programs=False)
    started = time.monotonic()
    with closing(Tasks(Loop())) as tasks, closing(begin(places, settings, tasks, Backend)) as working:
        work(working)
        return time.monotonic() - started


def _list(working: Working, places: Places, count: int) -> None:
    models = ModelsViewModel(working.models, model_desk(working, places))
    changes = LibraryChanges(working.models.library, working.tasks, places.data)
    with closing(models), closing(LibraryViewModel(changes, models)) as library:
        if library.rows.rowCount() < count:
            raise AssertionError(f"{library.rows.rowCount()} of {count} models were listed")


def _result(name: str, values: list[float], references: list[float], reach: float | None = None) -> Result:
    value, reference = median(values), median(references)
    ratio = median(v / r for v, r in zip(values, references, strict=True))
    if reach is None:
        return Result(name, round(value, 4), "s", round(reference, 4), round(ratio, 4))
    goal = f"value <= {reach}"
    return Result(name, round(value, 4), "s", round(reference, 4), round(ratio, 4), goal, value <= reach)
