"""Keeping what is to be downloaded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from sqlalchemy import bindparam, delete, func, insert, select, update

from desktop.core.downloads import Download, DownloadId, Order, Stage
from desktop.core.hub import Gated, RemoteFile, RepoId
from desktop.core.user_error import UserError
from desktop.store import schema as tables
from desktop.store.database import Database
from desktop.store.download_failures import pack_failure, unpack_failure

MOST_FILES = 1000
LARGEST = 1 << 50  # bytes

_download = tables.download.c
_ALL = select(_download.id, _download.stage, _download.what, _download.ended).order_by(
    _download.position, _download.id
)
_THIS = _download.id == bindparam("download")
_LAST = select(func.coalesce(func.max(_download.position), 0))
_ADD = insert(tables.download).returning(_download.id)
_STAGE = update(tables.download).where(_THIS)
_REMOVE = delete(tables.download).where(_THIS)


@dataclass(frozen=True, slots=True)
class Kept:
    """A download as the database has it."""

    id: DownloadId
    order: Order
    stage: Stage
    ended: datetime | None
    error: UserError | None = None  # why it failed


@dataclass(frozen=True, slots=True)
class Listed:
    """All downloads in their order, and how many rows could not be read."""

    kept: tuple[Kept, ...]
    damaged: int


class DownloadStore:
    """The downloads on the disk; one short transaction a call, on any thread. Raises `DataError`s."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> Listed:
        """List the downloads. What is not valid is counted, and stays where it is."""
        with self._database.read() as db:
            rows = db.execute(_ALL).all()
        found = [_kept(*row) for row in rows]
        good = tuple(kept for kept in found if kept is not None)
        return Listed(good, len(found) - len(good))

    def add(self, order: Order, stage: Stage) -> DownloadId:
        """Keep an order, behind all others."""
        values = {"stage": stage.value, "what": pack_order(order), "created": datetime.now(UTC)}
        with self._database.write() as db:
            position = db.execute(_LAST).scalar_one() + 1
            return DownloadId(db.execute(_ADD, values | {"position": position}).scalar_one())

    def note(self, download: Download) -> None:
        """Note how far a download has come, and why it failed; nothing happens if it is gone."""
        failure = pack_failure(download.error) if download.stage is Stage.FAILED else None
        values = {"stage": download.stage.value, "ended": download.ended}
        with self._database.write() as db:
            db.execute(
                _STAGE, {"download": download.id, "what": pack_order(download.order, failure)} | values
            )

    def arrange(self, downloads: Sequence[DownloadId]) -> None:
        """Put downloads into this order."""
        places = [{"download": each, "position": place} for place, each in enumerate(downloads, start=1)]
        if places:
            with self._database.write() as db:
                db.execute(_STAGE, places)

    def remove(self, download: DownloadId) -> None:
        """Forget a download; nothing happens if it is gone."""
        with self._database.write() as db:
            db.execute(_REMOVE, {"download": download})


def pack_order(order: Order, failure: dict[str, object] | None = None) -> str:
    """Write an order as JSON, and why it failed."""
    values = asdict(order) | {"folder": str(order.folder)}
    if failure is not None:
        values["failure"] = failure
    return json.dumps(values).encode("utf-8", "replace").decode("utf-8")


def unpack_order(text: str) -> Order | None:
    """Read what `pack_order` wrote; None for anything else."""
    values = _values(text)
    try:
        return None if values is None else _order(values)
    except (KeyError, TypeError, ValueError):
        return None


def _values(text: str) -> dict[str, object] | None:
    try:
        values: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return cast("dict[str, object]", values) if isinstance(values, dict) else None


def _kept(number: int, stage: str, what: str, ended: datetime | None) -> Kept | None:
    order = unpack_order(what)
    known = next((each for each in Stage if each.value == stage), None)
    if order is None or known is None:
        return None
    error = unpack_failure((_values(what) or {}).get("failure")) if known is Stage.FAILED else None
    return Kept(DownloadId(number), order, known, ended, error)


def _order(values: dict[str, object]) -> Order:
    folder = Path(_text(values, "folder"))
    if not folder.is_absolute():
        raise ValueError(f"{folder} may be anywhere")
    files = values["files"]
    if not isinstance(files, list) or not 1 <= len(cast("list[object]", files)) <= MOST_FILES:
        raise ValueError("an order has files")
    return Order(
        repo=RepoId(_text(values, "repo")),
        commit=_text(values, "commit"),
        name=_text(values, "name"),
        quant=_text(values, "quant"),
        files=tuple(_file(cast("dict[str, object]", file)) for file in cast("list[object]", files)),
        folder=folder,
        license=_text(values, "license"),
        gated=Gated(_text(values, "gated")),
    )


def _file(values: dict[str, object]) -> RemoteFile:
    size = values["size"]
    if type(size) is not int or not 0 < size <= LARGEST:
        raise ValueError(f"{size!r} is no size")
    return RemoteFile(_text(values, "path"), size, _text(values, "sha256"))


def _text(values: dict[str, object], name: str) -> str:
    text = values[name]
    if not isinstance(text, str) or "\0" in text:
        raise ValueError(f"{name} is no text")
    return text
