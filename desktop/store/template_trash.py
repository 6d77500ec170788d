"""Templates whose time in the trash is over."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from sqlalchemy import String, bindparam, delete, func, or_, select, type_coerce

from desktop.core.trash import TRASH_KEPT
from desktop.store import template_tables as tables
from desktop.store.database import Database
from desktop.store.trash_looks import TEMPLATES, look

_template = tables.template.c
_WHEN = select(type_coerce(_template.deleted, String)).where(_template.deleted.is_not(None))
_aged = func.json_each(bindparam("aged")).table_valued("value", name="aged")
_PURGE = delete(tables.template).where(
    type_coerce(_template.deleted, String).in_(select(_aged.c.value)),
    or_(_template.deleted < bindparam("before"), _template.deleted > bindparam("ahead")),
)


def purge(database: Database, now: datetime) -> int:
    """Delete for good what has been in the trash for 30 days, by more than the clock; tell how many."""
    with database.read() as db:
        there = set(db.scalars(_WHEN))
    aged = look(database.path, TEMPLATES, now.astimezone(UTC).date(), there)
    if not aged:
        return 0
    asked = {"before": now - TRASH_KEPT, "ahead": now + timedelta(days=1)}
    with database.write() as db:
        return db.execute(_PURGE, {"aged": json.dumps(list(aged)), **asked}).rowcount
