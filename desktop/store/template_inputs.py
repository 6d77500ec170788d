"""Reading and writing the inputs that templates are tried out with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from desktop.core.template_errors import TemplateGone
from desktop.core.templates import TemplateId
from desktop.core.tryout import MOST_INPUTS, InputId, NewInput, SavedInput
from desktop.core.tryout_errors import TooManyInputs
from desktop.store import template_tables as tables
from desktop.store.database import Database
from desktop.store.template_packing import pack_values, unpack_values

_input = tables.template_input.c
_ALL = (
    select(_input.id, _input.name, _input.filled)
    .where(_input.template_id == bindparam("template"))
    .order_by(_input.id)
)
_COUNT = select(func.count()).select_from(_ALL.subquery())
_THERE = select(tables.template.c.id).where(tables.template.c.id == bindparam("template"))
_CHANGE = update(tables.template_input).where(_input.id == bindparam("input"))
_REMOVE = delete(tables.template_input).where(_input.id == bindparam("input"))


class TemplateInputStore:
    """The inputs on the disk; one short transaction a call, on any thread. Raises `DataError`s."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, template: TemplateId) -> list[SavedInput]:
        """Read those of a template, in the order in which they were added."""
        with self._database.read() as db:
            rows = db.execute(_ALL, {"template": template}).all()
        return [SavedInput(InputId(row.id), row.name, unpack_values(row.filled)) for row in rows]

    def add(self, template: TemplateId, inputs: Sequence[NewInput]) -> None:
        """Keep inputs, all or none. Raises `TemplateGone` and `TooManyInputs`."""
        with self._database.write() as db:
            _make_sure(db, template, len(inputs))
            rows = [_row(template, each) for each in inputs]
            if rows:
                db.execute(insert(tables.template_input), rows)

    def put_back(self, template: TemplateId, inputs: Sequence[SavedInput]) -> None:
        """Keep inputs that were removed, in the places where they were. Raises as `add` does."""
        with self._database.write() as db:
            _make_sure(db, template, len(inputs))
            rows = [{"id": each.id, **_row(template, each)} for each in inputs]
            if rows:
                db.execute(insert(tables.template_input), rows)

    def change(self, changed: SavedInput) -> None:
        """Keep other values of an input; one that has gone does not matter."""
        row = {"input": changed.id, "name": changed.name, "filled": pack_values(changed.values)}
        with self._database.write() as db:
            db.execute(_CHANGE, row)

    def remove(self, inputs: Sequence[InputId]) -> None:
        """Delete inputs; those that have gone do not matter."""
        with self._database.write() as db:
            for number in inputs:
                db.execute(_REMOVE, {"input": number})


def _make_sure(db: Connection, template: TemplateId, more: int) -> None:
    if db.execute(_THERE, {"template": template}).first() is None:
        raise TemplateGone
    if db.execute(_COUNT, {"template": template}).scalar_one() + more > MOST_INPUTS:
        raise TooManyInputs(MOST_INPUTS)


def _row(template: TemplateId, what: NewInput | SavedInput) -> dict[str, object]:
    filled = pack_values(what.values)
    return {"template_id": template, "name": what.name, "filled": filled, "created": datetime.now(UTC)}
