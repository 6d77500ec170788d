"""What a persona makes of a chat: its system prompt, parameters and model, and what of them is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.core.errors import DataError
from desktop.core.model_names import find_wanted
from desktop.core.models import Installed
from desktop.core.personas import Persona, PersonaDraft, SystemTemplate
from desktop.core.preset_names import find_preset, values_of
from desktop.core.presets import Preset
from desktop.core.sampling import Sampling
from desktop.core.template_errors import TemplateGone
from desktop.core.template_filling import Surroundings, fields_in, unfilled
from desktop.core.template_values import first_values
from desktop.core.templates import Body, Part, Template, TemplateId, TemplateUse
from desktop.services.template_filling import Made, Wish, made_of, paths_of


class MissingKind(StrEnum):
    """What of a persona is not there any more; a chat begins without it."""

    MODEL = "model"  # the model that is chosen answers
    PRESET = "preset"  # the chosen model's own parameters apply
    TEMPLATE = "template"  # there is no system prompt
    FIELD = "field"  # of the template, that has no value; its place stays empty
    FILE = "file"  # that the template is filled in with; the place stays empty
    ROOM = "room"  # the template makes more than can be sent; there is no system prompt


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that a persona asks for and that is not there."""

    kind: MissingKind
    name: str


@dataclass(frozen=True, slots=True)
class Setup:
    """What a chat gets of a persona."""

    system: str
    made_with: TemplateUse | None = None
    sampling: Sampling | None = None  # None is what the model's file recommends, or was set for it
    model: Installed | None = None  # to be loaded; None leaves the one that is there
    missing: tuple[Missing, ...] = ()
    wish: Wish | None = None  # by which `system` is to be written once files have been read


@dataclass(frozen=True, slots=True)
class Means:
    """Where what a persona names is looked up."""

    presets: Callable[[], Sequence[Preset]]
    models: Callable[[], Sequence[Installed]]
    template: Callable[[TemplateId], Template]  # raises `TemplateGone`


def set_up(draft: PersonaDraft, means: Means, around: Surroundings) -> Setup:
    """Look up all that a persona names. Never fails: what is missing is told."""
    missing: list[Missing] = []
    system, made_with, wish = draft.system, None, None
    if draft.template is not None:
        template = _found(draft.template, means)
        system = ""
        if template is None:
            missing.append(Missing(MissingKind.TEMPLATE, draft.template.name))
        else:
            wish = wish_of(draft.template, template.body, around)
            wrongs = unfilled(wish.body, wish.values)
            missing += [Missing(MissingKind.FIELD, each.field.label or each.field.name) for each in wrongs]
            made = made_of(wish, dict.fromkeys(paths_of(wish).values(), ""))
            system = made.filled.system.strip()
            missing += _without_room(made, template.name)
            made_with = TemplateUse(template.id, template.name, template.version, Part.SYSTEM)
    sampling = draft.sampling
    if draft.preset:
        found = find_preset(draft.preset, means.presets())
        sampling = None if found is None else values_of(found)
        if found is None:
            missing.append(Missing(MissingKind.PRESET, draft.preset))
    model = None if draft.model is None else find_wanted(draft.model, means.models())
    if draft.model is not None and model is None:
        missing.append(Missing(MissingKind.MODEL, draft.model.name or draft.model.path))
    needs_files = wish if wish is not None and paths_of(wish) else None
    return Setup(system, made_with, sampling, model, tuple(missing), needs_files)


def with_files(setup: Setup, made: Made) -> Setup:
    """Take the system prompt that was written with the contents of files."""
    missing = [Missing(MissingKind.FILE, str(made.values.get(name, ""))) for name in made.errors]
    missing += _without_room(made, setup.made_with.name if setup.made_with is not None else "")
    return replace(setup, system=made.filled.system.strip(), missing=(*setup.missing, *missing), wish=None)


def wish_of(wanted: SystemTemplate, body: Body, around: Surroundings) -> Wish:
    """Say how the system text of a template is filled in for a persona."""
    system = Body(system=body.system, fields=body.fields)
    return Wish(system, first_values(fields_in(system), dict(wanted.values)), around)


def begun_with(
    system: str,
    sampling: Sampling | None,
    personas: Sequence[Persona],
    setup: Callable[[PersonaDraft], Setup],
) -> Persona | None:
    """Find the persona that a chat was begun with, by what it has; None where none fits.

    The system prompt decides; among personas with the same one, and where there is none, the parameters.
    """
    possible = (each for each in personas if each.draft.template is not None or each.draft.system == system)
    candidates = [(persona, setup(persona.draft)) for persona in possible]
    alike = [(persona, there) for persona, there in candidates if there.system == system]
    for persona, there in alike:
        if there.sampling == sampling and (system or sampling is not None):
            return persona
    return alike[0][0] if alike and system else None


def _without_room(made: Made, template: str) -> list[Missing]:
    return [] if made.refused is None else [Missing(MissingKind.ROOM, template)]


def _found(wanted: SystemTemplate, means: Means) -> Template | None:
    try:
        template = means.template(wanted.template)
    except (TemplateGone, DataError):
        return None
    return template if template.deleted is None else None
