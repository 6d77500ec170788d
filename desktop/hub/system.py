"""Where a system keeps what its programs store, worked out from the environment alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class System:
    """A user's home on one of the three systems. A value, so that tests can ask for any of them."""

    env: Mapping[str, str]
    home: Path
    platform: str  # as `sys.platform`

    @property
    def windows(self) -> bool:
        """Whether this is Windows."""
        return self.platform == "win32"

    @property
    def mac(self) -> bool:
        """Whether this is macOS."""
        return self.platform == "darwin"

    @property
    def local(self) -> Path:
        """The folder for data of this computer alone, on Windows."""
        return self.folder("LOCALAPPDATA") or self.home / "AppData" / "Local"

    @property
    def roaming(self) -> Path:
        """The folder for data that follows its user, on Windows."""
        return self.folder("APPDATA") or self.home / "AppData" / "Roaming"

    @property
    def data(self) -> Path:
        """Where programs keep their data."""
        if self.windows:
            return self.roaming
        if self.mac:
            return self.home / "Library" / "Application Support"
        return self.folder("XDG_DATA_HOME") or self.home / ".local" / "share"

    @property
    def cache(self) -> Path:
        """Where programs keep what they could fetch again."""
        if self.windows:
            return self.local
        if self.mac:
            return self.home / "Library" / "Caches"
        return self.dot_cache

    @property
    def dot_cache(self) -> Path:
        """The `~/.cache` of programs that use it on every system."""
        return self.folder("XDG_CACHE_HOME") or self.home / ".cache"

    def folder(self, name: str) -> Path | None:
        """Read a folder from the environment; None where it is not set, or cannot be one."""
        return self.taken(self.env.get(name, ""))

    def taken(self, text: str) -> Path | None:
        """Take a folder that somebody else has written down.

        None for what is no absolute path, for a whole disk, for the home folder, and for another
        computer's folder: asking for that one would be a request to the network.
        """
        text = text.strip()
        if not text or not text.isprintable() or text.startswith(("//", "\\\\")):
            return None
        path = self.home / text[2:] if text.startswith(("~/", "~\\")) else Path(text)
        if not path.is_absolute():
            return None
        path = Path(os.path.normpath(path))
        return None if path in (self.home, *self.home.parents) else path


def this_system() -> System:
    """Describe the system that this runs on."""
    return System(dict(os.environ), Path.home(), sys.platform)
