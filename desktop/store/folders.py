"""Keeping folders of chats."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, delete, select, update

from desktop.core.chat import FolderId
from desktop.core.folder_errors import FolderGone
from desktop.core.folders import Folder, check_place, folder_name, system_prompt
from desktop.core.personas import WantedModel
from desktop.store import schema as tables
from desktop.store.database import Database
from desktop.store.packing import parsed, storable
from desktop.store.rows import insert_row

_folder, _chat = tables.folder.c, tables.chat.c
_ALL = select(
    _folder.id, _folder.name, _folder.parent_id, _folder.created, _folder.system, _folder.model
).order_by(_folder.id)
_THIS = _folder.id == bindparam("folder")
_CHANGE = update(tables.folder).where(_THIS)
_REMOVE = delete(tables.folder).where(_THIS)
_LIFT = update(tables.folder).where(_folder.parent_id == bindparam("folder"))
_EMPTY = update(tables.chat).where(_chat.folder_id == bindparam("folder"))


class FolderStore:
    """The folders on the disk; one short transaction a call, on any thread.

    Raises `DataError`s, and `FolderError`s where what is asked for cannot be; then nothing has changed.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Folder]:
        """List the folders, those made first before others."""
        with self._database.read() as db:
            return listed(db)

    def add(self, name: str, parent: FolderId | None = None) -> Folder:
        """Make a folder."""
        row = {"name": folder_name(name), "parent_id": parent, "created": datetime.now(UTC)}
        with self._database.write() as db:
            check_place(listed(db), None, parent)
            return _found(db, FolderId(insert_row(db, tables.folder, row)))

    def rename(self, folder: FolderId, name: str) -> Folder:
        """Give a folder another name."""
        return self._change(folder, name=folder_name(name))

    def begin_with(self, folder: FolderId, system: str, model: WantedModel | None) -> Folder:
        """Set what new chats in a folder begin with."""
        packed = "" if model is None else storable(asdict(model))
        return self._change(folder, system=system_prompt(system), model=packed)

    def move(self, folder: FolderId, parent: FolderId | None) -> Folder:
        """Put a folder with all that is in it into another one, or to the top."""
        with self._database.write() as db:
            check_place(listed(db), folder, parent)
            db.execute(_CHANGE, {"folder": folder, "parent_id": parent})
            return _found(db, folder)

    def remove(self, folder: FolderId) -> None:
        """Delete a folder; what it holds goes into the folder above. Nothing happens if it is gone."""
        with self._database.write() as db:
            above = {each.id: each.parent for each in listed(db)}
            if folder in above:
                db.execute(_LIFT, {"folder": folder, "parent_id": above[folder]})
                db.execute(_EMPTY, {"folder": folder, "folder_id": above[folder]})
                db.execute(_REMOVE, {"folder": folder})

    def _change(self, folder: FolderId, **columns: object) -> Folder:
        with self._database.write() as db:
            db.execute(_CHANGE, {"folder": folder} | columns)
            return _found(db, folder)


def listed(db: Connection) -> list[Folder]:
    """List the folders, inside a transaction of the caller."""
    return [
        Folder(
            FolderId(number),
            name,
            None if parent is None else FolderId(parent),
            created,
            system,
            _model(model),
        )
        for number, name, parent, created, system, model in db.execute(_ALL)
    ]


def _found(db: Connection, folder: FolderId) -> Folder:
    found = next((each for each in listed(db) if each.id == folder), None)
    if found is None:
        raise FolderGone
    return found


def _model(packed: str) -> WantedModel | None:
    match parsed(packed):
        case {"path": str(path), "name": str(name)} if path or name:
            return WantedModel(path, name)
        case _:
            return None
