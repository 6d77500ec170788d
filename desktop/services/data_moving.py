"""Moves all data to another folder: copied, flushed, compared, and only then is the new one in force.

For a worker thread, while nothing is open. A crash at any moment leaves the old folder in force.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from desktop.core.files import make_private, readable_json, write_atomically
from desktop.core.keep_errors import Hindrance, MoveRefused, NotAllDeleted
from desktop.core.places import Places, point_to
from desktop.services.data_files import ours, size_of

CHUNK = 4 << 20  # bytes
SPARE = 64 << 20  # bytes that stay free
MARK = ".fireside-moving"  # says that what lies beside it is a copy that was not finished
KEYED = ("settings.json", "models-settings.json", "models-recent.json")
"""Files that name other files."""


@dataclass(frozen=True, slots=True)
class _Copying:
    """Tells how much is copied."""

    total: int
    tell: Callable[[float], None]

    def report(self, copied: int) -> None:
        self.tell(min(1.0, copied / max(1, self.total)))


def move_data(places: Places, folder: Path, tell: Callable[[float], None]) -> Places:
    """Copy everything to a folder and have it in force; the old data stays where it is.

    `tell` hears how much is done, and may raise to end it; then nothing is left in the new folder. Raises
    `MoveRefused` and `DataError`s.
    """
    from desktop.store.backup import make_sure_nobody_uses

    check_target(places, folder)
    make_sure_nobody_uses(places.database)
    files = list(_files(places))
    try:
        (folder / MARK).write_text(str(places.data), encoding="utf-8")
        _copy_all(places.data, folder, files, _Copying(sum(map(size_of, files)), tell))
        _make_sure_it_is_the_newest(places.database, folder)
        rename_inside(folder, places.data)
        _flush_folders(folder)
        (folder / MARK).unlink()
        return point_to(places, folder, places.data)
    except OSError as error:
        _clear(folder)
        raise MoveRefused(folder, Hindrance.NOT_WRITABLE) from error
    except BaseException:
        _clear(folder)
        raise


def check_target(places: Places, folder: Path) -> None:
    """Raise `MoveRefused` if the data cannot be moved there; makes the folder. For a worker thread."""
    needed = sum(map(size_of, _files(places)))
    if places.home is None:
        raise MoveRefused(places.data, Hindrance.FIXED)
    real, data = _real(folder), _real(places.data)
    if real == data or real.is_relative_to(data) or any(_same(each, data) for each in (real, *real.parents)):
        raise MoveRefused(folder, Hindrance.INSIDE)
    try:
        make_private(folder)
        if (folder / MARK).exists():  # of a move that a crash ended
            _clear(folder)
        if any(path != places.pointer for path in folder.iterdir()):
            raise MoveRefused(folder, Hindrance.NOT_EMPTY)
        probe = folder / f"{MARK}-probe"
        probe.write_bytes(b"")
        probe.unlink()
        free = shutil.disk_usage(folder).free
    except (OSError, ValueError) as error:
        raise MoveRefused(folder, Hindrance.NOT_WRITABLE) from error
    if free < needed + SPARE:
        raise MoveRefused(folder, Hindrance.TOO_SMALL, needed, free)


def delete_left(places: Places) -> Places:
    """Delete the data in the folder that it was moved away from; gives what is known then.

    Raises `NotAllDeleted`, and `DatabaseBusy` while another window is open on the old folder.
    """
    from desktop.store.backup import make_sure_nobody_uses

    left = places.left
    if left is None or left == places.data:
        return places
    make_sure_nobody_uses(Places(left).database)
    delete(ours(Places(left)))
    with suppress(OSError):
        shutil.rmtree(left / "logs", ignore_errors=True)
        left.rmdir()  # unless there is something of others
    try:
        return point_to(places, places.data, None)
    except OSError as error:
        assert places.pointer is not None
        raise NotAllDeleted((places.pointer,)) from error


def delete(paths: list[Path]) -> None:
    """Delete files and folders. Raises `NotAllDeleted` after all that could be deleted."""
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()
    still = tuple(path for path in paths if os.path.lexists(path))
    if still:
        raise NotAllDeleted(still)


def _files(places: Places) -> Iterator[Path]:
    for path in ours(places):
        if path.is_dir() and not path.is_symlink():
            for at, folders, names in os.walk(
                path
            ):  # it does not follow links to folders, and lists them there
                links = [name for name in folders if Path(at, name).is_symlink()]
                yield from (Path(at, name) for name in sorted((*names, *links)))
        else:
            yield path


def _copy_all(source: Path, target: Path, files: list[Path], copying: _Copying) -> None:
    done = 0
    for path in files:
        new = target / path.relative_to(source)
        new.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink():
            new.symlink_to(os.path.normpath(path.parent / path.readlink()))
            continue
        if not path.is_file():  # reading a pipe would never end
            continue
        written = _copy(path, new, copying, done)
        if _sum(new) != written:
            raise MoveRefused(target, Hindrance.NOT_SAME)
        done += size_of(path)
        copying.report(done)


def _make_sure_it_is_the_newest(database: Path, folder: Path) -> None:
    """Raise `MoveRefused` or `DatabaseBusy` where another window has opened the chats meanwhile."""
    from desktop.store.backup import make_sure_nobody_uses

    make_sure_nobody_uses(database)
    if database.exists() and _sum(database) != _sum(folder / database.name):
        raise MoveRefused(folder, Hindrance.NOT_SAME)


def _copy(path: Path, new: Path, copying: _Copying, before: int) -> str:
    """Copy a file, and give the sum of what was read."""
    seen = hashlib.blake2b()
    copied = 0
    with path.open("rb") as source, new.open("xb") as copy:
        while chunk := source.read(CHUNK):
            copying.report(before + copied)
            seen.update(chunk)
            copy.write(chunk)
            copied += len(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    shutil.copystat(path, new)
    return seen.hexdigest()


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()


def rename_inside(folder: Path, before: Path) -> None:
    """Let what names files of the old folder name those of the new one."""
    from desktop.store.moved import rename_paths

    for name in KEYED:
        path = folder / name
        with suppress(ValueError, RecursionError, FileNotFoundError):
            values: object = json.loads(path.read_text(encoding="utf-8"))
            write_atomically(path, readable_json(_renamed(values, before, folder)))
    rename_paths(Places(folder).database, before, folder)


def _renamed(value: object, before: Path, after: Path) -> object:
    match value:
        case dict():
            named = cast("dict[str, Any]", value)
            return {
                str(_renamed(key, before, after)): _renamed(each, before, after)
                for key, each in named.items()
            }
        case list():
            return [_renamed(each, before, after) for each in cast("list[Any]", value)]
        case str() if value.startswith(str(before) + os.sep):
            return str(after) + value[len(str(before)) :]
        case _:
            return value


def _clear(folder: Path) -> None:
    """Remove an unfinished copy; what is ours by its name, since the folder was empty before."""
    with suppress(NotAllDeleted):
        delete(ours(Places(folder)))
    with suppress(OSError):
        (folder / MARK).unlink(missing_ok=True)


def _same(path: Path, data: Path) -> bool:
    """Tell whether two names are of one folder: in another case, say, or by another mount."""
    try:
        return path.samefile(data)
    except OSError:
        return False


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def _flush_folders(folder: Path) -> None:
    if os.name == "nt":  # Windows opens no folder
        return
    for at, _, _ in os.walk(folder):
        descriptor = os.open(at, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
