"""What is known of the models on this computer, and where a file lies."""

from __future__ import annotations

import logging
from pathlib import Path

from desktop.core.library import Away, Listed, Shelf
from desktop.hub.scan import Scan, starter_listed
from desktop.services.library_index import read_index, write_index

log = logging.getLogger(__name__)


class Holdings:
    """The models by the path of the file that is loaded, at first as they were known the last time.

    Lives on the owner thread.
    """

    def __init__(self, index: Path) -> None:
        self._index = index
        self._models: dict[Path, Listed] | None = None  # read when they are first asked for
        self._kept: dict[Path, Listed] = {}  # in folders that are away
        self.shelves: tuple[Shelf, ...] = ()  # that were looked through
        self.away: tuple[Away, ...] = ()

    @property
    def models(self) -> dict[Path, Listed]:
        """The models, in the order of the folders; those that are no chat models too."""
        if self._models is None:
            known = read_index(self._index) or starter_listed()
            self._models = {listed.path: listed for listed in known}
        return self._models

    @property
    def known(self) -> dict[Path, Listed]:
        """All that was read of files, those that are away too."""
        return self._kept | self.models

    def take(self, found: Scan) -> None:
        """Go over to what was found."""
        kept = _away(found, self.known)
        self._models = {listed.path: listed for listed in found.models}
        self._kept = {listed.path: listed for listed in kept}
        self.shelves, self.away = found.shelves, found.away

    def drop(self, path: Path) -> None:
        """Forget a model whose files are gone."""
        self.models.pop(path, None)

    def by_hash(self) -> dict[tuple[str, int], list[Path]]:
        """Tell where files lie whose hash is known, by that and their size."""
        found: dict[tuple[str, int], list[Path]] = {}
        for listed in self.models.values():
            for lying in (*listed.files, *((listed.projector,) if listed.projector is not None else ())):
                if lying.sha256:
                    found.setdefault((lying.sha256, lying.size), []).append(lying.path)
        return found


def store(index: Path, found: Scan, known: dict[Path, Listed]) -> None:
    """Keep what was found for the next start. For a worker thread."""
    try:
        write_index(index, [*found.models, *_away(found, known)])
    except OSError as error:  # the list is made anew the next time
        log.info("library not stored", extra={"error": type(error).__name__})


def _away(found: Scan, known: dict[Path, Listed]) -> list[Listed]:
    """Keep what is known of models whose folder is away: its drive may be connected again."""
    there = {listed.path for listed in found.models}
    folders = {away.folder for away in found.away}
    return [
        listed
        for path, listed in known.items()
        if path not in there and any(path.is_relative_to(folder) for folder in folders)
    ]
