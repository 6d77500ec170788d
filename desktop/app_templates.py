"""The part of the composition root that is about templates; imported when the chats have been opened."""

from __future__ import annotations

from desktop.services.presets import Presets
from desktop.services.template_assembly import TemplateServices
from desktop.viewmodels.personas import PersonasViewModel
from desktop.viewmodels.template_page import TemplatePageViewModels
from desktop.viewmodels.templates import TemplateDesk, TemplatesViewModel
from desktop.viewmodels.tryout import TryoutViewModel


def make_template_viewmodels(services: TemplateServices) -> TemplatePageViewModels:
    """Make what the page about templates works with."""
    return TemplatePageViewModels(
        TemplatesViewModel(_desk(services)),
        TryoutViewModel(services.templates),
        PersonasViewModel(),
    )


def _desk(services: TemplateServices) -> TemplateDesk:
    basis = services.basis
    presets = Presets(basis.store.presets)
    return TemplateDesk(services.templates, services.edits, services.counting, basis.working.models, presets)
