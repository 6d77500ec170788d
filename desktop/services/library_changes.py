"""What a user changes in the library: folders, and models that are deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from desktop.core.errors import FolderNotWritable, UserError
from desktop.core.events import Event
from desktop.core.library import Listed
from desktop.core.library_errors import NotOurs, NotRemoved
from desktop.core.models import Origin
from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.hub.walking import walk
from desktop.services.library import Library
from desktop.services.library_moving import (
    Move,
    Moved,
    Moving,
    move_models,
    prepare,
    prepare_move,
    remove_empty_above,
)


class LibraryChanges:
    """Changes settings and files, and has the library look anew. Lives on the owner thread."""

    def __init__(self, library: Library, tasks: Tasks, data: Path) -> None:
        self.library = library
        self._tasks = tasks
        self._data = data
        self._checking = False  # whether a folder that was chosen can be used
        self._job: Job[Moving] | None = None
        self.progress: Event[Moving | None] = Event()  # of a move; None when it has ended
        self.moved: Event[dict[Path, Path]] = Event()  # files, from the old place to the new one
        self.removed: Event[Listed] = Event()
        self.failed: Event[UserError] = Event()

    @property
    def moving(self) -> bool:
        """Whether models are being moved."""
        return self._job is not None

    def tell_apart(self, path: Path, is_file: Callable[[Path], None]) -> None:
        """Look for models in a folder, too; where a worker finds that it is none `is_file` is called."""

        def known(folder: bool) -> None:
            if folder:
                self._set(lambda: self.library.folders.add(path.absolute()))
            else:
                is_file(path)

        self._tasks.run(lambda _: path.is_dir(), done=known, failed=self._tell)

    def look_in(self, folder: Path) -> None:
        """Look for models anew, also in a folder that was given up while a download to it went on."""
        named = {shelf.folder for shelf in self.library.folders.named()}
        self._set(lambda: None if folder in named else self.library.folders.add(folder))

    def remove_folder(self, folder: Path) -> None:
        """Look there no more; nothing is deleted."""
        self._set(lambda: self.library.folders.remove(folder))

    def list_others(self, listed: bool) -> None:
        """List models that other programs have fetched, or not."""
        self._set(lambda: self.library.folders.list_others(listed))

    def choose_folder(self, folder: Path, move: bool) -> None:
        """Download to this folder from now on, and move there what lies in the one before, if asked to.

        What goes wrong is told by `failed`. The old folder is looked through until it holds nothing more.
        """
        folders = self.library.folders
        folder, old = folder.absolute(), folders.own
        if self._job is not None or self._checking or folder == old:
            return
        planned = Move(old, folder, folders.theirs)

        def checked(_: None) -> None:
            self._checking = False
            self._set(lambda: folders.choose(folder))
            if move:
                self._move(planned)

        def check(_: Job[None]) -> None:
            if move:
                prepare_move(planned)
            else:
                prepare(folder)

        def failed(error: Exception) -> None:
            self._checking = False
            self._tell(error)

        self._checking = True
        self._tasks.run(check, done=checked, failed=failed)

    def cancel_move(self) -> None:
        """Leave the rest where it is."""
        if self._job is not None:
            self._job.cancel()

    def remove(self, listed: Listed) -> None:
        """Delete a model with all its parts and its projector. Raises `NotOurs`; `failed` tells the rest."""
        folders = self.library.folders
        if listed.model.origin is not Origin.FOLDER:
            raise NotOurs(listed.path)
        shared = {
            other.projector.path
            for other in self.library.listed()
            if other.path != listed.path and other.projector is not None
        }
        paths = [file.path for file in listed.files]
        projector = listed.projector.path if listed.projector else None
        if projector in shared:
            projector = None
        self._tasks.run(
            lambda _: _delete([*paths, *_unneeded(projector)], folders.ours, folders.roots),
            done=lambda _: self._gone(listed),
            failed=self._tell,
        )

    def forget(self, listed: Listed) -> None:
        """Take a file off the list that was opened from anywhere; it stays on the disk."""
        self.library.recent.forget(listed.path)
        self.library.rescan()

    def _move(self, move: Move) -> None:
        def failed(error: Exception) -> None:
            self._job = None
            self.progress.emit(None)
            self._tell(error)

        self._job = self._tasks.run(
            lambda job: move_models(move, job),
            done=lambda moved: self._ended(move.old, moved),
            failed=failed,
            progress=self.progress.emit,
        )

    def _ended(self, old: Path, moved: Moved) -> None:
        self._job = None
        self.library.moved(moved.files)
        self.moved.emit(moved.files)
        if not moved.left and not moved.cancelled and moved.error is None:
            self._set(lambda: self.library.folders.remove(old))
        self.progress.emit(None)
        if moved.error is not None:
            self.failed.emit(moved.error)

    def _gone(self, listed: Listed) -> None:
        self.library.recent.forget(listed.path)
        self.library.holdings.drop(listed.path)
        self.removed.emit(listed)
        self.library.rescan()

    def _tell(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, UserError):
            raise error
        self.library.rescan()  # some of it may be done
        self.failed.emit(error)

    def _set(self, change: Callable[[], None]) -> None:
        try:
            change()
        except OSError:  # in force all the same, until the program ends
            self.failed.emit(FolderNotWritable(self._data))
        self.library.rescan()


def _unneeded(projector: Path | None) -> Iterator[Path]:
    """Give a projector, unless a model is on its way that may need it."""
    if projector is not None and not any(folder.partial for folder in walk(projector.parent)):
        yield projector


def _delete(paths: list[Path], ours: Callable[[Path], bool], roots: Sequence[Path]) -> None:
    """Delete files that lie in our folder. The first one goes last: without it nothing is listed."""
    for path in paths:
        if not ours(path):
            raise NotOurs(path)
    for path in reversed(paths):
        try:
            path.unlink(missing_ok=True)
        except OSError:
            raise NotRemoved(path) from None
    for path in paths:
        remove_empty_above(path, roots)
