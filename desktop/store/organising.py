"""Keeping chats in order: many at once, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TypeAlias

from sqlalchemy import Connection, Update, bindparam, delete, func, insert, select, update

from desktop.core.chat import Chat, ChatId, FolderId
from desktop.core.folder_errors import FolderGone
from desktop.core.folders import MOST_TAGS, TagCount, tag_names
from desktop.core.folding import fold
from desktop.store import schema as tables
from desktop.store.chat_listing import ListingStore
from desktop.store.database import Database
from desktop.store.rows import CHATS, chat_of
from desktop.store.trash import DOOMED

Chats: TypeAlias = Sequence[ChatId]

_chat, _tag, _folder = tables.chat.c, tables.chat_tag.c, tables.folder.c
_wanted = func.json_each(bindparam("chats")).table_valued("value", name="wanted")
_THESE = _chat.id.in_(select(_wanted.c.value))
_READ = CHATS.where(_THESE)
_CHANGE = update(tables.chat).where(_THESE)
_DELETE = _CHANGE.where(_chat.deleted.is_(None))
_RESTORE = _CHANGE.where(_chat.deleted > DOOMED).values(deleted=None)
_LISTED = _READ.where(_chat.deleted.is_(None))
_TAGS_OF = select(_tag.chat_id, _tag.folded).where(_tag.chat_id.in_(select(_wanted.c.value)))
_UNTAG = delete(tables.chat_tag).where(
    _tag.chat_id.in_(select(_wanted.c.value)), _tag.folded.in_(bindparam("tags", expanding=True))
)
_USED = (
    select(func.min(_tag.tag), func.count())
    .join(tables.chat, _chat.id == _tag.chat_id)
    .where(_chat.deleted.is_(None))
    .group_by(_tag.folded)
    .order_by(_tag.folded)
)
_THERE = select(_folder.id).where(_folder.id == bindparam("folder"))


class OrganiseStore:
    """Changes many chats at once, on any thread. Raises `DataError`s; then nothing has changed.

    Every method gives the chats as they are then; those that are gone, or in the trash, are left out: the
    list takes over what it is told. None of these changes moves a chat to another place in time.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.listing = ListingStore(database)

    def those(self, chats: Chats) -> list[Chat]:
        """Read chats, also those in the trash."""
        with self._database.read() as db:
            return _read(db, chats)

    def pin(self, chats: Chats, pinned: bool) -> list[Chat]:
        """Keep chats at the top of the list, or no more."""
        return self._change(chats, _CHANGE.values(pinned=pinned))

    def archive(self, chats: Chats, archived: bool) -> list[Chat]:
        """Put chats out of the list, where only searches find them, or back."""
        return self._change(chats, _CHANGE.values(archived=archived))

    def put(self, chats: Chats, folder: FolderId | None) -> list[Chat]:
        """Put chats into a folder, or into none. Raises `FolderGone`."""
        with self._database.write() as db:
            if folder is not None and db.execute(_THERE, {"folder": folder}).first() is None:
                raise FolderGone
            db.execute(_CHANGE.values(folder_id=folder), {"chats": json.dumps(chats)})
            return _listed(db, chats)

    def tag(self, chats: Chats, more: Sequence[str] = (), fewer: Sequence[str] = ()) -> list[Chat]:
        """Give chats tags and take some away; one that has 20 already gets no more."""
        with self._database.write() as db:
            asked = {"chats": json.dumps(chats)}
            if fewer:
                db.execute(_UNTAG, asked | {"tags": [fold(tag) for tag in fewer]})
            has: dict[int, set[str]] = {chat.id: set() for chat in _read(db, chats)}
            for chat, folded in db.execute(_TAGS_OF, asked):
                has[chat].add(folded)
            new = [
                {"chat_id": chat, "folded": fold(tag), "tag": tag}
                for chat, known in has.items()
                for tag in [tag for tag in tag_names(more) if fold(tag) not in known][
                    : MOST_TAGS - len(known)
                ]
            ]
            if new:
                db.execute(insert(tables.chat_tag), new)
            return _listed(db, chats)

    def tags(self) -> list[TagCount]:
        """List the tags of all chats outside the trash, in the order of the alphabet."""
        with self._database.read() as db:
            return [TagCount(tag, count) for tag, count in db.execute(_USED)]

    def delete(self, chats: Chats) -> list[Chat]:
        """Put chats into the trash; those that are in it already stay as they are."""
        return self._change(chats, _DELETE.values(deleted=datetime.now(UTC)))

    def restore(self, chats: Chats) -> list[Chat]:
        """Take chats out of the trash, to their old places; not those that are being deleted for good."""
        with self._database.write() as db:
            db.execute(_RESTORE, {"chats": json.dumps(chats)})
            return _listed(db, chats)

    def _change(self, chats: Chats, change: Update) -> list[Chat]:
        with self._database.write() as db:
            db.execute(change, {"chats": json.dumps(chats)})
            return _listed(db, chats)


def _listed(db: Connection, chats: Chats) -> list[Chat]:
    return [chat_of(row) for row in db.execute(_LISTED, {"chats": json.dumps(chats)})]


def _read(db: Connection, chats: Chats) -> list[Chat]:
    return [chat_of(row) for row in db.execute(_READ, {"chats": json.dumps(chats)})]
