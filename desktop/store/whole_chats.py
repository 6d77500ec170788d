"""Reading whole chats, many small ones at a time. Each function works inside a transaction of its caller."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from typing import TypeAlias

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.exc import OperationalError

from desktop.core.archive import WholeChat
from desktop.core.chat import ChatId, ChatOptions, Message, MessageId, Policy
from desktop.store import schema as tables
from desktop.store.adapters import adapters_of_chats
from desktop.store.messages import Between, read_chats
from desktop.store.packing import unpack_sampling
from desktop.store.rows import CHATS, chat_of
from desktop.store.search_tables import raw

LOOK_AHEAD = 500  # chats whose lengths are asked for together
PORTION = 400  # messages that are read together; a chat that has more is read alone

_chat, _message = tables.chat.c, tables.message.c
_wanted = func.json_each(bindparam("wanted")).table_valued("value", name="wanted")
_THESE = select(_wanted.c.value)
_STATES = CHATS.add_columns(_chat.leaf_id, _chat.deleted, _chat.policy, _chat.thinking, _chat.sampling).where(
    _chat.id.in_(_THESE)
)
_LENGTHS = (
    select(_message.chat_id, func.count()).where(_message.chat_id.in_(_THESE)).group_by(_message.chat_id)
)


def portions_of(db: Connection, chats: Sequence[ChatId]) -> list[list[ChatId]]:
    """Divide chats into portions that are read together."""
    lengths = dict[int, int](
        (number, count) for number, count in db.execute(_LENGTHS, {"wanted": json.dumps(list(chats))})
    )
    portions: list[list[ChatId]] = []
    room = 0
    for chat in chats:
        length = lengths.get(chat, 0) + 1
        if length > room:
            portions.append([])
            room = PORTION
        portions[-1].append(chat)
        room -= length
    return portions


Read: TypeAlias = Callable[[Connection, str, Between | None], dict[int, list[Message]]]


def read_whole(
    db: Connection, chats: Sequence[ChatId], between: Between | None = None, read: Read = read_chats
) -> list[WholeChat]:
    """Read chats with all their branches, in the order of the ids; those that are gone are left out."""
    connection = raw(db)
    tolerant, connection.text_factory = (
        connection.text_factory,
        str,
    )  # a function would be called for each text
    try:
        return _read(db, chats, between, read)
    except (OperationalError, sqlite3.OperationalError):  # a text is damaged
        connection.text_factory = tolerant
        return _read(db, chats, between, read)
    finally:
        connection.text_factory = tolerant


def _read(db: Connection, chats: Sequence[ChatId], between: Between | None, read: Read) -> list[WholeChat]:
    asked = json.dumps(list(chats))
    messages = read(db, asked, between)
    adapters = adapters_of_chats(db, asked)
    found: dict[int, WholeChat] = {}
    for row in db.execute(_STATES, {"wanted": asked}):
        *known, leaf, deleted, policy, thinking, sampling = row
        chat = chat_of(known)
        options = ChatOptions(Policy(policy), thinking, unpack_sampling(sampling), adapters.get(chat.id, ()))
        shown = None if leaf is None else MessageId(leaf)
        found[chat.id] = WholeChat(chat, tuple(messages.get(chat.id, ())), shown, options, deleted)
    return [found[chat] for chat in chats if chat in found]
