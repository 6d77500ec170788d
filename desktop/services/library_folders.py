"""In which folders models are looked for, as the settings have it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from desktop.core.library import Layout, Shelf
from desktop.core.models import Origin
from desktop.core.settings import SettingsFile
from desktop.hub.discover import other_programs
from desktop.hub.system import this_system


def programs_here() -> list[Shelf]:
    """Give the folders of other programs on this computer."""
    return other_programs(this_system())


class Folders:
    """The folders of models. Lives on the owner thread.

    Changing them raises OSError where that cannot be stored; then it holds until the program ends.
    """

    def __init__(
        self, usual: Path, settings: SettingsFile, programs: Callable[[], list[Shelf]] = programs_here
    ) -> None:
        self._usual = usual
        self._settings = settings
        self._programs = programs

    @property
    def own(self) -> Path:
        """Where models are downloaded to."""
        return _folder(self._settings.value.models_folder) or self._usual

    @property
    def chosen(self) -> bool:
        """Whether the user has chosen where models are downloaded to."""
        return self.own != self._usual

    @property
    def roots(self) -> tuple[Path, ...]:
        """The folders whose models are ours: the one that was chosen, and the data folder's."""
        return tuple(dict.fromkeys((self.own, self._usual)))

    @property
    def more(self) -> tuple[Path, ...]:
        """Other folders that the user has named."""
        named = (_folder(text) for text in self._settings.value.more_folders)
        return tuple(folder for folder in named if folder is not None)

    @property
    def others(self) -> bool:
        """Whether models of other programs are listed."""
        return self._settings.value.other_programs

    def named(self) -> tuple[Shelf, ...]:
        """Give our own folders and those that the user has named, ours first."""
        ours = [Shelf(Origin.FOLDER, folder) for folder in self.roots]
        return (*ours, *(Shelf(Origin.ADDED, folder, layout) for folder in self.more for layout in Layout))

    def all(self) -> Callable[[], tuple[Shelf, ...]]:
        """Give what gives every folder; that reads settings of other programs, so for a worker thread."""
        named, programs = self.named(), self._programs if self.others else list[Shelf]
        return lambda: (*named, *programs())

    def ours(self, path: Path) -> bool:
        """Tell whether a file lies in our own folder, links followed, and in no other program's."""
        try:
            real = path.parent.resolve()
            inside = any(real.is_relative_to(folder.resolve()) for folder in self.roots)
        except (OSError, RuntimeError):  # a link that leads to itself
            return False
        return inside and not self.theirs(path)

    def theirs(self, path: Path) -> bool:
        """Tell whether a file lies in a folder of another program, links followed, or may do so."""
        try:
            real = path.parent.resolve()
            return _inside(real, (shelf.folder.resolve() for shelf in self._programs()))
        except (OSError, RuntimeError):
            return True

    def add(self, folder: Path) -> None:
        """Look for models there, too."""
        if folder not in (self.own, *self.more):
            self._settings.set(more_folders=(*self._settings.value.more_folders, str(folder)))

    def remove(self, folder: Path) -> None:
        """Look there no more."""
        kept = tuple(text for text in self._settings.value.more_folders if _folder(text) != folder)
        self._settings.set(more_folders=kept)

    def choose(self, folder: Path) -> None:
        """Download to this folder from now on; the one before is still looked through."""
        before = self.own
        more = [text for text in self._settings.value.more_folders if _folder(text) != folder]
        if before not in (folder, self._usual):
            more.append(str(before))
        chosen = "" if folder == self._usual else str(folder)
        self._settings.set(models_folder=chosen, more_folders=tuple(dict.fromkeys(more)))

    def list_others(self, listed: bool) -> None:
        """List models of other programs, or not."""
        self._settings.set(other_programs=listed)


def _folder(text: str) -> Path | None:
    """Take a folder from the settings; None for what could be any folder."""
    path = Path(text)
    return path if text and path.is_absolute() else None


def _inside(path: Path, folders: Iterable[Path]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)
