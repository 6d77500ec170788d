"""Moves the models to another folder, and deletes models. For a worker thread.

A file is deleted in the old place only when it lies whole and flushed in the new one.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop.core.hub_errors import FolderGone, NotEnoughDisk
from desktop.core.library_errors import NotAllMoved
from desktop.core.tasks import Cancelled, Job
from desktop.core.user_error import UserError
from desktop.hub.walking import is_partial

CHUNK = 4 << 20  # bytes
MODEL = ".gguf"
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


def prepare_move(old: Path, new: Path) -> None:
    """Make the new folder, and see whether all that would move fits. Raises `FolderGone`, `NotEnoughDisk`."""
    prepare(new)
    if not _same_disk(old, new):
        _check_space(new, sum(_size(path) for path in _files(old, new, Moved())))


def move_models(old: Path, new: Path, job: Job[Moving]) -> Moved:
    """Move the model files in a folder but what is still being fetched, after `prepare_move`.

    Other files are none of ours: somebody may keep models among documents.
    A cancel ends it between two chunks: what has been moved stays where it is, the rest where it was.
    """
    moved = Moved()
    files = list(_files(old, new, moved))
    sizes = {path: _size(path) for path in files}
    total = sum(sizes.values())
    done = 0
    for path in files:
        try:
            job.report(Moving(done, total, path.name))
            _move(path, new / path.relative_to(old), moved, _Copying(job, done, total))
        except Cancelled:
            moved.cancelled = True
            break
        except OSError as error:
            moved.left += 1
            if error.errno == errno.ENOSPC:
                moved.error = NotEnoughDisk(new, total - done, _free(new))
                break
        done += sizes[path]
    for path in moved.files:
        remove_empty_above(path, (old,))
    if moved.error is None and moved.left and not moved.cancelled:
        moved.error = NotAllMoved(old, moved.left)
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


def _files(old: Path, new: Path, moved: Moved) -> Iterator[Path]:
    """List the models that are to be moved; a folder in which something is being fetched stays as it is."""
    for text, folders, names in os.walk(old):
        folder = Path(text)
        if folder == new or folder.is_relative_to(new):
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not (folder / name).is_symlink())
        models = sorted(name for name in names if name.lower().endswith(MODEL))
        if any(is_partial(name) for name in names):
            moved.left += len(models)
            continue
        for name in models:
            if (folder / name).is_file() or (folder / name).is_symlink():  # reading a pipe would never end
                yield folder / name


def _move(path: Path, target: Path, moved: Moved, copying: _Copying) -> None:
    """Move one file. What lies in the new place under this name already is never replaced."""
    if os.path.lexists(target):
        moved.left += 1
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy(path, target, copying)
    moved.files[path] = target


def _copy(path: Path, target: Path, copying: _Copying) -> None:
    """Copy to another disk, make sure that it is there, and only then delete."""
    if path.is_symlink():
        target.symlink_to(path.parent / path.readlink())
    else:
        beside = target.with_name(target.name + MOVING)
        try:
            _copy_whole(path, beside, copying)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
        _flush_folder(target.parent)
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
