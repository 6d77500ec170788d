"""Puts together the services about prompt templates."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.services.counting import Counting
from desktop.services.model_assembly import Basis
from desktop.services.persona_edits import PersonaEdits
from desktop.services.personas import Personas
from desktop.services.template_edits import TemplateEdits
from desktop.services.template_moving import Moving, move_templates
from desktop.services.templates import Templates, tidy


@dataclass(frozen=True, slots=True)
class TemplateServices:
    """What works for the page about templates, for the composer, and for `fireside templates`."""

    basis: Basis
    templates: Templates
    personas: Personas
    edits: TemplateEdits
    persona_edits: PersonaEdits
    counting: Counting
    moving: Moving

    def close(self) -> None:
        """Keep what is on its way."""
        self.edits.close()
        self.persona_edits.close()
        self.personas.close()


def serve_templates(basis: Basis) -> TemplateServices:
    """Make the services over an opened store."""
    tidy(basis.store.templates)
    templates = Templates(basis.store.templates, basis.working.tasks)
    personas = Personas(basis.store.personas, basis.presets)
    edits = TemplateEdits(basis.places.data / "template-draft.json", basis.later)
    persona_edits = PersonaEdits(basis.places.data / "persona-draft.json", basis.later)
    counting = Counting(basis.working.engine, basis.working.models)
    moving = move_templates(basis.store, templates, basis.working.tasks)
    return TemplateServices(basis, templates, personas, edits, persona_edits, counting, moving)
