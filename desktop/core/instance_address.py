"""Where the window of a data folder listens for later starts."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

LONGEST_PATH = 100  # bytes; sockets of Unix have names of at most 108
LOCAL_PEERCRED = 1  # of macOS and BSD, where Python does not name it


def address_of(data: Path) -> str | None:
    """Name the socket (on Windows the pipe) of a data folder; None where no place for it is safe."""
    beside = data.absolute() / "instance.sock"
    if os.name != "nt" and len(os.fsencode(beside)) <= LONGEST_PATH:
        return str(beside)
    import hashlib  # here: most folders have short names, and the first frame waits for this

    name = "fireside-" + hashlib.sha256(os.fsencode(data.absolute())).hexdigest()[:24]
    if os.name == "nt":
        return name
    folder = _private_folder()
    address = None if folder is None else folder / name
    return None if address is None or len(os.fsencode(address)) > LONGEST_PATH else str(address)


def somebody_there(data: Path) -> bool:
    """Tell whether it is worth asking for a window on this folder; one that was killed leaves its socket."""
    address = address_of(data)
    return address is not None and (os.name == "nt" or os.path.lexists(address))


def same_user(descriptor: int) -> bool:
    """Tell whether the other end of a connected socket is a process of ours; it cannot lie about that.

    On Windows the pipe's own rights say who may connect.
    """
    if sys.platform == "win32":
        return True
    import socket  # here: the first frame does not wait for it
    import struct

    with socket.socket(fileno=os.dup(descriptor)) as other:
        try:
            if sys.platform == "linux":
                told = other.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
            else:
                told = other.getsockopt(0, LOCAL_PEERCRED, 76)  # struct xucred: version, uid, groups
        except OSError:  # it has gone
            return False
    return len(told) >= 8 and struct.unpack_from("=II", told)[1] == os.getuid()


def _private_folder() -> Path | None:
    """Find or make a folder that nobody else can look or write into: another user may have made one first."""
    given = os.environ.get("XDG_RUNTIME_DIR")
    if given and _is_private(Path(given)):
        return Path(given)
    import tempfile

    made = Path(tempfile.gettempdir(), f"fireside-{os.getuid()}")
    try:
        made.mkdir(mode=0o700)
    except FileExistsError:
        pass
    except OSError:
        return None
    return made if _is_private(made) else None


def _is_private(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    ours = found.st_uid == os.getuid() and not stat.S_IMODE(found.st_mode) & 0o077
    return ours and stat.S_ISDIR(found.st_mode)
