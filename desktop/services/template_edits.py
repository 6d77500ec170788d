"""Templates that were changed and are not saved: kept in memory, and in a file until the next start."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from desktop.core.events import Event, Later
from desktop.core.templates import Draft, TemplateId
from desktop.services.unsaved_file import UnsavedFile
from desktop.store.template_packing import pack_rest, unpack_body


@dataclass(frozen=True, slots=True)
class Edit:
    """A template as it was typed."""

    template: TemplateId  # below 0 where it was never saved
    version: int  # that was changed; 0 where it was never saved
    draft: Draft


class TemplateEdits:
    """Keeps what is not saved. Lives on the owner thread."""

    def __init__(self, file: Path, later: Later) -> None:
        self._kept = UnsavedFile(file, later, lambda: [_packed(edit) for edit in self.all()])
        self._read: dict[TemplateId, Edit] | None = None
        self.changed: Event[TemplateId] = Event()  # has changes now, or other ones in its name, or none

    def of(self, template: TemplateId) -> Edit | None:
        """Give what was typed of a template, if it is not saved."""
        return self._edits.get(template)

    def all(self) -> list[Edit]:
        """Give all that is not saved; those that were never saved last."""
        return sorted(self._edits.values(), key=lambda edit: edit.template, reverse=True)

    def begin(self, draft: Draft) -> Edit:
        """Keep a new template that is not saved."""
        edit = Edit(self._free(), 0, draft)
        self.keep(edit)
        return edit

    def keep(self, edit: Edit) -> None:
        """Remember what was typed; it is written when some time has passed."""
        before = self._edits.get(edit.template)
        self._edits[edit.template] = edit
        self._kept.arm()
        if before is None or before.draft.name != edit.draft.name:
            self.changed.emit(edit.template)

    def forget(self, template: TemplateId) -> None:
        """Let go of what was typed: it was saved, or is not wanted."""
        if self._edits.pop(template, None) is not None:
            self._kept.arm()
            self.changed.emit(template)

    def make_new(self, template: TemplateId) -> Edit | None:
        """Keep what was typed as a new template: the one that it belonged to is gone."""
        edit = self._edits.pop(template, None)
        if edit is None:
            return None
        made = Edit(self._free(), 0, edit.draft)
        self._edits[made.template] = made
        self._kept.arm()
        self.changed.emit(made.template)
        return made

    def close(self) -> None:
        """Write what is not written, for the last time."""
        self._kept.close()

    @property
    def _edits(self) -> dict[TemplateId, Edit]:
        if self._read is None:
            edits = map(_unpacked, self._kept.read())
            self._read = {edit.template: edit for edit in edits if edit is not None}
        return self._read

    def _free(self) -> TemplateId:
        return TemplateId(min((0, *self._edits)) - 1)


def _packed(edit: Edit) -> dict[str, object]:
    draft = edit.draft
    return {
        "template": edit.template,
        "version": edit.version,
        "name": draft.name,
        "description": draft.description,
        "user": draft.body.user,
        "system": draft.body.system,
        "rest": json.loads(pack_rest(draft.body)),
    }


def _unpacked(entry: object) -> Edit | None:
    match entry:
        case {"template": int(template), "version": int(version)}:
            values = cast("Mapping[str, Any]", entry)
        case _:
            return None
    texts = {name: str(values.get(name, "")) for name in ("name", "description", "user", "system")}
    body = unpack_body(texts["user"], texts["system"], json.dumps(values.get("rest", {})))
    return Edit(TemplateId(template), version, Draft(texts["name"], body, texts["description"]))
