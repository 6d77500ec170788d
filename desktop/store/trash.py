"""The chats in the trash, and how they are deleted for good: in slices. Takes and gives values."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Integer,
    String,
    and_,
    bindparam,
    delete,
    exists,
    func,
    literal_column,
    or_,
    select,
    type_coerce,
    update,
)

from desktop.core.chat import ChatId, FolderId, Role
from desktop.core.trash import TRASH_KEPT, Beginning, Trashed
from desktop.store import schema as tables
from desktop.store.database import Database
from desktop.store.trash_looks import CHATS, look

DOOMED = tables.DOOMED
"""When a chat seems to have been deleted that is being deleted for good: nobody sees it any more, nothing
can be added to it, and what a crash leaves of it goes at the next start."""
STAYS = or_(tables.chat.c.deleted.is_(None), tables.chat.c.deleted > DOOMED)
"""Of a chat: it is not being deleted for good."""
SLICE = 100  # messages that are deleted in one transaction
TOGETHER = 25  # chats that a transaction deletes from
AT_ONCE = 500  # chats that are marked in one transaction
AHEAD = timedelta(days=1)  # that a clock may be wrong
UNFINISHED = TRASH_KEPT - timedelta(days=1)  # see `archive._AGED`: chats that are just being imported

_chat, _message = tables.chat.c, tables.message.c
_wanted = func.json_each(bindparam("chats")).table_valued("value", name="wanted")
_COUNT = select(func.count()).where(_message.chat_id == _chat.id).correlate(tables.chat).scalar_subquery()
_moment = tables.UtcTime()
_TRASHED = select(_chat.id, _chat.title, _chat.deleted, _chat.folder_id, _COUNT).where(
    _chat.deleted > DOOMED,
    or_(_chat.leaf_id.is_not(None), _chat.deleted > bindparam("finished", type_=_moment)),
)
_LISTED = _TRASHED.order_by(_chat.deleted.desc(), _chat.id.desc())
_ANSWERING = exists().where(_message.chat_id == _chat.id, _message.owner.is_not(None))
_DOOM = (
    update(tables.chat)
    .where(_chat.id.in_(select(_wanted.c.value)), _chat.deleted > DOOMED, ~_ANSWERING)
    .values(deleted=DOOMED, leaf_id=None)
)
_before, _ahead = bindparam("before", type_=_moment), bindparam("ahead", type_=_moment)
_WHEN = select(type_coerce(_chat.deleted, String)).distinct().where(_chat.deleted > DOOMED)
_OLD = select(_chat.id).where(
    type_coerce(_chat.deleted, String).in_(select(_wanted.c.value)),
    # A time that is still to come is of a clock that was wrong. A chat that was written lately was deleted by
    # such a clock, even if it seems to be long ago.
    or_(_chat.deleted < _before, _chat.deleted > _ahead),
    or_(_chat.updated < _before, _chat.updated > _ahead),
    ~_ANSWERING,
)
_NEXT = select(_chat.id).where(_chat.deleted == DOOMED, ~_ANSWERING).order_by(_chat.id).limit(TOGETHER)
_OF_THESE = _message.chat_id.in_(select(_wanted.c.value))
_NEWEST = select(_message.id).where(_OF_THESE).order_by(_message.id.desc()).limit(SLICE)
_REMOVE_MESSAGES = delete(tables.message).where(_message.id.in_(select(_wanted.c.value)))
_EMPTY = select(_chat.id).where(
    _chat.id.in_(select(_wanted.c.value)), ~exists().where(_message.chat_id == _chat.id)
)
_REMOVE = delete(tables.chat).where(_chat.id.in_(select(_wanted.c.value)))
_BEGINNING = (
    select(
        _message.role,
        func.substr(_message.text, 1, bindparam("length", type_=Integer())),
        func.length(_message.text),
    )
    .where(_message.chat_id == bindparam("chat"), _message.role != Role.SYSTEM.value)
    .order_by(_message.id)
    .limit(bindparam("count", type_=Integer()))
)


class TrashStore:
    """For worker threads. Raises `DataError`s."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Trashed]:
        """List the trash, what was deleted last first."""
        finished = datetime.now(UTC) - UNFINISHED
        with self._database.read() as db:
            return [
                Trashed(ChatId(number), title, deleted, None if folder is None else FolderId(folder), count)
                for number, title, deleted, folder, count in db.execute(_LISTED, {"finished": finished})
                if deleted is not None
            ]

    def holding(self, words: Sequence[str]) -> set[ChatId]:
        """Find the chats in the trash of which every word is in the title or in a message."""
        wanted = select(_chat.id).where(_chat.deleted > DOOMED, *(_holds(word) for word in words))
        with self._database.read() as db:
            return {ChatId(number) for number in db.scalars(wanted)}

    def beginning(self, chat: ChatId, count: int, length: int) -> list[Beginning]:
        """Read how a chat begins: so many messages, so many characters of each."""
        asked = {"chat": chat, "count": count, "length": length}
        with self._database.read() as db:
            return [
                Beginning(Role(role), text, size > length)
                for role, text, size in db.execute(_BEGINNING, asked)
            ]

    def doom(self, chats: Sequence[ChatId]) -> None:
        """Begin to delete chats of the trash for good: they cannot be brought back any more.

        One with an answer that is still being written stays.
        """
        with self._database.write() as db:
            db.execute(_DOOM, {"chats": json.dumps(list(chats))})

    def due(self, now: datetime) -> list[ChatId]:
        """Look at the trash, and list the chats whose 30 days there are over.

        By the clock alone nothing is: see `core.trash_days`.
        """
        with self._database.read() as db:
            there = set(db.scalars(_WHEN))
        aged = look(self._database.path, CHATS, now.astimezone(UTC).date(), there)
        asked = {"chats": json.dumps(list(aged)), "before": now - TRASH_KEPT, "ahead": now + AHEAD}
        with self._database.read() as db:
            return [ChatId(number) for number in db.scalars(_OLD, asked)] if aged else []

    def purge(self) -> list[ChatId] | None:
        """Delete a slice of what is doomed; gives the chats that are gone by it, None if nothing was left.

        The newest messages go first, since others may be their parents. Many small chats go together: what
        is much, the transaction leaves to the worker that keeps the index for searches.
        """
        with self._database.write() as db:
            chats = json.dumps(list(db.scalars(_NEXT)))
            if chats == "[]":
                return None
            newest = list(db.scalars(_NEWEST, {"chats": chats}))
            db.execute(_REMOVE_MESSAGES, {"chats": json.dumps(newest)})
            empty = list(db.scalars(_EMPTY, {"chats": chats}))
            db.execute(_REMOVE, {"chats": json.dumps(empty)})
            return [ChatId(number) for number in empty]


def _holds(word: str) -> ColumnElement[bool]:
    pattern = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    inside = exists(literal_column("1")).where(
        and_(_message.chat_id == _chat.id, _message.text.like(pattern, escape="\\"))
    )
    return or_(_chat.title.like(pattern, escape="\\"), inside)
