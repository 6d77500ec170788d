"""Bringing recovered rows into the database that is made of them, each once and with what it belongs to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from desktop.core.recovery import Recovered
from desktop.store.salvage_rules import Spec
from desktop.store.salvage_trees import Numbers, Sources


@dataclass(slots=True)
class Merge:
    """One recovery on its way."""

    sources: Sources
    numbers: Numbers
    tell: Callable[[float], None]
    done: Recovered
    ids: dict[str, dict[int, int]] = field(default_factory=dict[str, "dict[int, int]"])

    def new_id(self, table: str, old: int | None) -> int | None:
        """Give the id that a row of the damaged file has in the new one."""
        return None if old is None else self.ids.get(table, {}).get(old)


def keep(merge: Merge, spec: Spec) -> None:
    """Bring in a table whose rows stand for themselves."""
    fresh = merge.sources.fresh
    ids = merge.ids.setdefault(spec.name, {})
    for row in rows_of(merge, spec):
        old = row[spec.key]
        row |= {name: merge.new_id(table, row[name]) for name, table in spec.of.items()}
        if spec.name == "folder":
            row["parent_id"] = ids.get(row["parent_id"]) if row["parent_id"] is not None else None
        same = _same_row(fresh, spec, row) if spec.identity else None
        if same is not None:
            ids[old] = same
            changes = ", ".join(f"{name} = ?" for name in spec.newer)
            if changes:
                values = (*(row[name] for name in spec.newer), same)
                fresh.execute(f"UPDATE OR IGNORE {spec.name} SET {changes} WHERE id = ?", values)
            continue
        if spec.ids and fresh.execute(f"SELECT 1 FROM {spec.name} WHERE id = ?", (old,)).fetchone():
            row["id"] = None
        if insert_found(fresh, spec, row) and spec.ids:
            ids[old] = fresh.execute("SELECT last_insert_rowid()").fetchone()[0]


def _same_row(fresh: sqlite3.Connection, spec: Spec, row: dict[str, Any]) -> int | None:
    wanted = " AND ".join(f"{name} = ?" for name in spec.identity)
    found = fresh.execute(
        f"SELECT id FROM {spec.name} WHERE {wanted} ORDER BY id = ? DESC",
        (*(row[name] for name in spec.identity), row["id"]),
    ).fetchone()
    return found[0] if found else None


def keep_of(merge: Merge, spec: Spec, of: set[int]) -> None:
    """Bring in what belongs to rows that came in."""
    wanted = f"WHERE {spec.key} IN (SELECT value FROM json_each(?))"
    for row in rows_of(merge, spec, wanted, (json.dumps(sorted(of)),)) if of else ():
        row |= {name: merge.new_id(table, row[name]) for name, table in spec.of.items()}
        if row[spec.key] is not None:
            insert_found(merge.sources.fresh, spec, row)


def rows_of(merge: Merge, spec: Spec, where: str = "", values: Sequence[object] = ()) -> list[dict[str, Any]]:
    """Give what was found of a table, in the order of its key."""
    names = tuple(spec.rules)
    order = f"ORDER BY {', '.join(names[: 1 if spec.ids else 2])}"
    found = merge.sources.found.execute(f"SELECT {', '.join(names)} FROM {spec.name} {where} {order}", values)
    return [dict(zip(names, row, strict=True)) for row in found]


def insert_found(fresh: sqlite3.Connection, spec: Spec, row: dict[str, Any]) -> bool:
    """Add a row; False where there is one like it, or what it belongs to is lost."""
    names = tuple(spec.rules)
    marks = ", ".join("?" * len(names))
    add = f"INSERT OR IGNORE INTO {spec.name} ({', '.join(names)}) VALUES ({marks})"
    with suppress(sqlite3.IntegrityError):  # it belongs to a row that is lost
        return fresh.execute(add, [row[name] for name in names]).rowcount > 0
    return False


def nest_folders(fresh: sqlite3.Connection) -> None:
    """Cut the cycles that damaged folders may form."""
    parents = dict(fresh.execute("SELECT id, parent_id FROM folder"))
    for folder in parents:
        seen, at = {folder}, parents[folder]
        while at is not None and at not in seen:
            seen.add(at)
            at = parents.get(at)
        if at is not None:
            parents[folder] = None
            fresh.execute("UPDATE folder SET parent_id = NULL WHERE id = ?", (folder,))


def drop_empty_templates(fresh: sqlite3.Connection) -> None:
    """Let every template have its newest version, and none be without."""
    fresh.execute(
        "UPDATE template SET version = coalesce((SELECT max(number) FROM template_version"
        " WHERE template_id = template.id AND number <= template.version), 0)"
    )
    fresh.execute("DELETE FROM template WHERE version = 0")
