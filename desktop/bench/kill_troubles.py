"""What befalls the disk while processes write on it, for `fireside bench kill`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from random import Random

ROOM = 256 << 10  # bytes that are left on a disk that fills up, at most
DISK = 64 << 20  # bytes of a disk that is made for a round
ODD_TIMES = (0, 1, 86400, 4102444800, 32503680000)  # of files: 1970, 2100, 3000


class Trouble:
    """One round's. The children work in `folder`, which holds what the data folder holds."""

    name = "none"
    jumps = False  # the clock does
    plain = False  # permissions hold for the children, as they do for a user

    def __init__(self, data: Path, chance: Random) -> None:
        self.data = data
        self.folder = data
        self._chance = chance

    @staticmethod
    def possible() -> bool:
        """Tell whether this can be played here."""
        return True

    def largest(self) -> int:
        """Give the bytes that no file may outgrow; 0 where there is no limit."""
        return 0

    def begin(self) -> None:
        """Prepare; the children have not started."""

    def strike(self) -> None:
        """Let it happen, while the children write."""

    def end(self) -> None:
        """Put everything right; the children are dead."""


class WrongClock(Trouble):
    """The clock jumps, and the times of files are odd."""

    name = "clock"
    jumps = True

    def begin(self) -> None:
        """Give some files odd times."""
        for path in self.data.rglob("*"):
            if self._chance.random() < 0.5:
                moment = self._chance.choice(ODD_TIMES)
                os.utime(path, (moment, moment))


class Capped(Trouble):
    """No file may grow beyond some size, as under a quota."""

    name = "limit"

    @staticmethod
    def possible() -> bool:
        """Tell whether the system has such limits."""
        return sys.platform != "win32"

    def largest(self) -> int:
        """Give a little more than the largest file has, or less than some have."""
        sizes = [path.stat().st_size for path in self.data.glob("chats.db*")] or [0]
        return max(4096, int(max(sizes) * self._chance.uniform(0.5, 1.2)) + self._chance.randrange(ROOM))


class Denied(Trouble):
    """Files and folders may not be written any more, though those that are open still can be."""

    name = "denied"

    plain = True

    @staticmethod
    def possible() -> bool:
        """Tell whether the system has permissions that can be taken away, from root too."""
        return sys.platform == "linux" or (sys.platform != "win32" and os.getuid() != 0)

    def strike(self) -> None:
        """Take the permission away, of all or of some."""
        for path in self._paths():
            if self._chance.random() < 0.7:
                with suppress(FileNotFoundError):
                    path.chmod(0o500 if path == self.data else 0o400)

    def end(self) -> None:
        """Give it back."""
        for path in self._paths():
            path.chmod(0o700 if path == self.data else 0o600)

    def _paths(self) -> list[Path]:
        return [self.data, *self.data.glob("chats.db*")]


class _Mounted(Trouble):
    """On a disk of its own, which is made for a round."""

    def begin(self) -> None:
        """Make the disk, and put the data on it."""
        self._place = Path(tempfile.mkdtemp(prefix="fireside-disk-"))
        self._mount(self._place)
        self.folder = self._place / "data"
        shutil.copytree(self.data, self.folder)

    def end(self) -> None:
        """Take everything off the disk as it is, and throw the disk away."""
        shutil.rmtree(self.data)
        shutil.copytree(self.folder, self.data)
        subprocess.run(["umount", "--lazy", str(self._place)], check=True)
        self._place.rmdir()

    def _mount(self, place: Path) -> None:
        raise NotImplementedError


class Full(_Mounted):
    """The disk fills up, to the last byte or nearly, and may have room again before the end."""

    name = "full"

    @staticmethod
    def possible() -> bool:
        """Tell whether a disk can be mounted."""
        return sys.platform == "linux" and os.getuid() == 0 and _mounts(["-t", "tmpfs", "tmpfs"])

    def strike(self) -> None:
        """Take the room away, or give it back."""
        ballast = self._place / "ballast"
        if ballast.exists() and self._chance.random() < 0.5:
            ballast.unlink()
            return
        room = self._chance.choice((0, self._chance.randrange(ROOM)))
        size = shutil.disk_usage(self._place).free - room
        with ballast.open("ab", buffering=0) as file:
            while size > 0:  # what is free changes meanwhile
                with suppress(OSError):
                    os.posix_fallocate(file.fileno(), os.fstat(file.fileno()).st_size, size)
                size = min(size // 2, shutil.disk_usage(self._place).free - room)

    def end(self) -> None:
        """Make room, then take everything off the disk."""
        (self._place / "ballast").unlink(missing_ok=True)
        super().end()

    def _mount(self, place: Path) -> None:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(place)], check=True)


class ReadOnly(_Mounted):
    """The disk finds an error and allows no more writing, also in files that are open."""

    name = "read-only"

    @staticmethod
    def possible() -> bool:
        """Tell whether a file can be mounted as a disk that fails when it is told to."""
        tools = all(map(shutil.which, ("mkfs.ext4", "losetup")))
        return sys.platform == "linux" and os.getuid() == 0 and tools and Path("/dev/loop-control").exists()

    def strike(self) -> None:
        """Have the file system find an error."""
        source = subprocess.run(
            ["findmnt", "--noheadings", "--output", "SOURCE", str(self._place)],
            capture_output=True,
            text=True,
            check=True,
        )
        trigger = Path("/sys/fs/ext4") / Path(source.stdout.strip()).name / "trigger_fs_error"
        with suppress(OSError):  # it has one already
            trigger.write_text("played by fireside bench kill")

    def end(self) -> None:
        """Take everything off, as the system still has it."""
        super().end()
        self._image.unlink()

    def _mount(self, place: Path) -> None:
        self._image = place.with_name(place.name + ".img")
        with self._image.open("wb") as file:
            file.truncate(DISK)
        subprocess.run(["mkfs.ext4", "-q", "-F", str(self._image)], check=True)
        options = "loop,errors=remount-ro"
        subprocess.run(["mount", "-o", options, str(self._image), str(place)], check=True)


ALL = (WrongClock, Capped, Denied, Full, ReadOnly)


def possible() -> list[type[Trouble]]:
    """Give the troubles that can be played here; some need to be root."""
    return [kind for kind in ALL if kind.possible()]


def _mounts(words: Sequence[str]) -> bool:
    with tempfile.TemporaryDirectory(prefix="fireside-disk-") as place:
        done = subprocess.run(["mount", *words, place], capture_output=True, check=False)
        if done.returncode == 0:
            subprocess.run(["umount", "--lazy", place], check=True)
        return done.returncode == 0
