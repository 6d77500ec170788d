"""The model files that can be chosen."""

from __future__ import annotations

from pathlib import Path

from desktop.core.errors import ModelMissing
from desktop.core.models import Installed, Origin
from desktop.hub import installed as found
from desktop.hub.gguf_split import shards


class Library:
    """Looks for model files whenever it is asked; reads folders only, never a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def installed(self) -> list[Installed]:
        """Give the starter and what lies in the models folder."""
        starter = found.starter()
        return ([starter] if starter else []) + list(found.in_folder(self._folder))

    def describe(self, path: Path) -> Installed:
        """Describe a file that the user chose; any part stands for a split model. Raises `ModelMissing`."""
        path = shards(path.absolute())[0]
        for model in self.installed():
            if model.path == path:
                return model
        try:
            return found.installed(path, Origin.OPENED)
        except OSError:
            raise ModelMissing(path) from None

    def pick(self, path: str) -> Installed | None:
        """Give the model that was used last, or where it is unknown or has gone the first one there is."""
        if path and Path(path).is_file():
            return self.describe(Path(path))
        return next(iter(self.installed()), None)
