"""Puts together what brings templates in and out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.tasks import Tasks
from desktop.services.starters import Starters
from desktop.services.template_exporting import Exporting
from desktop.services.template_importing import Importing
from desktop.services.templates import Templates

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.opening import Opened
    from desktop.store.template_intake import TemplateIntake


@dataclass(frozen=True, slots=True)
class Moving:
    """Importing, exporting, and the templates that come along."""

    intake: TemplateIntake
    importing: Importing
    exporting: Exporting
    starters: Starters


def move_templates(store: Opened, templates: Templates, tasks: Tasks) -> Moving:
    """Make it over an opened store."""
    from desktop.store.template_intake import TemplateIntake

    intake = TemplateIntake(store.database)
    return Moving(
        intake,
        Importing(intake, templates.list, tasks),
        Exporting(store.templates, tasks),
        Starters(intake, templates.list, tasks),
    )
