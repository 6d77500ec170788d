"""The part of the composition root that is about the pages beside the conversation."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.app_chats import ChatParts, make_chat_parts
from desktop.app_models import make_start_card, make_viewmodels
from desktop.app_native import NativeParts, make_native
from desktop.app_palette import PaletteHands, PaletteParts, make_palette
from desktop.app_settings import SettingsParts, make_settings
from desktop.app_templates import (
    make_persona_use,
    make_template_use,
    make_template_viewmodels,
    make_wishes,
)
from desktop.services.assembly import Services
from desktop.services.model_assembly import Basis, ModelServices, serve_models
from desktop.services.template_assembly import TemplateServices, serve_templates
from desktop.services.tryout_assembly import TryoutServices, serve_tryout
from desktop.viewmodels.model_page import ModelPageViewModels
from desktop.viewmodels.moving_in import MoveInViewModel
from desktop.viewmodels.moving_out import MovingOutViewModel
from desktop.viewmodels.persona_use import PersonaUseViewModel, Shown
from desktop.viewmodels.start_card import StartCardViewModel
from desktop.viewmodels.template_page import TemplatePageViewModels
from desktop.viewmodels.template_use import TemplateUseViewModel
from desktop.viewmodels.template_wishes import TemplateWishesViewModel
from desktop.viewmodels.trash import TrashViewModel
from desktop.widgets.download_news import DownloadNews
from desktop.widgets.look import Look
from desktop.widgets.manual_in_window import ManualInWindow
from desktop.widgets.movein.mover import ChatMover
from desktop.widgets.moving_out import MovingOutInWindow
from desktop.widgets.news_in_window import Sources
from desktop.widgets.personas_in_window import PersonasInWindow
from desktop.widgets.preset_news import PresetNews
from desktop.widgets.start_card_in_window import StartCardInWindow
from desktop.widgets.system.hotkey import Hotkey
from desktop.widgets.templates_in_window import TemplatesInWindow
from desktop.widgets.trash_in_window import TrashInWindow
from desktop.widgets.workplace import Workplace


@dataclass(frozen=True, slots=True)
class PageParts:
    """What the pages about models and templates stand on."""

    model_services: ModelServices
    models: ModelPageViewModels
    start_card: StartCardViewModel
    template_services: TemplateServices
    tryout: TryoutServices
    templates: TemplatePageViewModels
    shown: Shown
    persona_use: PersonaUseViewModel
    wishes: TemplateWishesViewModel
    template_use: TemplateUseViewModel
    moving_in: MoveInViewModel
    moving_out: MovingOutViewModel
    settings: SettingsParts
    trash: TrashViewModel
    chats: ChatParts
    palette: PaletteParts
    native: NativeParts

    def show_in(self, workplace: Workplace, look: Look) -> None:
        """Let the window show the pages, and what happens on them."""
        workplace.pages.attach(self.models, self.templates)
        self.settings.show_in(workplace, look)
        self.settings.settings.changed.connect(self.shown.chat.choices.refresh)
        DownloadNews(workplace, self.models, self.shown.models)
        self.start_card.chat_asked.connect(self.models.downloads.chat_asked)
        StartCardInWindow(look, workplace, self.start_card)
        PersonasInWindow(look, workplace, self.persona_use)
        workplace.page.hint.attach(self.wishes)
        self.template_use.applied.connect(self.wishes.follow)
        PresetNews(workplace, self.shown.sampling.shelf)
        templates = TemplatesInWindow(look, workplace, self.template_use, self.shown)
        mover = ChatMover(look, self.moving_in, workplace, self.shown.chat)
        moving_out = MovingOutInWindow(look, self.moving_out, workplace)
        TrashInWindow(look, workplace, self.trash)
        ManualInWindow(look, workplace)
        self.chats.show_in(look, workplace, moving_out.export)
        self.palette.show_in(look, workplace, PaletteHands(templates, moving_out, mover))
        news = (self.native.news, self.shown.chat, self.models.downloads)
        sources = Sources(*news, self.moving_in, self.moving_out)
        self.native.show_in(look, workplace, sources, self.shown.models)
        workplace.pages.grant()

    def close(self) -> None:
        """Let go, in reverse order."""
        for part in (
            self.native,
            self.palette,
            self.chats,
            self.trash,
            self.settings,
            self.moving_out,
            self.moving_in,
            self.template_use,
            self.templates,
            self.tryout,
            self.template_services,
            self.start_card,
            self.models,
            self.model_services,
        ):
            part.close()


def make_pages(basis: Basis, services: Services, shown: Shown) -> PageParts:
    """Make the services of both pages and what they are shown with."""
    model_services = serve_models(basis)
    template_services = serve_templates(basis)
    tryout = serve_tryout(basis, template_services.templates, model_services.comparing)
    templates = make_template_viewmodels(template_services, tryout)
    models = make_viewmodels(model_services, shown.models)
    hotkey = Hotkey()
    return PageParts(
        model_services,
        models,
        make_start_card(model_services, shown.models),
        template_services,
        tryout,
        templates,
        shown,
        make_persona_use(template_services, templates.personas, shown),
        make_wishes(templates.personas, shown),
        make_template_use(template_services, shown),
        MoveInViewModel(services.moving_in),
        MovingOutViewModel(services.moving_out, shown.chat, basis.settings),
        make_settings(basis, services.indexing, models, shown.models, hotkey),
        TrashViewModel(services.trash, services.organising),
        make_chat_parts(basis, services, shown),
        make_palette(basis, services, shown, template_services.templates),
        make_native(services, model_services, shown.chat, hotkey),
    )
