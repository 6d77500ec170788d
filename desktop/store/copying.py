"""Copying a part of a branch, with all that belongs to its messages. For a transaction of the caller.

A part may have 10,000 messages, so rows are copied inside SQLite; only the few that name other
messages pass through here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import (
    Connection,
    Insert,
    Integer,
    String,
    Table,
    Update,
    bindparam,
    case,
    column,
    func,
    insert,
    select,
    table,
    update,
)

from desktop.core.chat import ChatId, LeftOut, MessageId
from desktop.store import schema as tables
from desktop.store.packing import pack_left_out, unpack_left_out
from desktop.store.template_tables import message_template

_message, _answer = tables.message.c, tables.answer.c

_old = func.json_each(bindparam("old")).table_valued("key", "value", name="old")  # the ids, root first
_new_id = bindparam("base", type_=Integer()) + _old.c.key
_parent = case((_old.c.key == 0, bindparam("before", type_=Integer())), else_=_new_id - 1)


@dataclass(frozen=True, slots=True)
class Gap:
    """Where the copy leaves out a message."""

    before: MessageId | None  # what the copy follows
    missing: MessageId


def _names(copied: Table, *changed: str) -> list[str]:
    return [each.name for each in copied.columns if each.name not in changed]


def _copy_of(owned: Table) -> Insert:
    """Copy the rows that belong to the messages."""
    names = _names(owned, "message_id")
    rows = select(_new_id, *(owned.c[name] for name in names)).join_from(
        _old, owned, owned.c.message_id == _old.c.value
    )
    return insert(owned).from_select(["message_id", *names], rows)


_kept = _names(tables.message, "id", "parent_id")
_COPY = insert(tables.message).from_select(
    ["id", "parent_id", *_kept],
    select(_new_id, _parent, *(_message[name] for name in _kept))
    .join_from(_old, tables.message, _message.id == _old.c.value)
    .where(_message.chat_id == bindparam("chat"))
    .order_by(_old.c.key),
)
_OWNED = (
    _copy_of(tables.answer),
    _copy_of(tables.attachment),
    _copy_of(tables.answer_adapter),
    _copy_of(message_template),
)
_LAST_ID = (
    select(column("seq", Integer()))
    .select_from(table("sqlite_sequence"))
    .where(column("name", String()) == "message")
)
_WRITTEN = select(_message.id).where(_message.chat_id == bindparam("chat"), _message.owner.is_not(None))
_COVERS = select(_message.id, _message.covers_id).where(
    _message.chat_id == bindparam("chat"), _message.covers_id.is_not(None)
)
_COVER = update(tables.message).where(_message.id == bindparam("copy")).values(covers_id=bindparam("covers"))
_LEFT_OUT = (
    select(_old.c.value, _answer.left_out)
    .join_from(_old, tables.answer, _answer.message_id == _old.c.value)
    .where(_answer.left_out.is_not(None))
)
_LEAVE_OUT = (
    update(tables.answer).where(_answer.message_id == bindparam("copy")).values(left_out=bindparam("stretch"))
)


def copy_chain(db: Connection, chat: ChatId, chain: Sequence[MessageId], gap: Gap) -> MessageId:
    """Copy messages of which each follows the one before, and give the id of the last copy.

    What they say about other messages is said about the copies of these, where there are any. Raises
    LookupError if one of them is no message of the chat, ValueError if one is still being written.
    """
    if not set(chain).isdisjoint(db.scalars(_WRITTEN, {"chat": chat})):
        raise ValueError("an answer that is still being written cannot be copied")
    base = db.execute(_LAST_ID).scalar_one() + 1  # no one else writes before this transaction has ended
    values: dict[str, object] = {
        "old": json.dumps(list(chain)),
        "base": base,
        "before": gap.before,
        "chat": chat,
    }
    if db.execute(_COPY, values).rowcount != len(chain):
        raise LookupError(f"chat {chat} lacks messages of the branch")
    for statement in _OWNED:
        db.execute(statement, values)
    copies = _Copies(dict(zip(chain, map(MessageId, range(base, base + len(chain))), strict=True)), gap)
    _change(db, _COVER, copies.covers(db.execute(_COVERS, {"chat": chat})))
    _change(db, _LEAVE_OUT, copies.left_out(db.execute(_LEFT_OUT, values)))
    return copies.ids[chain[-1]]


@dataclass(frozen=True, slots=True)
class _Copies:
    ids: dict[MessageId, MessageId]  # of the copies, by what they are copies of
    gap: Gap

    def covers(self, rows: Iterable[tuple[int, int | None]]) -> list[dict[str, object]]:
        """Tell what the summaries among the copies stand for."""
        return [
            {"copy": self.ids[MessageId(summary)], "covers": self._last(MessageId(covered))}
            for summary, covered in rows
            if summary in self.ids and covered is not None
        ]

    def left_out(self, rows: Iterable[tuple[int, str | None]]) -> list[dict[str, object]]:
        """Tell what was left out of the prompts of the answers among the copies."""
        return [
            {"copy": self.ids[MessageId(answer)], "stretch": pack_left_out(self._stretch(found))}
            for answer, packed in rows
            if (found := unpack_left_out(packed)) is not None
        ]

    def _last(self, message: MessageId) -> MessageId | None:
        return self.gap.before if message == self.gap.missing else self.ids.get(message, message)

    def _stretch(self, found: LeftOut) -> LeftOut:
        if found.first == found.last == self.gap.missing:
            return found  # nothing of it is in this branch
        first, last = found.first, self._last(found.last)
        first = next(iter(self.ids.values())) if first == self.gap.missing else self.ids.get(first, first)
        return replace(found, first=first, last=found.last if last is None else last)


def _change(db: Connection, statement: Update, rows: list[dict[str, object]]) -> None:
    if rows:
        db.execute(statement, rows)
