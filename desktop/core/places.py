"""Where things lie: the program's own files, and the user's."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from desktop.core.files import readable_json, write_atomically

PACKAGE = Path(__file__).parent.parent
PORTABLE = "fireside-data"  # the folder beside the program that makes it portable


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and files of one user, or of one `--data-dir`."""

    data: Path
    home: Path | None = None  # where the data lies unless it was moved; None where `--data-dir` says it
    pointer: Path | None = None  # the file that says where it was moved to
    left: Path | None = None  # where it was before, and still is until the user lets it go
    mounted: bool = False  # whether the data lies at the top of a disk, of which an empty folder may be left
    portable: bool = False  # beside the program, which can be carried along

    @property
    def gone(self) -> bool:
        """Whether the data was moved to a folder that is not there: its disk is not attached, say."""
        there = os.path.ismount(self.data) if self.mounted else self.data.is_dir()
        return self.home is not None and self.data != self.home and not there

    @property
    def database(self) -> Path:
        """The chats."""
        return self.data / "chats.db"

    @property
    def settings(self) -> Path:
        """The choices."""
        return self.data / "settings.json"

    @property
    def models(self) -> Path:
        """Model files that the user puts there, or that Fireside downloads."""
        return self.data / "models"

    @property
    def model_index(self) -> Path:
        """What is known of the models on this computer; derived, may be deleted at any time."""
        return self.data / "models-index.json"

    @property
    def recent_models(self) -> Path:
        """When each model was used last."""
        return self.data / "models-recent.json"

    @property
    def states(self) -> Path:
        """What the engine has read of each chat; derived, may be deleted at any time."""
        return self.data / "states"

    @property
    def backups(self) -> Path:
        """Copies of the database."""
        return self.data / "backups"

    @property
    def logs(self) -> Path:
        """What happened, without any contents."""
        return self.data / "logs"

    @property
    def crashes(self) -> Path:
        """Reports of bugs and crashes, without any contents; they stay on this computer."""
        return self.logs / "crashes"


def portable_places(beside: Path | None) -> Places | None:
    """Give the folder beside the program, if the user has put one there.

    It goes before the system's folder and before where that was moved to: neither is read then, and both
    are there again as soon as the folder beside the program is not.
    """
    folder = beside / PORTABLE if beside is not None else None
    return Places(folder, portable=True) if folder is not None and folder.is_dir() else None


def beside_program() -> Path | None:
    """Give the folder that the program lies in as the user sees it; None where an installer has put it."""
    if not getattr(sys, "frozen", False):
        return PACKAGE.parent if (PACKAGE.parent / "pyproject.toml").is_file() else None
    image = os.environ.get("APPIMAGE", "")  # the file itself; what runs is a mount of it
    if image and Path(image).is_absolute():
        return Path(image).parent
    folder = Path(sys.executable).resolve().parent
    if folder.parts[-2:] == ("Contents", "MacOS"):
        return folder.parent.parent.parent  # beside Fireside.app
    return folder


def places_from(home: Path, pointer: Path) -> Places:
    """Give the folder that the pointer names, else `home`; a pointer that cannot be understood is none."""
    try:
        found: object = json.loads(pointer.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        found = None
    named = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
    folder, left = _folder(named.get("folder")), _folder(named.get("left"))
    return Places(folder or home, home, pointer, left, folder is not None and named.get("mounted") is True)


def point_to(places: Places, folder: Path, left: Path | None) -> Places:
    """Have the data in another folder from the next start on; `left` is where it was. Raises OSError."""
    assert places.home is not None
    assert places.pointer is not None
    mounted = os.path.ismount(folder)
    if folder == places.home and left is None:
        places.pointer.unlink(missing_ok=True)
    else:
        places.pointer.parent.mkdir(parents=True, exist_ok=True)
        named = {"folder": str(folder), "left": None if left is None else str(left), "mounted": mounted}
        write_atomically(places.pointer, readable_json(named))
    return Places(folder, places.home, places.pointer, left, mounted)


def _folder(value: object) -> Path | None:
    return Path(value) if isinstance(value, str) and value and Path(value).is_absolute() else None


def resource(name: str) -> Path:
    """Find a file of `resources/`, or `models.json`, by its name relative to the project.

    They lie beside the package in a checkout, inside it in an installed wheel, and in the bundle's
    folder in a frozen program. Raises FileNotFoundError when the installation is incomplete.
    """
    bundle = getattr(sys, "_MEIPASS", None)  # set by PyInstaller
    roots = [PACKAGE / "_data", PACKAGE.parent]
    if bundle is not None:
        roots.insert(0, Path(bundle) / "desktop" / "_data")
    for root in roots:
        if (root / name).exists():
            return root / name
    raise FileNotFoundError(f"{name} is missing from this installation of Fireside")
