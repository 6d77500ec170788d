"""Where things lie: the program's own files, and the user's."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and files of one user, or of one `--data-dir`."""

    data: Path

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
