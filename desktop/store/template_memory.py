"""What is remembered of the use of prompt templates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select, update

from desktop.core.template_errors import TemplateGone
from desktop.core.templates import Body, TemplateId, Value
from desktop.store import template_tables as tables
from desktop.store.database import Database
from desktop.store.template_packing import pack_values, unpack_body, unpack_values

_template = tables.template.c
_THIS = _template.id == bindparam("template")
_LAST = select(_template.last_values).where(_THIS)
_version = tables.template_version.c
_BODY = select(_version.user, _version.system, _version.rest).where(
    _version.template_id == bindparam("template"), _version.number == bindparam("number")
)
_USED = update(tables.template).where(_THIS).values(uses=_template.uses + 1)


class TemplateMemory:
    """The half of `TemplateStore` that is about use."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def last_values(self, template: TemplateId) -> dict[str, Value]:
        """Read what was filled in the last time."""
        with self._database.read() as db:
            return unpack_values(read_one(db, _LAST, template).last_values)

    def used(self, template: TemplateId, values: Mapping[str, Value]) -> None:
        """Remember that a template was used now, with these values; one that is gone does not matter."""
        row = {"template": template, "used": datetime.now(UTC), "last_values": pack_values(values)}
        with self._database.write() as db:
            db.execute(_USED, row)

    def body(self, template: TemplateId, version: int) -> Body:
        """Read what a version says. Raises `TemplateGone`."""
        with self._database.read() as db:
            row = db.execute(_BODY, {"template": template, "number": version}).one_or_none()
        if row is None:
            raise TemplateGone
        return unpack_body(row.user, row.system, row.rest)


def read_one(db: Connection, wanted: Select[*tuple[Any, ...]], template: TemplateId) -> Row[*tuple[Any, ...]]:
    """Read the one row about a template; inside the caller's transaction. Raises `TemplateGone`."""
    row = db.execute(wanted, {"template": template}).one_or_none()
    if row is None:
        raise TemplateGone
    return row
