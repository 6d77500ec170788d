"""Keeping personas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, delete, select, update

from desktop.core.persona_errors import PersonaGone, PersonaNameMissing, PersonaNameTaken
from desktop.core.personas import Persona, PersonaDraft, PersonaId, checked, folded_persona
from desktop.store import template_tables as tables
from desktop.store.database import Database
from desktop.store.persona_packing import pack_persona, unpack_persona, unpack_place
from desktop.store.rows import insert_row

_persona = tables.persona.c
_ALL = select(_persona.id, _persona.name, _persona.what).order_by(_persona.id)
_THIS = _persona.id == bindparam("persona")
_ONE = _ALL.where(_THIS)
_TAKEN = select(_persona.name).where(_persona.folded == bindparam("folded"), ~_THIS)
_CHANGE = update(tables.persona).where(_THIS)
_REMOVE = delete(tables.persona).where(_THIS)
_NOBODY = PersonaId(-1)


class PersonaStore:
    """The personas on the disk; one short transaction a call, on any thread. Raises `DataError`s."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Persona]:
        """List the personas in their order."""
        with self._database.read() as db:
            return [persona for _, persona in _listed(db)]

    def add(self, drafts: Sequence[PersonaDraft]) -> list[Persona]:
        """Keep new personas at the end, all or none. Raises `PersonaNameMissing` and `PersonaNameTaken`."""
        with self._database.write() as db:
            place = _end(db)
            return [_insert(db, draft, place + number) for number, draft in enumerate(drafts)]

    def save(self, persona: PersonaId, draft: PersonaDraft) -> Persona:
        """Change a persona. Raises as `add` does, and `PersonaGone`."""
        draft = checked(draft)
        with self._database.write() as db:
            row = db.execute(_ONE, {"persona": persona}).one_or_none()
            if row is None:
                raise PersonaGone
            columns = _columns(db, draft, persona)
            db.execute(_CHANGE, columns | {"what": pack_persona(draft, unpack_place(row.what))})
        return Persona(persona, draft)

    def remove(self, persona: PersonaId) -> None:
        """Delete a persona; nothing happens if it is gone."""
        with self._database.write() as db:
            db.execute(_REMOVE, {"persona": persona})

    def arrange(self, order: Sequence[PersonaId]) -> None:
        """Keep the order of the personas; those that are not named come last."""
        places = {persona: place for place, persona in enumerate(order)}
        with self._database.write() as db:
            for place, persona in _listed(db):
                wanted = places.get(persona.id, len(places) + place)
                db.execute(_CHANGE, {"persona": persona.id, "what": pack_persona(persona.draft, wanted)})


def _listed(db: Connection) -> list[tuple[int, Persona]]:
    rows = db.execute(_ALL).all()
    found = [
        (unpack_place(what), Persona(PersonaId(number), unpack_persona(name, what)))
        for number, name, what in rows
    ]
    return sorted(found, key=lambda each: (each[0], each[1].id))


def _end(db: Connection) -> int:
    there = _listed(db)
    return there[-1][0] + 1 if there else 0


def _insert(db: Connection, draft: PersonaDraft, place: int) -> Persona:
    draft = checked(draft)
    columns = _columns(db, draft, _NOBODY)
    del columns["persona"]
    columns |= {"what": pack_persona(draft, place), "created": datetime.now(UTC)}
    return Persona(PersonaId(insert_row(db, tables.persona, columns)), draft)


def _columns(db: Connection, draft: PersonaDraft, owner: PersonaId) -> dict[str, object]:
    """Give what is stored of a name that is free."""
    if not draft.name:
        raise PersonaNameMissing
    columns: dict[str, object] = {"persona": owner, "folded": folded_persona(draft.name)}
    taken = db.execute(_TAKEN, columns).first()
    if taken is not None:
        raise PersonaNameTaken(taken.name)
    return columns | {"name": draft.name}
