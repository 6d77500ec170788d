"""Reading and writing prompt templates. Takes and gives values, never rows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    String,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    type_coerce,
    update,
)

from desktop.core.template_errors import TemplateGone, TemplateNameMissing, TemplateNameTaken
from desktop.core.templates import (
    Draft,
    Entry,
    Place,
    Template,
    TemplateId,
    Version,
    slash_name,
    template_name,
)
from desktop.core.trash import TRASH_KEPT
from desktop.store import template_tables as tables
from desktop.store.rows import insert_row
from desktop.store.template_memory import TemplateMemory, read_one
from desktop.store.template_packing import pack_rest, unpack_body
from desktop.store.trash_looks import TEMPLATES, look

_template, _version, _tag = tables.template.c, tables.template_version.c, tables.template_tag.c
_newest = tables.template.join(
    tables.template_version,
    and_(_version.template_id == _template.id, _version.number == _template.version),
)
_ENTRIES = (
    select(
        _template.id,
        _version.name,
        _version.description,
        _template.folder,
        _template.favourite,
        _version.user,
        _version.system,
        _template.version,
        _version.created.label("updated"),
        _template.used,
        _template.uses,
        _template.deleted,
    )
    .select_from(_newest)
    .order_by(_template.slash, _template.id)
)
_HERE = _ENTRIES.where(_template.deleted.is_(None))
_TRASH = _ENTRIES.where(_template.deleted.is_not(None))
_ENTRY = _ENTRIES.where(_template.id == bindparam("template"))
_TAGS = select(_tag.template_id, _tag.tag).order_by(_tag.template_id, _tag.seq)
_ITS_TAGS = _TAGS.where(_tag.template_id == bindparam("template"))
_THIS = _template.id == bindparam("template")
_STATE = select(_template.version, _template.created, _template.deleted, _template.slash).where(_THIS)
_ONE = (
    select(tables.template, _version.name, _version.description, _version.created.label("updated"))
    .add_columns(_version.system, _version.user, _version.rest)
    .select_from(_newest)
    .where(_THIS)
)
_VERSIONS = (
    select(tables.template_version)
    .where(_version.template_id == bindparam("template"))
    .order_by(_version.number)
)
_TAKEN = (
    select(_version.name)
    .select_from(_newest)
    .where(
        _template.slash == bindparam("slash"), _template.deleted.is_(None), _template.id != bindparam("but")
    )
)
_TRASH_NAMES = (
    select(_template.id, _template.slash, _version.name)
    .select_from(_newest)
    .where(_template.deleted.is_not(None))
)
_SLASHES = select(_template.slash).where(_template.deleted.is_(None))
_CHANGE = update(tables.template).where(_THIS)
_UNTAG = delete(tables.template_tag).where(_tag.template_id == bindparam("template"))
_WHEN = select(type_coerce(_template.deleted, String)).where(_template.deleted.is_not(None))
_aged = func.json_each(bindparam("aged")).table_valued("value", name="aged")
_PURGE = delete(tables.template).where(
    type_coerce(_template.deleted, String).in_(select(_aged.c.value)),
    or_(_template.deleted < bindparam("before"), _template.deleted > bindparam("ahead")),
)
_REMOVE = delete(tables.template).where(_THIS, _template.deleted.is_not(None))
_NOBODY = -1


class TemplateStore(TemplateMemory):
    """The templates on the disk; one short transaction a call, on any thread. Raises `DataError`s.

    Methods that are given a template raise `TemplateGone` where it has been deleted for good.
    """

    def entries(self, trash: bool = False) -> list[Entry]:
        """List templates by their slash names: those that are kept, or those in the trash."""
        with self._database.read() as db:
            tags: dict[int, list[str]] = {}
            for number, tag in db.execute(_TAGS):
                tags.setdefault(number, []).append(tag)
            rows = db.execute(_TRASH if trash else _HERE).all()
        return [_entry(row, tuple(tags.get(row.id, ()))) for row in rows]

    def entry(self, template: TemplateId) -> Entry:
        """Read one as lists show it."""
        with self._database.read() as db:
            row = read_one(db, _ENTRY, template)
            return _entry(row, _its_tags(db, template))

    def read(self, template: TemplateId) -> Template:
        """Read one whole, also from the trash."""
        with self._database.read() as db:
            row = read_one(db, _ONE, template)
            place = Place(row.folder, _its_tags(db, template), row.favourite)
        body = unpack_body(row.user, row.system, row.rest)
        times = (row.created, row.updated)
        return Template(template, row.name, body, row.version, *times, row.description, place, row.deleted)

    def add(self, draft: Draft, place: Place | None = None, note: str = "") -> TemplateId:
        """Keep a new template. Raises `TemplateNameMissing` and `TemplateNameTaken`."""
        with self._database.write() as db:
            slash = _free_slash(db, draft.name, _NOBODY)
            return add_template(db, draft, place or Place(), slash, note)

    def save(self, template: TemplateId, draft: Draft, note: str = "") -> int:
        """Keep one more version and give its number. Raises as `add` does."""
        with self._database.write() as db:
            number = read_one(db, _STATE, template).version + 1
            slash = _free_slash(db, draft.name, template)
            _write_version(db, template, number, draft, note)
            db.execute(_CHANGE, {"template": template, "version": number, "slash": slash})
        return number

    def organise(self, template: TemplateId, place: Place) -> None:
        """Put a template elsewhere; makes no version."""
        with self._database.write() as db:
            read_one(db, _STATE, template)
            _put(db, {template: place})

    def organise_all(self, places: Mapping[TemplateId, Place]) -> None:
        """Put templates elsewhere, all or none; those that are gone do not matter."""
        with self._database.write() as db:
            there = set(db.execute(select(_template.id)).scalars())
            _put(db, {template: place for template, place in places.items() if template in there})

    def versions(self, template: TemplateId) -> list[Version]:
        """Read all that was ever saved, the oldest first."""
        with self._database.read() as db:
            rows = db.execute(_VERSIONS, {"template": template}).all()
        if not rows:
            raise TemplateGone
        return [_saved(row) for row in rows]

    def trash(self, templates: Sequence[TemplateId]) -> None:
        """Put templates into the trash; those that are gone do not matter."""
        rows = [{"template": template, "deleted": datetime.now(UTC)} for template in templates]
        if rows:
            with self._database.write() as db:
                db.execute(_CHANGE, rows)

    def restore(self, template: TemplateId) -> None:
        """Take a template out of the trash. Raises `TemplateNameTaken` where its name was given away."""
        with self._database.write() as db:
            row = read_one(db, _ONE, template)
            _free_slash(db, row.name, template)
            db.execute(_CHANGE, {"template": template, "deleted": None})

    def restore_all(self, templates: Sequence[TemplateId]) -> list[str]:
        """Take templates out of the trash, as far as their names are free; give the names that are not."""
        taken_names: list[str] = []
        with self._database.write() as db:
            taken = set(db.execute(_SLASHES).scalars())
            rows = {row.id: row for row in db.execute(_TRASH_NAMES)}
            back: list[TemplateId] = []
            for template in templates:
                row = rows.get(template)
                if row is None:
                    continue
                if row.slash in taken:
                    taken_names.append(row.name)
                else:
                    taken.add(row.slash)
                    back.append(template)
            if back:
                db.execute(_CHANGE, [{"template": template, "deleted": None} for template in back])
        return taken_names

    def purge(self, now: datetime) -> int:
        """Delete for good what has been in the trash for 30 days; tell how many.

        By the clock alone nothing has been: see `core.trash_days`.
        """
        with self._database.read() as db:
            there = set(db.scalars(_WHEN))
        aged = look(self._database.path, TEMPLATES, now.astimezone(UTC).date(), there)
        if not aged:
            return 0
        asked = {"before": now - TRASH_KEPT, "ahead": now + timedelta(days=1)}
        with self._database.write() as db:
            return db.execute(_PURGE, {"aged": json.dumps(list(aged)), **asked}).rowcount

    def remove(self, templates: Sequence[TemplateId]) -> None:
        """Delete templates for good, if they are in the trash."""
        rows = [{"template": template} for template in templates]
        if rows:
            with self._database.write() as db:
                db.execute(_REMOVE, rows)

    def slashes(self) -> set[str]:
        """Give all slash names that are taken."""
        with self._database.read() as db:
            return set(db.execute(_SLASHES).scalars())


def add_template(db: Connection, draft: Draft, place: Place, slash: str, note: str = "") -> TemplateId:
    """Write a new template under a slash name that is free; inside the caller's transaction."""
    now = datetime.now(UTC)
    columns = {"slash": slash, "folder": place.folder, "favourite": place.favourite}
    template = TemplateId(insert_row(db, tables.template, {"version": 1, "created": now, **columns}))
    _write_version(db, template, 1, draft, note)
    _write_tags(db, {template: place.tags})
    return template


