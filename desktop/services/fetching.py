"""Fetching all files of one order on a worker thread; and what of it is on the disk."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.core.downloads import Order
from desktop.core.hub import RemoteFile
from desktop.core.hub_errors import NameRefused
from desktop.core.sources import Connection
from desktop.hub.asking import Web
from desktop.hub.fetch import Fetch, Means, Progress
from desktop.hub.gguf_split import SHARD
from desktop.hub.locating import SHA256, Wanted
from desktop.hub.parts import ENDING, discard, fetched, finished, part_of
from desktop.hub.paths import repo_id, safe_path, shown
from desktop.hub.stopping import Stop
from desktop.hub.trying import Manner

COMMIT = re.compile(r"[0-9a-zA-Z]{1,64}")


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker needs to know."""

    order: Order
    connection: Connection
    stop: Stop


class FetchOrder(Protocol):
    """Fetches an order; blocks. Raises a `UserError` or `Stopped`."""

    def __call__(self, task: Task, report: Callable[[Progress], None]) -> None:
        """Fetch; `received` of what is reported counts all files of the order."""
        ...


def fetch_with(web: Web, manner: Manner) -> FetchOrder:
    """Give what fetches orders through the gate."""

    def run(task: Task, report: Callable[[Progress], None]) -> None:
        means = Means(web, task.connection, task.stop, manner)
        for file in reversed(task.order.files):
            fetch_file(task.order, file, means, report)

    return run


def fetch_file(order: Order, file: RemoteFile, means: Means, report: Callable[[Progress], None]) -> None:
    """Fetch one file of an order.

    The file that is loaded comes last: a split model is not there before all of its parts and its
    projector are.
    """
    others = sum(received(order, other) for other in order.files if other is not file)

    def told(progress: Progress) -> None:
        report(progress.of_all(others))

    Fetch(wanted(order, file), means, told).run()


def check_names(order: Order) -> None:
    """Raise `NameRefused` for an order whose files, or their parts, would not lie below the models folder."""
    repo_id(order.repo)
    if COMMIT.fullmatch(order.commit) is None:
        raise NameRefused(shown(order.commit))
    for file in order.files:
        safe_path(file.path)
        if file.sha256 and SHA256.fullmatch(file.sha256) is None:  # parts are named by it
            raise NameRefused(shown(file.sha256))


def wanted(order: Order, file: RemoteFile) -> Wanted:
    """Say what is to be fetched, and to where."""
    return Wanted(order.repo, order.commit, file, order.folder, order.target(file), order.gated)


def received(order: Order, file: RemoteFile) -> int:
    """Tell how many bytes of a file are on the disk."""
    return fetched(wanted(order, file))


def received_of(order: Order) -> int:
    """Tell how many bytes of an order are on the disk."""
    return sum(received(order, file) for file in order.files)


def complete(order: Order) -> bool:
    """Whether all files lie under their final names."""
    return all(finished(wanted(order, file)) for file in order.files)


def parts(order: Order) -> set[Path]:
    """Name the files in which what has come of an order is kept."""
    return {part_of(wanted(order, file)) for file in order.files}


def discard_order(order: Order) -> None:
    """Delete what has come of an order that was given up.

    With it go finished parts of a split model that is not whole, and its projector if nothing else is there.
    """
    for file in order.files:
        discard(wanted(order, file))
    if not order.target(order.main).exists():
        for file in order.files[1:]:
            if SHARD.search(Path(file.path).stem) or _alone(order):
                with suppress(OSError):
                    order.target(file).unlink()
    for folder in {order.target(file).parent for file in order.files}:
        _remove_empty(folder, order.folder)


def _alone(order: Order) -> bool:
    """Whether no other model of the repository, here or on its way, may need the projector."""
    ours = {order.target(file) for file in order.files} | parts(order)
    folder = order.folder / order.repo
    return all(path in ours for ending in (".gguf", ENDING) for path in folder.rglob(f"*{ending}"))


def _remove_empty(folder: Path, end: Path) -> None:
    while folder != end and end in folder.parents:
        try:
            folder.rmdir()
        except OSError:  # something is in it
            return
        folder = folder.parent
