"""Reading and writing which templates messages were made with. For a transaction of the caller."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import Connection, bindparam, func, insert, select

from desktop.core.chat import MessageId, clean
from desktop.core.templates import Part, TemplateId, TemplateUse
from desktop.store import template_tables as tables

_use = tables.message_template.c
_wanted = func.json_each(bindparam("wanted")).table_valued("value", name="wanted")
_THOSE = select(_use.message_id, _use.template_id, _use.name, _use.version, _use.part, _use.edited).join_from(
    _wanted, tables.message_template, _use.message_id == _wanted.c.value
)
_KNOWN = select(tables.template.c.id).where(tables.template.c.id == bindparam("template"))

PARTS = {part.value: part for part in Part}


def templates_of_messages(db: Connection, holders: Collection[int]) -> dict[int, TemplateUse]:
    """Read what these messages were made with."""
    if not holders:
        return {}
    rows = db.execute(_THOSE, {"wanted": json.dumps(list(holders))})
    return {
        number: TemplateUse(None if of is None else TemplateId(of), name, version, PARTS[part], edited)
        for number, of, name, version, part, edited in rows
    }


def keep_template_of_message(db: Connection, message: MessageId, use: TemplateUse) -> None:
    """Write what a message was made with; a template that is gone leaves its name."""
    known = db.execute(_KNOWN, {"template": use.template}).scalar_one_or_none()
    row = {
        "message_id": message,
        "template_id": known,
        "name": clean(use.name),
        "version": use.version,
        "part": use.part,
        "edited": use.edited,
    }
    db.execute(insert(tables.message_template), row)
