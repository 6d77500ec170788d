"""Taking many prompt templates in: a transaction for some hundred of them, so that no other write waits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, insert, select, text, update

from desktop.core.templates import Draft, Place, TemplateId, Version, slash_name, template_name
from desktop.store import template_tables as tables
from desktop.store.database import Database
from desktop.store.template_packing import pack_rest

_template, _version = tables.template.c, tables.template_version.c
_newest = tables.template.join(
    tables.template_version,
    and_(_version.template_id == _template.id, _version.number == _template.version),
)
_NAMED = and_(_template.deleted.is_(None), _template.slash.in_(bindparam("slashes", expanding=True)))
_PRESENT = (
    select(_template.id, _template.slash, _version.name, _version.description)
    .add_columns(_version.system, _version.user, _version.rest)
    .select_from(_newest)
    .where(_NAMED)
)
_TAKEN = select(_template.slash).where(_NAMED)
_SLASHES = select(_template.slash).where(_template.deleted.is_(None))
_LAST = text("SELECT seq FROM sqlite_sequence WHERE name = 'template'")
_STATES = select(_template.id, _template.version).where(
    _template.id.in_(bindparam("templates", expanding=True))
)
_RENEW = (
    update(tables.template)
    .where(_template.id == bindparam("template"))
    .values(version=bindparam("newest"), deleted=None)
)


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a version says but its name, so that two can be compared."""

    description: str
    system: str
    user: str
    rest: str

    @staticmethod
    def of(draft: Draft) -> Contents:
        """Take it from a draft."""
        return Contents(draft.description, draft.body.system, draft.body.user, pack_rest(draft.body))


@dataclass(frozen=True, slots=True)
class Present:
    """A template that is here under a slash name."""

    id: TemplateId
    name: str
    contents: Contents


@dataclass(frozen=True, slots=True)
class Addition:
    """A template that is to be added, with what it was before."""

    draft: Draft
    place: Place
    history: tuple[Version, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Renewal:
    """One more version of a template that is here."""

    id: TemplateId
    draft: Draft
    note: str = ""


class TemplateIntake:
    """For worker threads; each call is one short transaction. Raises `DataError`s."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def fresh(self) -> bool:
        """Tell whether there has never been a template."""
        with self._database.read() as db:
            return db.execute(_LAST).first() is None

    def slashes(self) -> set[str]:
        """Give all slash names that are taken."""
        with self._database.read() as db:
            return set(db.execute(_SLASHES).scalars())

    def present(self, slashes: Iterable[str]) -> dict[str, Present]:
        """Find what is here under some hundred slash names at most."""
        with self._database.read() as db:
            rows = db.execute(_PRESENT, {"slashes": list(slashes)}).all()
        return {
            row.slash: Present(row.id, row.name, Contents(row.description, row.system, row.user, row.rest))
            for row in rows
        }

    def write(self, additions: Sequence[Addition], renewals: Sequence[Renewal]) -> list[Addition]:
        """Add and renew; gives the additions whose names have been taken meanwhile, which were not added."""
        rows = [(slash_name(each.draft.name), each, _version_rows(each)) for each in additions]
        news = [(each, _version_row(each.draft, each.note, datetime.now(UTC))) for each in renewals]
        with self._database.write() as db:
            taken = set(db.execute(_TAKEN, {"slashes": [slash for slash, *_ in rows]}).scalars())
            _add(db, [row for row in rows if row[0] not in taken])
            _renew(db, news)
        return [each for slash, each, _ in rows if slash in taken]

    def checkpoint(self) -> None:
        """Keep the log short; waits for the disk."""
        self._database.checkpoint()


def _add(db: Connection, rows: Sequence[tuple[str, Addition, list[dict[str, Any]]]]) -> None:
    if not rows:
        return
    last = db.execute(_LAST).scalar_one_or_none() or 0
    now = datetime.now(UTC)
    templates: list[dict[str, Any]] = []
    versions: list[dict[str, Any]] = []
    tags: list[dict[str, Any]] = []
    for number, (slash, each, its_versions) in enumerate(rows, start=last + 1):
        first, place = its_versions[0]["created"], each.place
        where = {"slash": slash, "folder": place.folder, "favourite": place.favourite}
        templates.append({"id": number, "version": len(its_versions), "created": min(first, now), **where})
        versions += [version | {"template_id": number} for version in its_versions]
        tags += [{"template_id": number, "seq": seq, "tag": tag} for seq, tag in enumerate(place.tags)]
    db.execute(insert(tables.template), templates)
    db.execute(insert(tables.template_version), versions)
    if tags:
        db.execute(insert(tables.template_tag), tags)


def _renew(db: Connection, news: Sequence[tuple[Renewal, dict[str, Any]]]) -> None:
    if not news:
        return
    rows = db.execute(_STATES, {"templates": [each.id for each, _ in news]}).all()
    newest = {row.id: row.version for row in rows}
    for each, row in news:
        if each.id in newest:  # else it has been deleted for good meanwhile
            newest[each.id] += 1
            number = newest[each.id]
            db.execute(insert(tables.template_version), row | {"template_id": each.id, "number": number})
            db.execute(_RENEW, {"template": each.id, "newest": number})


def _version_rows(addition: Addition) -> list[dict[str, Any]]:
    rows = [_version_row(each.draft, each.note, each.created) for each in addition.history]
    rows.append(_version_row(addition.draft, addition.note, datetime.now(UTC)))
    return [row | {"number": number} for number, row in enumerate(rows, start=1)]


def _version_row(draft: Draft, note: str, created: datetime) -> dict[str, Any]:
    return {
        "name": template_name(draft.name),
        "description": draft.description,
        "note": note,
        "created": created,
        "system": draft.body.system,
        "user": draft.body.user,
        "rest": pack_rest(draft.body),
    }
