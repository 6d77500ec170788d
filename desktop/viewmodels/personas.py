"""What the page about personas shows and can ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal, Slot

from desktop.core.personas import Persona, PersonaDraft, PersonaId
from desktop.core.template_errors import TemplateGone
from desktop.core.templates import Entry, Template, TemplateId
from desktop.services.persona_edits import PersonaEdits
from desktop.services.persona_use import Means
from desktop.services.personas import Personas, Removed
from desktop.services.template_list import TemplateList
from desktop.viewmodels.messages import Index
from desktop.viewmodels.tips import plain_tip
from desktop.viewmodels.trying import trying


class PersonaRole(IntEnum):
    """What the list asks of a row."""

    NAME = int(Qt.ItemDataRole.DisplayRole)
    PERSONA = int(Qt.ItemDataRole.UserRole) + 1
    TIP = int(Qt.ItemDataRole.ToolTipRole)
    SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)


class PersonaListModel(QAbstractListModel):
    """The personas as rows, in the user's order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._personas: list[Persona] = []

    def row_of(self, persona: PersonaId | None) -> int | None:
        """Find a persona."""
        return next((row for row, each in enumerate(self._personas) if each.id == persona), None)

    def put(self, personas: Sequence[Persona]) -> None:
        """Go over to these rows: those that went, came or moved are told one by one."""
        wanted = [each.id for each in personas]
        for row in reversed(range(len(self._personas))):
            if self._personas[row].id not in wanted:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._personas[row]
                self.endRemoveRows()
        for row, persona in enumerate(personas):
            self._place(row, persona)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._personas)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the list shows of one row."""
        if not index.isValid():
            return None
        persona = self._personas[index.row()]
        match role:
            case PersonaRole.NAME:
                return persona.name
            case PersonaRole.PERSONA:
                return persona
            case PersonaRole.TIP:
                return plain_tip(persona.draft.description) or None
            case PersonaRole.SPOKEN:
                return f"{persona.name}. {persona.draft.description}".strip()
            case _:
                return None

    def _place(self, row: int, persona: Persona) -> None:
        there = self.row_of(persona.id)
        if there is None:
            self.beginInsertRows(QModelIndex(), row, row)
            self._personas.insert(row, persona)
            self.endInsertRows()
            return
        if there != row:
            self.beginMoveRows(QModelIndex(), there, there, QModelIndex(), row)
            self._personas.insert(row, self._personas.pop(there))
            self.endMoveRows()
        if self._personas[row] != persona:
            self._personas[row] = persona
            self.dataChanged.emit(self.index(row), self.index(row))


class PersonasViewModel(QObject):
    """Lists personas, and changes them. `means` is where what they name is looked up."""

    changed = Signal()
    failed = Signal(object)  # UserError
    templates_changed = Signal()  # there may be other templates to choose from
    removed = Signal(object)  # Removed; `restore` undoes it

    def __init__(self, service: Personas, edits: PersonaEdits, means: Means, templates: TemplateList) -> None:
        super().__init__()
        self._service = service
        self.edits = edits
        self.means = means
        self.presets, self.models = means.presets, means.models
        self._templates = templates
        self.list = PersonaListModel(self)
        self._ends = (
            service.changed.connect(lambda _: self._reread()),
            templates.changed.connect(lambda _: self.templates_changed.emit()),
        )
        self._listed = False
        self.known = False  # whether the list could be read

    @property
    def all(self) -> list[Persona]:
        """The personas in the user's order; none while they cannot be read."""
        if not self._listed:
            self._listed = True  # before reading: a failure is told once
            self._reread()
        model = self.list
        return [model.index(row).data(PersonaRole.PERSONA) for row in range(model.rowCount())]

    def get(self, persona: PersonaId | None) -> Persona | None:
        """Find a persona; None if it is gone."""
        return next((each for each in self.all if each.id == persona), None)

    def save(self, persona: PersonaId | None, draft: PersonaDraft) -> Persona | None:
        """Keep a new persona (None), or change one; None after `failed`."""
        return self._made(lambda: [self._service.save(persona, draft)])

    def add(self, drafts: Sequence[PersonaDraft]) -> Persona | None:
        """Keep new personas under free names, and give the first; None after `failed`."""
        return self._made(lambda: self._service.add(drafts))

    def duplicate(self, persona: PersonaId) -> Persona | None:
        """Keep a copy behind a persona; None after `failed`."""
        return self._made(lambda: [self._service.duplicate(persona)])

    def restore(self, removed: Removed) -> Persona | None:
        """Undo a removal; None after `failed`."""
        return self._made(lambda: [self._service.restore(removed)])

    @Slot(object)
    def remove(self, persona: PersonaId) -> None:
        """Delete a persona; chats that were begun with it stay as they are."""

        def remove() -> None:
            self.removed.emit(self._service.remove(persona))

        trying(self.failed, remove)

    def move(self, persona: PersonaId, steps: int) -> None:
        """Move a persona up (negative) or down."""
        trying(self.failed, lambda: self._service.move(persona, steps))

    def system_templates(self) -> list[Entry]:
        """List the templates that have a system text, by their names; `templates_changed` tells of more."""
        self._templates.load()
        return [entry for entry in self._templates.all() if entry.system.strip()]

    def template(self, template: TemplateId) -> Template | None:
        """Read a template; None if it is gone."""
        found: list[Template] = []
        with suppress(TemplateGone):
            trying(self.failed, lambda: found.append(self.means.template(template)))
        return found[0] if found else None

    def close(self) -> None:
        """Hear no more."""
        for end in self._ends:
            end()

    def _made(self, call: Callable[[], list[Persona]]) -> Persona | None:
        made: list[Persona] = []
        trying(self.failed, lambda: made.extend(call()))
        return made[0] if made else None

    def _reread(self) -> None:
        self._listed = True
        self.known = trying(self.failed, lambda: self.list.put(self._service.all()))
        if self.known:
            self.changed.emit()
