"""Walks through folders that anybody may have filled: bounded, and never twice into the same one."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

GGUF = ".gguf"
PARTIAL_ENDS = (".part", ".incomplete", ".downloadinprogress", ".tmp", ".crdownload", ".aria2", ".moving")
PARTIAL_BEGIN = "incomplete-"  # GPT4All's
PASSED_OVER = (".", "models--")  # how folders begin: hidden ones, and those of a hub's cache

Check = Callable[[], None]
"""Called now and then; may raise to end the work."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is looked at, at most. A folder that leads everywhere ends there, without an error."""

    depth: int = 8  # folders below the first
    folders: int = 20_000
    entries: int = 400_000


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with model files, or with some on their way."""

    path: Path
    names: tuple[str, ...]  # of GGUF files; links to files count
    partial: tuple[str, ...]  # of files that are still being fetched
    parents: tuple[Path, ...] = ()  # inside what is walked through, the nearest first


LIMITS = Limits()


def is_partial(name: str) -> bool:
    """Tell whether a file is still being fetched, by its name."""
    folded = name.casefold()
    return folded.endswith(PARTIAL_ENDS) or folded.startswith(PARTIAL_BEGIN)


def nothing() -> None:
    """Never end the work."""


def walk(root: Path, check: Check = nothing, limits: Limits = LIMITS) -> Iterator[Folder]:
    """Give the folders that hold model files, those near the root first. Unreadable ones are passed over.

    Links to folders are followed, each folder being visited once.
    """
    waiting: deque[tuple[Path, tuple[Path, ...]]] = deque([(root, ())])
    seen: set[tuple[int, int]] = set()
    entries = limits.entries
    while waiting and len(seen) < limits.folders and entries > 0:
        check()
        path, parents = waiting.popleft()
        if not _is_new(path, seen):
            continue
        content = _list(path, entries)
        entries -= content.count
        if content.names or content.partial:
            yield Folder(path, tuple(content.names), tuple(content.partial), parents)
        if len(parents) < limits.depth:
            above = (path, *parents)
            waiting.extend((path / name, above) for name in content.folders)


@dataclass(frozen=True, slots=True)
class _Content:
    names: list[str]
    partial: list[str]
    folders: list[str]
    count: int


def _is_new(path: Path, seen: set[tuple[int, int]]) -> bool:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return False
    key = (status.st_dev, status.st_ino)
    if status.st_ino and key in seen:
        return False
    seen.add(key if status.st_ino else (-1, len(seen)))
    return True


def _list(path: Path, most: int) -> _Content:
    names: list[str] = []
    partial: list[str] = []
    folders: list[str] = []
    count = 0
    try:
        with os.scandir(path) as found:
            for entry in found:
                count += 1
                if count > most:
                    break
                _sort(entry, names, partial, folders)
    except OSError:
        pass  # not readable, or gone
    return _Content(sorted(names), sorted(partial), sorted(folders), count)


def _sort(entry: os.DirEntry[str], names: list[str], partial: list[str], folders: list[str]) -> None:
    name = entry.name
    try:
        name.encode()
    except UnicodeEncodeError:  # no text in any encoding: neither the engine nor a file of ours could name it
        return
    if is_partial(name):
        partial.append(name)
    elif not name.startswith(PASSED_OVER):
        try:
            if entry.is_dir():
                folders.append(name)
            elif name.casefold().endswith(GGUF) and entry.is_file():  # no pipe, no broken link
                names.append(name)
        except OSError:  # a link that leads to itself
            pass
