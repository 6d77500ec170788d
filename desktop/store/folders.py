"""Keeping folders of chats."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime

from sqlalchemy import Connection, Integer, bindparam, delete, func, select, update

from desktop.core.chat import ChatId, FolderId
from desktop.core.folder_errors import FolderGone
from desktop.core.folders import Folder, Removed, can_stand, check_place, folder_name, system_prompt
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
_INSIDE = select(_chat.id).where(_chat.folder_id == bindparam("folder")).order_by(_chat.id)
_LIFT = update(tables.folder).where(_folder.parent_id == bindparam("folder"))
_EMPTY = update(tables.chat).where(_chat.folder_id == bindparam("folder"))
_wanted = func.json_each(bindparam("wanted")).table_valued("value", name="wanted")
_above = bindparam("above", type_=Integer())
_REFILL = update(tables.chat).where(
    _chat.id.in_(select(_wanted.c.value)), _chat.folder_id.is_not_distinct_from(_above)
)


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
        return self._change(folder, system=system_prompt(system), model=_packed(model))

    def move(self, folder: FolderId, parent: FolderId | None) -> Folder:
        """Put a folder with all that is in it into another one, or to the top."""
        with self._database.write() as db:
            check_place(listed(db), folder, parent)
            db.execute(_CHANGE, {"folder": folder, "parent_id": parent})
            return _found(db, folder)

    def remove(self, folder: FolderId) -> Removed | None:
        """Delete a folder; what it holds goes into the folder above, in the trash too. None if it is gone."""
        with self._database.write() as db:
            known = listed(db)
            this = next((each for each in known if each.id == folder), None)
            if this is None:
                return None
            chats = tuple(ChatId(number) for number in db.scalars(_INSIDE, {"folder": folder}))
            db.execute(_LIFT, {"folder": folder, "parent_id": this.parent})
            db.execute(_EMPTY, {"folder": folder, "folder_id": this.parent})
            db.execute(_REMOVE, {"folder": folder})
            return Removed(this, chats, tuple(each.id for each in known if each.parent == folder))

    def bring_back(self, removed: Removed) -> Folder:
        """Make a folder again, with all that is still where its deletion has put it.

        What was moved elsewhere since stays there. Where the folder above is gone, it comes to the top.
        """
        gone = removed.folder
        with self._database.write() as db:
            known = listed(db)
            parent = gone.parent if any(each.id == gone.parent for each in known) else None
            check_place(known, None, parent)
            row = {"name": gone.name, "parent_id": parent, "created": gone.created, "system": gone.system}
            again = FolderId(insert_row(db, tables.folder, row | {"model": _packed(gone.model)}))
            for each in known:
                stayed = each.id in removed.folders and each.parent == gone.parent
                if stayed and can_stand(listed(db), each.id, again):
                    db.execute(_CHANGE, {"folder": each.id, "parent_id": again})
            chats = json.dumps(removed.chats)
            db.execute(_REFILL, {"wanted": chats, "above": gone.parent, "folder_id": again})
            return _found(db, again)

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


def _packed(model: WantedModel | None) -> str:
    return "" if model is None else storable(asdict(model))


def _model(packed: str) -> WantedModel | None:
    match parsed(packed):
        case {"path": str(path), "name": str(name)} if path or name:
            return WantedModel(path, name)
        case _:
            return None
