"""Puts together the services about prompt templates."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.services.counting import Counting
from desktop.services.model_assembly import Basis
from desktop.services.template_edits import TemplateEdits
from desktop.services.templates import Templates, tidy


@dataclass(frozen=True, slots=True)
class TemplateServices:
    """What works for the page about templates, for the composer, and for `fireside templates`."""

    basis: Basis
    templates: Templates
    edits: TemplateEdits
    counting: Counting

    def close(self) -> None:
        """Keep what is on its way."""
        self.edits.close()


def serve_templates(basis: Basis) -> TemplateServices:
    """Make the services over an opened store."""
    tidy(basis.store.templates)
    templates = Templates(basis.store.templates, basis.working.tasks)
    edits = TemplateEdits(basis.places.data / "template-draft.json", basis.later)
    counting = Counting(basis.working.engine, basis.working.models)
    return TemplateServices(basis, templates, edits, counting)
