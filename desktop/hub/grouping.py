"""Puts the files of a folder together: parts of one model, and projectors with the models that they serve."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.hub.gguf_split import SHARD, shards
from desktop.hub.installed import quant_and_name
from desktop.hub.names import Kind, parse
from desktop.hub.walking import Folder

PROJECTOR = "mmproj"
NO_MODELS = (Kind.PROJECTOR, Kind.IMATRIX, Kind.VOCABULARY)
QUANTS = ("F16", "BF16", "Q8_0", "F32")  # of projectors, the best first: every backend has F16
SURE = 100  # characters of a name that stay where it is cut short for a file that is being fetched
PLAIN = re.compile(r"[^0-9a-z]+")
UNNAMED = ("", "model")  # what is left of a projector's name that names no model


@dataclass(frozen=True, slots=True)
class Group:
    """The files of one model, in the order of its parts; the first one is there, others may not be."""

    files: tuple[Path, ...]


def models_in(folder: Folder) -> Iterator[Group]:
    """Give the models of a folder. A split one of which a part is still being fetched is none yet."""
    for name in folder.names:
        path = folder.path / name
        shard = SHARD.search(path.stem)
        if parse(name).kind in NO_MODELS:
            continue
        if shard is not None and int(shard[1]) != 1:
            continue  # stands with its first part
        files = tuple(shards(path))
        if not any(_on_its_way(file.name, folder) for file in files[1:]):
            yield Group(files)


def projectors_in(folder: Folder) -> list[Path]:
    """Give the projectors of a folder."""
    return [folder.path / name for name in folder.names if parse(name).kind is Kind.PROJECTOR]


def projector_for(model: Path, near: Iterable[Path], alone: bool) -> Path | None:
    """Choose a model's projector among those of its folder and the folders above, nearest first.

    One that names another model is none; one that names none serves a folder with one model (`alone`).
    """
    stem = _letters(quant_and_name(model).name)
    fitting: list[tuple[bool, int, str, Path]] = []
    for path in near:
        named = quant_and_name(path)
        its = _letters(path.stem.casefold().replace(PROJECTOR, "").replace(named.quant.casefold(), ""))
        names_it = its not in UNNAMED and (its in stem or stem in its)
        if names_it or (its in UNNAMED and alone):
            rank = QUANTS.index(named.quant) if named.quant in QUANTS else len(QUANTS)
            fitting.append((not names_it, rank, path.name, path))
    return min(fitting)[-1] if fitting else None


def _letters(text: str) -> str:
    """Leave out what names are written with differently."""
    return PLAIN.sub("", text.casefold())


def _on_its_way(name: str, folder: Folder) -> bool:
    begins = name[:SURE]
    fetched = (partial.removeprefix(".") for partial in folder.partial)  # ours are hidden
    return name not in folder.names and any(partial.startswith(begins) for partial in fetched)
