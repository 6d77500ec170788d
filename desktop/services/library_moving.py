"""Moves the models to another folder, and deletes models. For a worker thread.

A file is deleted in the old place only when it lies whole and flushed in the new one. What is no model stays
where it is, and so does what another program keeps there: the folder may hold much else.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop.core.hub_errors import FolderGone, NotEnoughDisk
from desktop.core.library_errors import NotAllMoved
from desktop.core.tasks import Cancelled, Job
from desktop.core.user_error import UserError
from desktop.hub.walking import GGUF, PASSED_OVER, is_partial, walk

CHUNK = 4 << 20  # bytes
MOVING = ".moving"  # ends the name of a file that is not whole yet; such files are never listed
SPARE = 64 << 20  # bytes that stay free on the new disk


@dataclass(frozen=True, slots=True)
class Moving:
    """How far a move has come."""

    done: int  # bytes
    total: int
    name: str  # of the file that is moved


@dataclass(slots=True)
class Moved:
    """What became of a move."""

    files: dict[Path, Path] = field(default_factory=dict[Path, Path])  # from the old place to the new one
    left: int = 0  # files that stayed
    cancelled: bool = False
    error: UserError | None = None


def prepare(folder: Path) -> None:
    """Make a folder for models, and see whether it can be written. Raises `FolderGone`."""
    probe = folder / f".fireside{MOVING}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except (OSError, ValueError):
        raise FolderGone(folder) from None


@dataclass(frozen=True, slots=True)
class Move:
    """From where to where models are moved."""

    old: Path
    new: Path
    theirs: Callable[[Path], bool]  # whether a file is another program's; asks the disk

    def target(self, path: Path) -> Path:
        """Tell where a file will lie."""
        return self.new / path.relative_to(self.old)


def prepare_move(move: Move) -> None:
    """Make the new folder, and see whether all that would move fits. Raises `FolderGone`, `NotEnoughDisk`."""
    prepare(move.new)
    if not _same_disk(move.old, move.new):
        _check_space(move.new, sum(_size(path) for path in _files(move, Moved())))


def move_models(move: Move, job: Job[Moving]) -> Moved:
    """Move the model files in a folder, but not what is still being fetched, after `prepare_move`.

    A cancel ends it between two chunks: what has been moved stays where it is, the rest where it was.
    """
    moved = Moved()
    files = list(_files(move, moved))
    sizes = {path: _size(path) for path in files}
    total = sum(sizes.values())
    done = 0
    for path in files:
        try:
            job.report(Moving(done, total, path.name))
            _move(path, move, moved, _Copying(job, done, total))
        except Cancelled:
            moved.cancelled = True
            break
        except OSError as error:
            moved.left += 1
            if error.errno == errno.ENOSPC:
                moved.error = NotEnoughDisk(move.new, total - done, _free(move.new))
                break
        done += sizes[path]
    for path in moved.files:
        remove_empty_above(path, (move.old,))
    if moved.error is None and moved.left and not moved.cancelled:
        moved.error = NotAllMoved(move.old, moved.left)
    return moved


def remove_empty_above(path: Path, roots: Sequence[Path]) -> None:
    """Remove the folders above a file that was deleted, as long as nothing is in them; never a root."""
    for folder in path.parents:
        if folder in roots or not any(folder.is_relative_to(root) for root in roots):
            return
        try:
            folder.rmdir()
        except OSError:
            return


@dataclass(frozen=True, slots=True)
class _Copying:
    """Tells how far a move has come while a file is copied."""

    job: Job[Moving]
    before: int
    total: int

    def report(self, name: str, copied: int) -> None:
        self.job.report(Moving(self.before + copied, self.total, name))


def _files(move: Move, moved: Moved) -> Iterator[Path]:
    """List what is to be moved; a folder in which something is still being fetched stays as it is."""
    for text, folders, names in os.walk(move.old):
        folder = Path(text)
        if folder == move.new or folder.is_relative_to(move.new):
            folders.clear()
            continue
        links = [name for name in folders if (folder / name).is_symlink()]
        moved.left += sum(next(walk(folder / name), None) is not None for name in links)
        folders[:] = sorted(
            name for name in folders if name not in links and not name.startswith(PASSED_OVER)
        )
        models = [folder / name for name in sorted(names) if name.casefold().endswith(GGUF)]
        coming = sum(map(is_partial, names))
        if coming or (models and move.theirs(models[0])):
            moved.left += len(models) + coming
        else:
            yield from (path for path in models if path.is_file())  # reading a pipe would never end


def _move(path: Path, move: Move, moved: Moved, copying: _Copying) -> None:
    """Move one file. What lies in the new place under this name already is never replaced."""
    target = move.target(path)
    if os.path.lexists(target):
        moved.left += 1
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if path.is_symlink():
        target.symlink_to(_leads_to(path, move))
        _delete_moved(path, target)
    else:
        _move_file(path, target, copying)
    moved.files[path] = target


def _leads_to(link: Path, move: Move) -> Path:
    """Give what a link has to say in its new place: one that leads out of the folder leads there still."""
    there = link.readlink()
    meant = Path(os.path.normpath(link.parent / there))
    return there if meant.is_relative_to(move.old) else meant


def _move_file(path: Path, target: Path, copying: _Copying) -> None:
    try:
        path.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy(path, target, copying)


def _copy(path: Path, target: Path, copying: _Copying) -> None:
    """Copy to another disk, make sure that it is there, and only then delete."""
    beside = target.with_name(target.name + MOVING)
    try:
        _copy_whole(path, beside, copying)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    _flush_folder(target.parent)
    _delete_moved(path, target)


def _delete_moved(path: Path, target: Path) -> None:
    try:
        path.unlink()
    except OSError:  # in use on Windows: then the model is in its old place, and nowhere else
        target.unlink()
        raise


def _copy_whole(path: Path, beside: Path, copying: _Copying) -> None:
    before = path.stat()
    copied = 0
    with path.open("rb") as source, beside.open("wb") as copy:
        while chunk := source.read(CHUNK):
            copying.report(path.name, copied)
            copy.write(chunk)
            copied += len(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    after = path.stat()
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or copied != after.st_size:
        raise OSError(errno.EBUSY, "the file has changed while it was copied")
    if beside.stat().st_size != copied:
        raise OSError(errno.EIO, "the copy is not whole")
    shutil.copystat(path, beside)  # its time too, by which the index knows it


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows opens no folder
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0


def _same_disk(old: Path, new: Path) -> bool:
    try:
        return old.stat().st_dev == new.stat().st_dev
    except OSError:
        return False


def _check_space(folder: Path, needed: int) -> None:
    free = _free(folder)
    if free < needed + SPARE:
        raise NotEnoughDisk(folder, needed, free)


def _free(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0
