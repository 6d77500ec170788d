"""Models that are split into several files, `…-00001-of-00003.gguf` and so on."""

from __future__ import annotations

import re
from pathlib import Path

SHARD = re.compile(r"-(\d{5})-of-(\d{5})$")  # of a name without its ending
MOST_FILES = 1000


def shards(path: Path) -> list[Path]:
    """Give all files of the model that this file is a part of, which need not be there; else just it."""
    found = SHARD.search(path.stem)
    if found is None or not 1 <= int(found[2]) <= MOST_FILES:
        return [path]
    stem, count = path.stem[: found.start()], int(found[2])
    names = (f"{stem}-{number:05}-of-{count:05}{path.suffix}" for number in range(1, count + 1))
    return [path.with_name(name) for name in names]


def size_of(path: Path) -> int:
    """Add up the sizes of all files of a model that are there. Raises OSError when this one is not."""
    others = (shard for shard in shards(path) if shard != path)
    return path.stat().st_size + sum(shard.stat().st_size for shard in others if shard.is_file())
