"""The part of the composition root that is about templates; imported when the chats have been opened."""

from __future__ import annotations

from desktop.services.presets import Presets
from desktop.services.template_assembly import TemplateServices
from desktop.services.template_filling import TemplateFilling
from desktop.services.tryout_assembly import TryoutServices
from desktop.viewmodels.personas import PersonasViewModel
from desktop.viewmodels.template_page import TemplatePageViewModels
from desktop.viewmodels.templates import TemplateDesk, TemplatesViewModel
from desktop.viewmodels.tryout import TryoutViewModel


def make_template_viewmodels(services: TemplateServices, tryout: TryoutServices) -> TemplatePageViewModels:
    """Make what the page about templates works with."""
    return TemplatePageViewModels(
        TemplatesViewModel(_desk(services)),
        TryoutViewModel(tryout),
        PersonasViewModel(),
    )


def _desk(services: TemplateServices) -> TemplateDesk:
    basis = services.basis
    working = basis.working
    return TemplateDesk(
        services.templates,
        services.edits,
        services.counting,
        working.models,
        Presets(basis.store.presets),
        TemplateFilling(working.tasks),
    )
