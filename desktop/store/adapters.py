"""Reading and writing the LoRA adapters of chats and answers. For a transaction of the caller."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from desktop.core.chat import Adapter, ChatId, MessageId, clean
from desktop.store import schema as tables

_chat, _answer = tables.chat_adapter.c, tables.answer_adapter.c
_OF_CHAT = select(_chat.path, _chat.scale).where(_chat.chat_id == bindparam("chat")).order_by(_chat.seq)
_wanted = func.json_each(bindparam("wanted")).table_valued("value", name="wanted")
_OF_CHATS = (
    select(_chat.chat_id, _chat.path, _chat.scale)
    .where(_chat.chat_id.in_(select(_wanted.c.value)))
    .order_by(_chat.chat_id, _chat.seq)
)
_DROP_CHAT = delete(tables.chat_adapter).where(_chat.chat_id == bindparam("chat"))
_DROP_ANSWER = delete(tables.answer_adapter).where(_answer.message_id == bindparam("message"))
_OF_ANSWERS = (
    select(_answer.message_id, _answer.path, _answer.scale)
    .join_from(_wanted, tables.answer_adapter, _answer.message_id == _wanted.c.value)
    .order_by(_answer.message_id, _answer.seq)
)


def adapters_of_chat(db: Connection, chat: ChatId) -> tuple[Adapter, ...]:
    """Read what a chat is answered with."""
    return tuple(Adapter(path, scale) for path, scale in db.execute(_OF_CHAT, {"chat": chat}))


def adapters_of_chats(db: Connection, wanted: str) -> dict[int, tuple[Adapter, ...]]:
    """Read what chats are answered with; `wanted` is a JSON list of their ids."""
    found: dict[int, tuple[Adapter, ...]] = {}
    for number, path, scale in db.execute(_OF_CHATS, {"wanted": wanted}):
        found[number] = (*found.get(number, ()), Adapter(path, scale))
    return found


def keep_adapters_of_chat(db: Connection, chat: ChatId, adapters: Sequence[Adapter]) -> None:
    """Write what a chat is answered with, in place of what was chosen before."""
    db.execute(_DROP_CHAT, {"chat": chat})
    if adapters:
        db.execute(insert(tables.chat_adapter), [{"chat_id": chat, **row} for row in _rows(adapters)])


def adapters_of_answers(db: Connection, holders: Collection[int]) -> dict[int, tuple[Adapter, ...]]:
    """Read what these answers were given with."""
    found: dict[int, tuple[Adapter, ...]] = {}
    if holders:
        for number, path, scale in db.execute(_OF_ANSWERS, {"wanted": json.dumps(list(holders))}):
            found[number] = (*found.get(number, ()), Adapter(path, scale))
    return found


def keep_adapters_of_answer(db: Connection, message: MessageId, adapters: Sequence[Adapter]) -> None:
    """Write what an answer was given with."""
    db.execute(_DROP_ANSWER, {"message": message})
    if adapters:
        db.execute(insert(tables.answer_adapter), [{"message_id": message, **row} for row in _rows(adapters)])


def _rows(adapters: Sequence[Adapter]) -> list[dict[str, object]]:
    """A scale that is no number cannot be kept, and means nothing."""
    scales = [each.scale if math.isfinite(each.scale) else 0.0 for each in adapters]
    return [
        {"seq": seq, "path": clean(each.path), "scale": scale}
        for seq, (each, scale) in enumerate(zip(adapters, scales, strict=True))
    ]
