"""Puts the files of a repository together to what can be downloaded and becomes one model each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.core.hub import Offer, RemoteFile
from desktop.core.quants import in_order
from desktop.hub.names import Kind, Name, parse

PROJECTORS = ("F16", "BF16", "Q8_0", "F32")  # the best first: every backend has F16
UNNAMED = ("", "model")  # what is left of a projector's name that names no model
MOST_PARTS = 1000


@dataclass(frozen=True, slots=True)
class _File:
    file: RemoteFile
    name: Name

    @property
    def folder(self) -> tuple[str, ...]:
        return tuple(self.file.path.split("/")[:-1])


def offers_of(files: Iterable[RemoteFile]) -> list[Offer]:
    """Give what a repository offers, model by model, the smallest first.

    Left out are splits that are not complete, and quants that llama.cpp cannot load.
    """
    named = [_File(file, parse(file.path)) for file in files]
    projectors = [each for each in named if each.name.kind is Kind.PROJECTOR]
    groups: dict[tuple[object, ...], list[_File]] = {}
    for each in named:
        name = each.name
        if name.kind is Kind.MODEL and name.loadable and 1 <= name.parts <= MOST_PARTS:
            key = (each.folder, name.stem.casefold(), name.label, name.parts)
            groups.setdefault(key, []).append(each)
    return in_order([_offer(group, projectors) for group in groups.values() if _complete(group)])


def _complete(group: list[_File]) -> bool:
    group.sort(key=lambda each: each.name.part)
    return [each.name.part for each in group] == list(range(1, group[0].name.parts + 1))


def _offer(group: Sequence[_File], projectors: Sequence[_File]) -> Offer:
    name = group[0].name
    return Offer(
        label=name.label,
        quant=name.quant,
        stem=name.stem,
        files=tuple(each.file for each in group),
        projector=_projector(group[0], projectors),
        certain=name.certain,
    )


def _projector(model: _File, projectors: Sequence[_File]) -> RemoteFile | None:
    """Choose a projector of the same folder or of one above; the nearest, one that names the model, F16."""
    fitting: list[tuple[int, bool, int, str, RemoteFile]] = []
    for each in projectors:
        if model.folder[: len(each.folder)] != each.folder:
            continue
        named = _letters(each.name.stem.casefold().replace("mmproj", ""))
        stem = _letters(model.name.stem)
        named_otherwise = named not in UNNAMED and named not in stem and stem not in named
        rank = PROJECTORS.index(each.name.quant) if each.name.quant in PROJECTORS else len(PROJECTORS)
        fitting.append((-len(each.folder), named_otherwise, rank, each.file.path, each.file))
    return min(fitting, key=lambda entry: entry[:4])[-1] if fitting else None


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
