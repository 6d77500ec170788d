"""Folders of a file of chats, which may come from anywhere: what is wrong is put right or left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

from desktop.core.archive_reading import moment_of
from desktop.core.chat import FolderId, clean
from desktop.core.folders import DEEPEST, LONGEST_NAME, Folder, one_line, path_of, system_prompt
from desktop.core.personas import WantedModel

MOST = 10_000  # folders of a file
LONGEST_PATH = 4_096  # characters of a model's path


def folders_in(value: object) -> list[Folder]:
    """Make folders of what JSON gave, a parent before its children; one that would be too deep is lifted."""
    entries = cast("list[object]", value)[:MOST] if isinstance(value, list) else []
    known: dict[FolderId, Folder] = {}
    for entry in entries:
        match entry:
            case {"id": int(number), "name": str(name)} if said := one_line(name, LONGEST_NAME):
                known.setdefault(FolderId(number), _folder(number, said, cast("Mapping[str, Any]", entry)))
            case _:
                pass
    everything = list(known.values())
    above = (path_of(everything, each.id) for each in everything)
    ordered = dict.fromkeys(each for path in above for each in path)
    return list(_placed(list(ordered)))


def used_folders(folders: Sequence[Folder], used: set[FolderId]) -> list[Folder]:
    """Give the folders that chats stand in, with those above them."""
    wanted = {above.id for folder in used for above in path_of(folders, folder)}
    return [folder for folder in folders if folder.id in wanted]


def _placed(ordered: Sequence[Folder]) -> Iterator[Folder]:
    depth: dict[FolderId | None, int] = {None: 0}
    for folder in ordered:
        parent = folder.parent if folder.parent in depth else None
        if depth[parent] >= DEEPEST:
            parent = None
        depth[folder.id] = depth[parent] + 1
        yield replace(folder, parent=parent)


def _folder(number: int, name: str, values: Mapping[str, Any]) -> Folder:
    parent, system = values.get("parent"), values.get("system")
    return Folder(
        FolderId(number),
        name,
        FolderId(parent) if isinstance(parent, int) and not isinstance(parent, bool) else None,
        moment_of(values.get("created")) or datetime.now(UTC),
        system_prompt(system) if isinstance(system, str) else "",
        _model(values.get("model")),
    )


def _model(value: object) -> WantedModel | None:
    match value:
        case {"path": str(path), "name": str(name)} if (path or name) and len(path) <= LONGEST_PATH:
            return WantedModel(clean(path), one_line(name, LONGEST_PATH))
        case _:
            return None
