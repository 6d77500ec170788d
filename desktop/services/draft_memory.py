"""What was measured of models that draft for others, kept in a JSON file."""

from __future__ import annotations

import json
import logging
import math
import os
import platform
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

import psutil

from desktop.core.companion_errors import DraftProblem
from desktop.core.draft_models import Tried
from desktop.core.files import write_atomically
from desktop.services.file_marks import FileMark, mark_of

MOST_ENTRIES = 400  # pairs of models; the ones measured first go first
MOST_BYTES = 1 << 20

Look = Callable[[Path], FileMark | None]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two files as they are on this machine; what was measured of them counts as long as all is the same."""

    model: str
    draft: str
    machine: str
    sizes: tuple[int, int]
    modified: tuple[int, int]  # ns


class DraftMemory:
    """What is known of each pair. Lives on the owner thread.

    A file that cannot be read or written costs another measurement, nothing else.
    """

    def __init__(self, file: Path, look: Look = mark_of) -> None:
        """`look` tells what a model file is like; in the window it must not ask the disk."""
        self._look = look
        self._file = file
        self._known: dict[Pair, tuple[str, Tried]] = _read(file)  # with the engine's build

    def of(self, pair: Pair | None, build: str = "") -> Tried | None:
        """Give what was measured of a pair, by the same build where one is named."""
        known = self._known.get(pair) if pair is not None else None
        return known[1] if known is not None and build in ("", known[0]) else None

    def pair(self, model: Path, draft: Path) -> Pair | None:
        """Describe two files as they are known to be."""
        return pair_of(model, draft, self._look)

    def drafts(self, model: Path) -> list[Path]:
        """Name the files that were measured for a model, whatever they are now."""
        return [Path(pair.draft) for pair in self._known if pair.model == str(model)]

    def of_model(self, model: Path) -> dict[Path, Tried]:
        """Give what was measured for a model, of the files that are still what they were."""
        found: dict[Path, Tried] = {}
        for pair, (_, tried) in self._known.items():
            if pair.model == str(model) and pair == self.pair(model, Path(pair.draft)):
                found[Path(pair.draft)] = tried
        return found

    def keep(self, pair: Pair, build: str, tried: Tried) -> None:
        """Remember what was measured; what was known of these two files before is of no use now."""
        self._known = {
            known: entry
            for known, entry in self._known.items()
            if (known.model, known.draft) != (pair.model, pair.draft)
        }
        self._known[pair] = build, tried
        for oldest in list(self._known)[:-MOST_ENTRIES]:
            del self._known[oldest]
        self._store()

    def forget(self, model: Path) -> None:
        """Know nothing of a model any more."""
        kept = {pair: entry for pair, entry in self._known.items() if pair.model != str(model)}
        if len(kept) < len(self._known):
            self._known = kept
            self._store()

    def _store(self) -> None:
        entries = [
            {**asdict(pair), "build": build, **asdict(tried)} for pair, (build, tried) in self._known.items()
        ]
        try:
            write_atomically(self._file, json.dumps(entries, indent=2).encode())
        except OSError as error:
            log.info("measured drafting not stored: %s", type(error).__name__)


def pair_of(model: Path, draft: Path, look: Look = mark_of) -> Pair | None:
    """Describe two files on this machine; None where one cannot be looked at."""
    found = look(model), look(draft)
    if found[0] is None or found[1] is None:
        return None
    cores = f"{psutil.cpu_count(logical=False)}/{os.cpu_count()}"
    machine = f"{platform.node()} {platform.machine()} {cores}"
    sizes, times = (found[0].size, found[1].size), (found[0].modified, found[1].modified)
    return Pair(str(model), str(draft), machine, sizes, times)


def _read(file: Path) -> dict[Pair, tuple[str, Tried]]:
    try:
        if file.stat().st_size > MOST_BYTES:
            return {}
        raw: object = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    entries = cast(list[Any], raw) if isinstance(raw, list) else []
    read = (_entry(entry) for entry in entries)
    return {pair: (build, tried) for pair, build, tried in filter(None, read)}


def _entry(raw: Any) -> tuple[Pair, str, Tried] | None:
    """Take an entry that is valid as a whole."""
    try:
        texts = [raw[name] for name in ("model", "draft", "machine", "build")]
        ratio, accepted = float(raw["ratio"]), float(raw["accepted"])
        pairs = [tuple(raw[name]) for name in ("sizes", "modified")]
        whole = all(len(pair) == 2 and all(type(each) is int for each in pair) for pair in pairs)
        whole = whole and math.isfinite(ratio) and math.isfinite(accepted)
        if not whole or not all(isinstance(text, str) for text in texts):
            return None
        problem = raw["problem"]
        tried = Tried(ratio, accepted, None if problem is None else DraftProblem(problem))
        return Pair(*texts[:3], *pairs), texts[3], tried
    except (IndexError, KeyError, OverflowError, TypeError, ValueError):
        return None
