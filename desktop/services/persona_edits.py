"""Personas that were changed and are not saved: kept in memory, and in a file until the next start."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from desktop.core.events import Later
from desktop.core.personas import PersonaDraft, PersonaId
from desktop.services.unsaved_file import UnsavedFile
from desktop.store.persona_packing import pack_persona, unpack_persona


class PersonaEdits:
    """Keeps what is not saved, by persona; None is a new one. Lives on the owner thread."""

    def __init__(self, file: Path, later: Later) -> None:
        self._kept = UnsavedFile(file, later, self._packed)
        self._read: dict[PersonaId | None, PersonaDraft] | None = None

    def of(self, persona: PersonaId | None) -> PersonaDraft | None:
        """Give what was typed of a persona, if it is not saved."""
        return self._edits.get(persona)

    def all(self) -> set[PersonaId | None]:
        """Name those with changes that are not saved."""
        return set(self._edits)

    def keep(self, persona: PersonaId | None, draft: PersonaDraft) -> None:
        """Remember what was typed; it is written when some time has passed."""
        self._edits[persona] = draft
        self._kept.arm()

    def forget(self, persona: PersonaId | None) -> None:
        """Let go of what was typed: it was saved, or is not wanted."""
        if self._edits.pop(persona, None) is not None:
            self._kept.arm()

    def close(self) -> None:
        """Write what is not written, for the last time."""
        self._kept.close()

    @property
    def _edits(self) -> dict[PersonaId | None, PersonaDraft]:
        if self._read is None:
            self._read = dict(edit for entry in self._kept.read() if (edit := _unpacked(entry)) is not None)
        return self._read

    def _packed(self) -> list[object]:
        return [
            {"persona": persona, "name": draft.name, "rest": json.loads(pack_persona(draft, 0))}
            for persona, draft in self._edits.items()
        ]


def _unpacked(entry: object) -> tuple[PersonaId | None, PersonaDraft] | None:
    match entry:
        case {"persona": int() | None as persona}:
            values = cast("Mapping[str, Any]", entry)
        case _:
            return None
    draft = unpack_persona(str(values.get("name", "")), json.dumps(values.get("rest", {})))
    return None if persona is None else PersonaId(persona), draft
