"""SHA-256 of a file while it grows."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

from desktop.hub.stopping import Stop

BLOCK = 1 << 20  # bytes
LOOK = 0.05  # seconds between two looks whether to stop


class TailHash:
    """Follows the end of a file on a thread of its own: what was just written comes from the page cache.

    After a restart it reads what is there already, while more arrives. Ends with `close`.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._hash = hashlib.sha256()
        self._more = threading.Condition()
        self._end = 0
        self._whole = False
        self._given_up = False
        self._error: OSError | None = None
        self._thread = threading.Thread(target=self._follow, name="hash", daemon=True)
        self._thread.start()

    def advance(self, end: int) -> None:
        """Say how much can be read."""
        with self._more:
            self._end = end
            self._more.notify()

    def result(self, stop: Stop) -> str:
        """Wait until all has been read; give the hash. Raises `Stopped`, and OSError from reading."""
        with self._more:
            self._whole = True
            self._more.notify()
        while self._thread.is_alive():
            self._thread.join(LOOK)
            stop.check()
        if self._error is not None:
            raise self._error
        return self._hash.hexdigest()

    def close(self) -> None:
        """End the thread, wherever it is."""
        with self._more:
            self._given_up = True
            self._more.notify()
        self._thread.join()

    def _follow(self) -> None:
        try:
            with self._path.open("rb", buffering=0) as file:
                block = memoryview(bytearray(BLOCK))
                position = 0
                while wanted := self._wait(position):
                    read = file.readinto(block[: min(BLOCK, wanted)])
                    self._hash.update(block[:read])
                    position += read
                    if not read:
                        raise OSError(f"{self._path.name} became shorter")
        except OSError as error:
            self._error = error

    def _wait(self, position: int) -> int:
        """Tell how many bytes can be read from here on; 0 at the end."""
        with self._more:
            while self._end <= position and not self._whole and not self._given_up:
                self._more.wait()
            return 0 if self._given_up else self._end - position
