"""Keeping parameters of answers under a name."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from desktop.core.presets import NameTaken, Preset, folded_name, preset_name
from desktop.core.sampling import Sampling
from desktop.store import schema as tables
from desktop.store.database import Database
from desktop.store.packing import pack_sampling, unpack_sampling

_preset = tables.preset.c
_ALL = select(_preset.id, _preset.name, _preset.sampling).order_by(_preset.folded)
_THIS = _preset.id == bindparam("preset")
_new = insert(tables.preset)
_KEEP = _new.on_conflict_do_update(
    index_elements=["folded"], set_={"name": _new.excluded.name, "sampling": _new.excluded.sampling}
).returning(_preset.id)
_TAKEN = select(_preset.id).where(_preset.folded == bindparam("folded"), ~_THIS)
_RENAME = update(tables.preset).where(_THIS)
_REMOVE = delete(tables.preset).where(_THIS)


class PresetStore:
    """The presets on the disk; one short transaction a call, on any thread. Raises `DataError`s.

    Names are put into one line; ValueError tells of one that is empty.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Preset]:
        """List the presets by their names."""
        with self._database.read() as db:
            rows = db.execute(_ALL).all()
        presets = ((number, name, unpack_sampling(packed)) for number, name, packed in rows)
        return [Preset(number, name, sampling) for number, name, sampling in presets if sampling is not None]

    def keep(self, name: str, sampling: Sampling) -> Preset:
        """Keep parameters under a name, in place of those that a preset of this name has."""
        name = _checked(name)
        row = {
            "name": name,
            "folded": folded_name(name),
            "sampling": pack_sampling(sampling),
            "created": datetime.now(UTC),
        }
        with self._database.write() as db:
            return Preset(db.execute(_KEEP, row).scalar_one(), name, sampling)

    def rename(self, preset: int, name: str) -> None:
        """Give a preset another name. Raises `NameTaken`, and LookupError if there is no such preset."""
        name = _checked(name)
        values = {"preset": preset, "folded": folded_name(name)}
        with self._database.write() as db:
            if db.execute(_TAKEN, values).first() is not None:
                raise NameTaken(name)
            if db.execute(_RENAME, values | {"name": name}).rowcount == 0:
                raise LookupError(f"there is no preset {preset}")

    def remove(self, preset: int) -> None:
        """Delete a preset; nothing happens if it is gone."""
        with self._database.write() as db:
            db.execute(_REMOVE, {"preset": preset})


def _checked(name: str) -> str:
    name = preset_name(name)
    if not name:
        raise ValueError("a preset needs a name")
    return name
