"""The part of the composition root that is about the pages beside the conversation."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.app_models import make_viewmodels
from desktop.app_templates import make_template_viewmodels
from desktop.services.assembly import Services
from desktop.services.model_assembly import Basis, ModelServices, serve_models
from desktop.services.template_assembly import TemplateServices, serve_templates
from desktop.viewmodels.archive import ArchiveViewModel
from desktop.viewmodels.model_page import ModelPageViewModels
from desktop.viewmodels.models import ModelsViewModel
from desktop.viewmodels.template_page import TemplatePageViewModels


@dataclass(frozen=True, slots=True)
class PageParts:
    """What the pages about models and templates stand on."""

    model_services: ModelServices
    models: ModelPageViewModels
    template_services: TemplateServices
    templates: TemplatePageViewModels
    archive: ArchiveViewModel

    def close(self) -> None:
        """Let go, in reverse order."""
        for part in (self.archive, self.templates, self.template_services, self.models, self.model_services):
            part.close()


def make_pages(basis: Basis, services: Services, models: ModelsViewModel) -> PageParts:
    """Make the services of both pages and what they are shown with."""
    model_services = serve_models(basis)
    template_services = serve_templates(basis)
    return PageParts(
        model_services,
        make_viewmodels(model_services, models),
        template_services,
        make_template_viewmodels(template_services),
        ArchiveViewModel(services.archiving),
    )
