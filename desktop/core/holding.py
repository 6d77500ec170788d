"""Holds a file against other processes, for as long as it is open."""

from __future__ import annotations

import os
import sys

FAR = 1 << 62  # beyond every file: what Windows locks cannot be read by others

if sys.platform == "win32":
    import msvcrt

    def hold(descriptor: int) -> bool:
        """Lock a file until it is closed or the process ends."""
        os.lseek(descriptor, FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_END)
        return True

else:
    import fcntl

    def hold(descriptor: int) -> bool:
        """Lock a file until it is closed or the process ends."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a file system without locks
        return True
