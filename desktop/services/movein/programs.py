"""Looks where other programs keep their chats on this computer. Reads only, and only when it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.core.moving_in import Source
from desktop.hub.discover import read_json
from desktop.hub.system import System
from desktop.services.movein import jan, lm_studio

MOST = 10_000  # chats that are counted
DEEPEST = 8  # folders in folders
LARGEST_SETTINGS = 1 << 20  # bytes


@dataclass(frozen=True, slots=True)
class Program:
    """A program that has chats on this computer."""

    source: Source
    folder: Path
    chats: int


def programs(system: System) -> list[Program]:
    """Find them. Blocks."""
    found: list[Program] = []
    for source, folders, ending in (
        (Source.LM_STUDIO, _lm_studio(system), lm_studio.ENDING),
        (Source.JAN, _jan(system), f"/{jan.MESSAGES}"),
        (Source.GPT4ALL, _gpt4all(system), ".chat"),
    ):
        for folder in dict.fromkeys(folders):
            chats = _count(folder, ending, 0, MOST)
            if chats:
                found.append(Program(source, folder, chats))
    return found


def _lm_studio(system: System) -> Iterator[Path]:
    pointer = system.home / ".lmstudio-home-pointer"
    try:
        pointed = system.taken(pointer.read_text("utf-8-sig")[:4096]) if pointer.is_file() else None
    except (OSError, ValueError):
        pointed = None
    for home in (pointed, system.home / ".lmstudio", system.home / ".cache" / "lm-studio"):
        if home is not None:
            yield home / "conversations"


def _jan(system: System) -> Iterator[Path]:
    settings = read_json(system.data / "Jan" / "settings.json", LARGEST_SETTINGS)
    chosen = settings.get("data_folder")
    folders = (
        system.folder("JAN_DATA_FOLDER"),
        system.taken(chosen) if isinstance(chosen, str) else None,
        system.data / "Jan" / "data",
        system.home / "jan",
    )
    for folder in folders:
        if folder is not None:
            yield folder / "threads"


def _gpt4all(system: System) -> Iterator[Path]:
    yield (system.local if system.windows else system.data) / "nomic.ai" / "GPT4All"


def _count(folder: Path, ending: str, depth: int, most: int) -> int:
    """Count files whose path ends so; no more than that many."""
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        return 0
    number = 0
    for path in inside:
        if number >= most or depth > DEEPEST:
            break
        if path.is_symlink():
            continue
        if path.is_dir():
            number += _count(path, ending, depth + 1, most - number)
        elif f"/{path.name}".endswith(ending):
            number += 1
    return number
