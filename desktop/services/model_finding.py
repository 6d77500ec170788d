"""Which model is meant where a file is named, or none: what is known is enough to begin with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.core.library import Shelf
from desktop.core.models import Installed, Origin
from desktop.hub.gguf_split import shards
from desktop.hub.installed import quant_and_name, starter
from desktop.hub.shelves import read_shelf
from desktop.services.library import Library


def guess(library: Library, path: str) -> Installed | None:
    """Give the model that was used last, or the first one that is known; no disk is asked for it."""
    if path:
        return named(library, Path(path))
    return next((listed.model for listed in library.listed() if listed.problem is None), None)


def named(library: Library, path: Path) -> Installed:
    """Describe a file by what is known of it, or by its name; no disk is asked for it."""
    path = shards(path.absolute())[0]
    known, words = library.known(path), quant_and_name(path)
    if known is not None:
        return known.model
    return Installed(path, words.name, Origin.OPENED, 0, words.quant)


def finder(library: Library, path: str) -> Callable[[], Installed | None]:
    """Give what finds a model that is there: this one, or else the first one there is. For a worker."""
    known = [listed.model for listed in library.listed() if listed.problem is None]
    wanted = [named(library, Path(path))] if path else []
    own = library.folders.own

    def find() -> Installed | None:
        there = next((model for model in (*wanted, *known) if _is_file(model.path)), None)
        return there or starter() or _first(own)

    return find


def _first(folder: Path) -> Installed | None:
    """Look for any model in our own folder: nothing is known yet, and there is no starter."""
    found = read_shelf(Shelf(Origin.FOLDER, folder))
    return next((listed.model for listed in found), None)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
