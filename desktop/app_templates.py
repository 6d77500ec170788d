"""The part of the composition root that is about templates; imported when the chats have been opened."""

from __future__ import annotations

from desktop.core.errors import DataError
from desktop.core.presets import Preset
from desktop.services.persona_use import Means
from desktop.services.preset_files import PresetFiles
from desktop.services.presets import Presets
from desktop.services.template_assembly import TemplateServices
from desktop.services.template_filling import TemplateFilling
from desktop.services.template_history import TemplateHistory
from desktop.services.tryout_assembly import TryoutServices
from desktop.viewmodels.persona_use import PersonaUseViewModel, Shown
from desktop.viewmodels.personas import PersonasViewModel
from desktop.viewmodels.template_moving import TemplateMovingViewModel
from desktop.viewmodels.template_page import TemplatePageViewModels
from desktop.viewmodels.template_use import TemplateUseViewModel
from desktop.viewmodels.template_wishes import TemplateWishesViewModel
from desktop.viewmodels.templates import TemplateDesk, TemplatesViewModel
from desktop.viewmodels.tryout import TryoutViewModel


def make_template_viewmodels(services: TemplateServices, tryout: TryoutServices) -> TemplatePageViewModels:
    """Make what the page about templates works with."""
    moving = TemplateMovingViewModel(services.moving)
    moving.begin()
    return TemplatePageViewModels(
        TemplatesViewModel(_desk(services)),
        TryoutViewModel(tryout),
        make_personas(services),
        moving,
    )


def make_personas(services: TemplateServices) -> PersonasViewModel:
    """Make what lists and changes personas."""
    basis, templates = services.basis, services.templates

    def presets() -> list[Preset]:
        try:
            return basis.presets.all() if basis.presets is not None else []
        except DataError:
            return []  # told where presets are chosen

    means = Means(presets, basis.working.models.library.installed, templates.read)
    return PersonasViewModel(services.personas, services.persona_edits, means, templates.list)


def make_persona_use(
    services: TemplateServices, personas: PersonasViewModel, shown: Shown
) -> PersonaUseViewModel:
    """Make what gives the shown chat a persona; and let presets be read from files."""
    shown.sampling.shelf.files = PresetFiles(services.basis.working.tasks)
    return PersonaUseViewModel(personas, shown, TemplateFilling(services.basis.working.tasks))


def make_wishes(personas: PersonasViewModel, shown: Shown) -> TemplateWishesViewModel:
    """Make what says which model and preset the template of a draft was made for."""
    return TemplateWishesViewModel(shown, personas.means)


def make_template_use(services: TemplateServices, shown: Shown) -> TemplateUseViewModel:
    """Make what puts templates into the composer."""
    tasks = services.basis.working.tasks
    return TemplateUseViewModel(
        services.templates, shown.chat, (TemplateFilling(tasks), TemplateFilling(tasks))
    )


def _desk(services: TemplateServices) -> TemplateDesk:
    basis = services.basis
    working = basis.working
    return TemplateDesk(
        services.templates,
        services.edits,
        services.counting,
        working.models,
        basis.presets or Presets(basis.store.presets),
        TemplateFilling(working.tasks),
        TemplateHistory(basis.store.templates, working.tasks),
    )
