"""Where the window of a data folder listens for later starts."""

from __future__ import annotations

import os
from pathlib import Path

LONGEST_PATH = 100  # bytes; sockets of Unix have names of at most 108


def address_of(data: Path) -> str:
    """Name the socket (on Windows the pipe) of a data folder; nobody else may write into its folder."""
    beside = data.absolute() / "instance.sock"
    if os.name != "nt" and len(os.fsencode(beside)) <= LONGEST_PATH:
        return str(beside)
    import hashlib  # here: most folders have short names, and the first frame waits for this
    import tempfile

    name = "fireside-" + hashlib.sha256(os.fsencode(data.absolute())).hexdigest()[:24]
    if os.name == "nt":
        return name
    return str(Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir(), name))


def somebody_there(data: Path) -> bool:
    """Tell whether it is worth asking for a window on this folder; one that was killed leaves its socket."""
    return os.name == "nt" or Path(address_of(data)).exists()
