"""Looks for models in all folders, and reads the headers of those that are new. For a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from desktop.core.errors import ModelError, ModelMissing, NotChatModel
from desktop.core.library import Away, Listed, OnDisk, Shelf
from desktop.core.models import Header, Installed, Origin
from desktop.hub.gguf_format import QUANTS
from desktop.hub.gguf_split import shards
from desktop.hub.installed import installed, starter
from desktop.hub.shelves import on_disk, read_shelf
from desktop.hub.walking import Check, nothing

ReadHeader: TypeAlias = Callable[[Path], Header]
Progress: TypeAlias = Callable[["Scan"], None]

MOST_MODELS = 20_000
REPORT_EVERY = 20  # headers


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found. While it goes on, models whose headers are still to be read are there without."""

    models: tuple[Listed, ...]
    shelves: tuple[Shelf, ...] = ()  # that were looked through
    away: tuple[Away, ...] = ()  # folders that could not be read
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Search:
    """What is to be looked through, and what is known from the last time."""

    shelves: tuple[Shelf, ...]  # in the order of preference: of a file in several places the first counts
    opened: tuple[Path, ...] = ()  # files that the user has opened, anywhere
    known: Mapping[Path, Listed] = field(default_factory=dict[Path, Listed])
    check: Check = nothing  # raises to end the search


def scan(search: Search, read: ReadHeader, report: Progress | None = None) -> Scan:
    """Find all models. A header is read again only where a file's size or time is another one.

    `report` is given what there is so far, whenever something was added. Nothing is raised for what lies
    on the disk; `search.check` may raise.
    """
    shelves = tuple(shelf for shelf in search.shelves if shelf.folder.is_dir())
    away = _away(search.shelves, shelves)
    found = list(_found(search, shelves))
    known = [_with_known(listed, search.known.get(listed.path)) for listed in found]
    if report is not None:
        report(Scan(tuple(usable(known)), shelves, away, complete=False))
    unread = [index for index, listed in enumerate(known) if not listed.read]
    for number, index in enumerate(unread, start=1):
        search.check()
        known[index] = read_facts(known[index], read)
        if report is not None and number % REPORT_EVERY == 0:
            report(Scan(tuple(usable(known)), shelves, away, complete=False))
    return Scan(tuple(known), shelves, away)


def usable(models: Iterable[Listed]) -> Iterator[Listed]:
    """Leave out what is no chat model: adapters, and projectors that are not called so."""
    return (listed for listed in models if not isinstance(listed.problem, NotChatModel))


def read_facts(listed: Listed, read: ReadHeader) -> Listed:
    """Read a model's header; what is wrong with the file is noted down."""
    try:
        header = read(listed.path)
    except ModelError as error:
        return replace(listed, problem=error.with_traceback(None))
    return replace(listed, header=header, model=_described(listed.model, header))


def _described(model: Installed, header: Header) -> Installed:
    """Let the header have the last word on the quant, except where the name tells a recipe of its own."""
    recipe = model.quant and model.quant not in QUANTS.values()  # UD-Q4_K_XL, Q4_K_L: no header tells that
    return model if recipe or not header.quant else replace(model, quant=header.quant)


def _away(shelves: Iterable[Shelf], there: Iterable[Shelf]) -> tuple[Away, ...]:
    missing = (Away(shelf.folder, shelf.origin) for shelf in shelves if shelf not in set(there))
    return tuple(dict.fromkeys(missing))


def _found(search: Search, shelves: Iterable[Shelf]) -> Iterator[Listed]:
    """Give every model once, with the other places where it was found."""
    by_file: dict[object, int] = {}
    models: list[Listed] = []
    for listed in _all(search, shelves):
        search.check()
        keys = list(_keys(listed.files[0]))
        at = next((by_file[key] for key in keys if key in by_file), len(models))
        if at < len(models):
            models[at] = _merged(models[at], listed)
        elif at < MOST_MODELS:
            models.append(listed)
        else:
            break
        for key in keys:
            by_file.setdefault(key, at)
    return iter(models)


def _all(search: Search, shelves: Iterable[Shelf]) -> Iterator[Listed]:
    yield from starter_listed()
    for shelf in shelves:
        yield from read_shelf(shelf, search.check)
    for path in search.opened:
        try:
            yield from _single(installed(path, Origin.OPENED))
        except (OSError, ValueError):
            continue  # it has gone


def starter_listed() -> Iterator[Listed]:
    """Give the model that comes as a package, if it is there; its header is not read."""
    model = starter()
    if model is not None:
        yield from _single(model)


def _single(model: Installed) -> Iterator[Listed]:
    files = tuple(file for path in shards(model.path) if (file := on_disk(path)) is not None)
    if files and model.path.is_file():
        yield Listed(model, files)


def _keys(file: OnDisk) -> Iterator[object]:
    """Give what two names of the same file have in common."""
    try:
        status = file.path.stat()
    except OSError:
        return
    if status.st_ino:
        yield status.st_dev, status.st_ino
    else:
        yield str(file.path.resolve())
    if file.sha256:
        yield file.sha256


def _merged(first: Listed, second: Listed) -> Listed:
    also = first.also if second.path == first.path else (*first.also, second.path)
    files = tuple(
        replace(a, sha256=a.sha256 or b.sha256) for a, b in zip(first.files, second.files, strict=False)
    )
    return replace(
        first,
        also=also,
        files=files if len(files) == len(first.files) else first.files,
        projector=first.projector or second.projector,
        repo=first.repo or second.repo,
    )


def _with_known(listed: Listed, known: Listed | None) -> Listed:
    """Take over what was read of the same files before."""
    if known is None or not known.read or _marks(known.files) != _marks(listed.files):
        return listed
    if isinstance(known.problem, ModelMissing):
        return listed  # it could not be opened, which a file's time does not tell
    model = listed.model if known.header is None else _described(listed.model, known.header)
    return replace(listed, model=model, header=known.header, problem=known.problem)


def _marks(files: Iterable[OnDisk]) -> list[tuple[Path, int, int]]:
    return [(file.path, file.size, file.modified) for file in files]
