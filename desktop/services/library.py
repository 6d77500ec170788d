"""The models on this computer: what is listed at once, and found anew on a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from desktop.core.errors import ModelMissing
from desktop.core.events import Event
from desktop.core.hub import RemoteFile, RepoId
from desktop.core.library import Layout, Listed, Shelf
from desktop.core.models import Installed, Origin
from desktop.core.places import Places
from desktop.core.settings import SettingsFile
from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.hub.gguf import read_header
from desktop.hub.gguf_split import shards
from desktop.hub.installed import installed
from desktop.hub.scan import Progress, Scan, Search, scan, usable
from desktop.hub.walking import Check, nothing
from desktop.services.file_marks import FileMarks
from desktop.services.library_folders import Folders, programs_here
from desktop.services.library_holdings import Holdings, store
from desktop.services.recent import Recent

Has = Callable[[RemoteFile, RepoId], Path | None]

REPORT_EVERY = 0.5  # seconds, while headers are read


class Library:
    """Lists models from what was found the last time, and looks for them when it is asked to.

    Lives on the owner thread, where it looks at single files only; folders are walked through on a worker.
    """

    def __init__(
        self,
        places: Places,
        settings: SettingsFile,
        tasks: Tasks,
        programs: Callable[[], list[Shelf]] = programs_here,
    ) -> None:
        self._index = places.model_index
        self._tasks = tasks
        self._job: Job[Scan] | None = None
        self._moved: dict[Path, Path] = {}  # since the start
        self.holdings = Holdings(places.model_index)
        self.folders = Folders(places.models, settings, programs)
        self.recent = Recent(places.recent_models)
        self.marks = FileMarks()  # of the models that were loaded, and of what is loaded with them
        self.complete = False  # whether all folders were looked through since the start
        self.changed: Event[None] = Event()  # the list, or whether it is being made

    @property
    def scanning(self) -> bool:
        """Whether folders are being looked through."""
        return self._job is not None

    def listed(self) -> list[Listed]:
        """Give the models as they are known now, those that cannot be used among them."""
        return list(usable(self.holdings.models.values()))

    def installed(self) -> list[Installed]:
        """Give the models as they are known now, those used last first, then in the order of folders."""
        order = {path: number for number, path in enumerate(self.recent.paths())}
        models = [listed.model for listed in self.listed()]
        return sorted(models, key=lambda model: order.get(model.path, len(order)))

    def known(self, path: Path) -> Listed | None:
        """Give what is known of a file."""
        return self.holdings.models.get(path)

    def describe(self, path: Path) -> Installed:
        """Describe a file that the user chose; any part stands for a split model. Raises `ModelMissing`."""
        path = shards(path.absolute())[0]
        try:
            found = installed(path, Origin.OPENED)
        except (OSError, ValueError):  # ValueError: a NUL in it
            raise ModelMissing(path) from None
        known = self.known(path)
        return found if known is None else replace(known.model, size=found.size)

    def has(self, file: RemoteFile, repo: RepoId) -> Path | None:
        """Tell where a file of the hub lies already. Asks the disk: in the window see `holder`."""
        return self.holder()(file, repo)

    def holder(self) -> Has:
        """Give what tells, on a worker, where a file of the hub lies: in our layout, or by its hash."""
        shelves = self.holdings.shelves or self.folders.named()
        folders = list(dict.fromkeys(shelf.folder for shelf in shelves if shelf.layout is Layout.TREE))
        known = self.holdings.by_hash()

        def has(file: RemoteFile, repo: RepoId) -> Path | None:
            paths = [folder / repo / file.path for folder in folders]
            if file.sha256:
                paths += known.get((file.sha256, file.size), ())
            return next((path for path in paths if _is_there(path, file.size)), None)

        return has

    def rescan(self) -> None:
        """Look through all folders on a worker thread; `changed` tells what comes of it."""
        if self._job is not None:
            self._job.cancel()
        search = self._search()
        job = self._job = self._tasks.run(
            lambda job: search(job.check, job.report),
            done=lambda found: self._take(job, found),
            failed=lambda error: self._failed(job, error),
            progress=lambda found: self._take(job, found),
            every=REPORT_EVERY,
        )
        self.changed.emit(None)

    def look(self) -> None:
        """Look through all folders now, and wait for it: for the command line."""
        self.holdings.take(self._search()(nothing, None))
        self.complete = True

    def _search(self) -> Callable[[Check, Progress | None], Scan]:
        """Give the work of a search, with the values that it needs."""
        shelves, opened, known, index = (
            self.folders.all(),
            tuple(self.recent.paths()),
            self.holdings.known,
            self._index,
        )

        def search(check: Check, report: Progress | None) -> Scan:
            found = scan(Search(shelves(), opened, known, check), read_header, report)
            store(index, found, known)
            return found

        return search

    def current(self, model: Installed) -> Installed:
        """Give a model where it lies now: its folder may have been moved."""
        path = self._moved.get(model.path)
        return model if path is None else replace(model, path=path)

    def moved(self, files: Mapping[Path, Path]) -> None:
        """Know where files lie that were moved, and look for what else is there."""
        self._moved = {old: files.get(new, new) for old, new in self._moved.items()} | dict(files)
        for old, new in files.items():
            self.recent.moved(old, new)
        self.rescan()

    def _take(self, job: Job[Scan], found: Scan) -> None:
        if job is self._job:
            self.holdings.take(found)
            if found.complete:
                self._job, self.complete = None, True
            self.changed.emit(None)

    def _failed(self, job: Job[Scan], error: Exception) -> None:
        if job is self._job:
            self._job = None
            self.changed.emit(None)
        if not isinstance(error, Cancelled):
            raise error


def _is_there(path: Path, size: int) -> bool:
    try:
        return path.is_file() and path.stat().st_size == size
    except (OSError, ValueError):
        return False
