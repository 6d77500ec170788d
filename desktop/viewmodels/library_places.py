"""The folders of models as the page about models shows them."""

from __future__ import annotations

from pathlib import Path

from desktop.core.errors import NotGguf
from desktop.core.library import Away
from desktop.core.models import Origin
from desktop.services.library import Library
from desktop.services.library_changes import LibraryChanges


class LibraryPlaces:
    """Reads and changes the folders. Lives on the owner thread."""

    def __init__(self, changes: LibraryChanges) -> None:
        self._library: Library = changes.library
        self.changes = changes

    @property
    def folder(self) -> Path:
        """Where models are downloaded to."""
        return self._library.folders.own

    @property
    def more(self) -> tuple[Path, ...]:
        """Other folders that the user has named."""
        return self._library.folders.more

    @property
    def others(self) -> bool:
        """Whether models of other programs are listed."""
        return self._library.folders.others

    @property
    def away(self) -> list[Away]:
        """Folders of the user's that cannot be read now: on a drive that is not connected, perhaps."""
        missing = self._library.holdings.away
        chosen = self._library.folders.chosen and self.folder
        return [away for away in missing if away.origin is Origin.ADDED or away.folder == chosen]

    def look_through(self, path: Path) -> None:
        """Look through a folder from now on; of a file, say that it is no model."""
        self.changes.tell_apart(path, lambda file: self.changes.failed.emit(NotGguf(file)))

    def count_in(self, folder: Path) -> int:
        """How many models lie in a folder."""
        return sum(listed.path.is_relative_to(folder) for listed in self._library.listed())
