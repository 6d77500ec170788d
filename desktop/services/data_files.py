"""Which files of the data folder are ours, and how much room they take. For worker threads."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from desktop.core.keeping import Part, Room
from desktop.core.places import Places
from desktop.hub.walking import is_partial

SETTINGS = ("settings.json", "models-settings.json")
OTHERS = (
    "draft.txt",
    "draft-files.json",
    "draft-template.json",
    "template-draft.json",
    "persona-draft.json",
    "models-index.json",
    "models-recent.json",
    "calibration.json",
    "draft-models.json",
    "portable-place.txt",
)
ASIDE = re.compile(r"chats\.[a-z]+-\d{8}-\d{6}(-\d+)?\.db")
"""A database that was set aside, see `store.aside`; its log has a longer name."""


def rooms(places: Places, models: Path, between: Callable[[], None]) -> Iterator[Room]:
    """Count each part, the quick ones first; `between` may raise to end it."""
    database = places.database
    files = [*_beginning(places.data, database.name)]
    yield _room(Part.CHATS, places.data, files)
    aside = [path for path in _beginning(places.data, database.stem) if ASIDE.match(path.name)]
    yield _room(Part.ASIDE, places.data, aside)
    yield _room(Part.BACKUPS, places.backups, walk_files(places.backups, between))
    yield _room(Part.LOGS, places.logs, walk_files(places.logs, between))
    yield _room(Part.STATES, places.states, walk_files(places.states, between))
    whole: list[Path] = []
    unfinished: list[Path] = []
    for path in walk_files(models, between):
        (unfinished if is_partial(path.name) else whole).append(path)
    yield _room(Part.MODELS, models, whole)
    yield _room(Part.UNFINISHED, models, unfinished)


def ours(places: Places, settings: bool = True, models: bool = True) -> list[Path]:
    """List what in the data folder is ours, with or without settings and models; without the logs."""
    names = {*OTHERS, "backups", "states", "recovering", *(SETTINGS if settings else ())}
    if models:
        names.add("models")
    found = [places.data / name for name in sorted(names)]
    begun = _beginning(places.data, places.database.stem)
    database = places.database.name
    found += [path for path in begun if path.name.startswith(database) or ASIDE.match(path.name)]
    return [path for path in found if os.path.lexists(path)]


def walk_files(folder: Path, between: Callable[[], None]) -> Iterator[Path]:
    """Give the files in a folder, however deep; links are not followed."""
    for at, _, names in os.walk(folder):
        between()
        yield from (Path(at, name) for name in names)


def size_of(path: Path) -> int:
    """Give the size of a file; 0 for one that is gone, and for a link."""
    try:
        return 0 if path.is_symlink() else path.stat().st_size
    except OSError:
        return 0


def _beginning(folder: Path, name: str) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.name.startswith(name))
    except OSError:
        return []


def _room(part: Part, folder: Path, files: Iterator[Path] | list[Path]) -> Room:
    sizes = [size_of(path) for path in files]
    return Room(part, folder, sum(sizes), len(sizes))
