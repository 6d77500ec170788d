"""Which folders a search means: by a name, or by a path of names."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.core.chat import FolderId
from desktop.core.folders import Folder, below, path_of
from desktop.core.folding import fold


def meant(folders: Sequence[Folder], wanted: str) -> frozenset[FolderId]:
    """Give the folders that a folded name or the end of a path means, with all that are in them.

    Names that are written out come before names that only begin so, as they do while they are typed.
    """
    steps = [step.strip() for step in wanted.split("/") if step.strip()]
    paths = {each.id: [fold(one.name) for one in path_of(folders, each.id)] for each in folders}
    exact = [folder for folder, path in paths.items() if _ends(path, steps, wanted)]
    begun = [folder for folder, path in paths.items() if _begins(path, steps)]
    return frozenset[FolderId]().union(*(below(folders, folder) for folder in exact or begun))


def _ends(path: Sequence[str], steps: Sequence[str], whole: str) -> bool:
    return path[-1] == whole or (bool(steps) and list(path[-len(steps) :]) == list(steps))


def _begins(path: Sequence[str], steps: Sequence[str]) -> bool:
    if not steps or len(path) < len(steps):
        return False
    *above, last = path[-len(steps) :]
    return list(above) == list(steps[:-1]) and last.startswith(steps[-1])
