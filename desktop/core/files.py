"""Writing files so that a crash leaves the old or the new one, never half of one; folders of our own."""

from __future__ import annotations

import json
import os
from pathlib import Path


def write_atomically(path: Path, data: bytes) -> None:
    """Write beside, flush to the disk, put in place. Raises OSError; then the old file is still there."""
    import tempfile  # here: reading settings must not wait for it

    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def readable_json(values: object) -> bytes:
    """Write JSON for people; all by escapes where it names a file whose name is not UTF-8."""
    try:
        return json.dumps(values, indent=2, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(values, indent=2).encode()


def make_private(folder: Path) -> None:
    """Make a folder that no other user can look into; one that is there stays as it is. Raises OSError.

    On Windows it has the rights of the folder around it, as all of a user's own do.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def on_another_machine(path: str) -> bool:
    """Tell whether a path may name a file on another machine, which Windows would ask with the user's name.

    Such a path from a file that somebody else has written must not even be looked at.
    """
    return path.strip()[:2].replace("\\", "/") == "//"