def _free_slash(db: Connection, name: str, owner: int) -> str:
    slash = slash_name(name)
    if not slash:
        raise TemplateNameMissing
    taken = db.execute(_TAKEN, {"slash": slash, "but": owner}).first()
    if taken is not None:
        raise TemplateNameTaken(taken.name)
    return slash


def _write_version(db: Connection, template: TemplateId, number: int, draft: Draft, note: str) -> None:
    row = {
        "template_id": template,
        "number": number,
        "name": template_name(draft.name),
        "description": draft.description,
        "note": note,
        "created": datetime.now(UTC),
        "system": draft.body.system,
        "user": draft.body.user,
        "rest": pack_rest(draft.body),
    }
    db.execute(insert(tables.template_version), row)


def _write_tags(db: Connection, tags: Mapping[TemplateId, Sequence[str]]) -> None:
    rows = [
        {"template_id": template, "seq": number, "tag": tag}
        for template, its in tags.items()
        for number, tag in enumerate(its)
    ]
    if rows:
        db.execute(insert(tables.template_tag), rows)


def _put(db: Connection, places: Mapping[TemplateId, Place]) -> None:
    if not places:
        return
    rows = [
        {"template": template, "folder": place.folder, "favourite": place.favourite}
        for template, place in places.items()
    ]
    db.execute(_CHANGE, rows)
    db.execute(_UNTAG, [{"template": template} for template in places])
    _write_tags(db, {template: place.tags for template, place in places.items()})


def _its_tags(db: Connection, template: TemplateId) -> tuple[str, ...]:
    return tuple(tag for _, tag in db.execute(_ITS_TAGS, {"template": template}))


def _entry(row: Row[*tuple[Any, ...]], tags: tuple[str, ...]) -> Entry:
    place = Place(row.folder, tags, row.favourite)
    texts = (row.name, row.description, place, row.user, row.system)
    return Entry(row.id, *texts, row.version, row.updated, row.used, row.uses, row.deleted)


def _saved(row: Row[*tuple[Any, ...]]) -> Version:
    draft = Draft(row.name, unpack_body(row.user, row.system, row.rest), row.description)
    return Version(row.number, draft, row.created, row.note)
