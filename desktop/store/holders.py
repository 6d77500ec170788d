"""Finding which of many messages have anything beside their text: most have nothing."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from sqlalchemy import Column, Connection, Integer, Select, bindparam, literal, select, type_coerce, union_all

from desktop.store import schema as tables
from desktop.store.template_tables import message_template


class Kind(IntEnum):
    """What a message may have."""

    FILES = 0
    ADAPTERS = 1
    TEMPLATE = 2


Holders = dict[Kind, set[int]]


def _of(kind: Kind, owner: Column[int]) -> Select[int, int]:
    between = owner.between(bindparam("first"), bindparam("last"))
    return select(type_coerce(literal(int(kind)), Integer), owner).where(between)


# One statement for all: it is asked a hundred times for a chat of 10,000 messages.
_HOLDERS = union_all(
    _of(Kind.FILES, tables.attachment.c.message_id),
    _of(Kind.ADAPTERS, tables.answer_adapter.c.message_id),
    _of(Kind.TEMPLATE, message_template.c.message_id),
)


def holders_among(db: Connection, ids: Sequence[int]) -> Holders:
    """Tell which of these messages, given in the order of their ids, have what."""
    found: Holders = {kind: set() for kind in Kind}
    if ids:
        there = set(ids)
        for kind, number in db.execute(_HOLDERS, {"first": ids[0], "last": ids[-1]}):
            if number in there:
                found[Kind(kind)].add(number)
    return found
