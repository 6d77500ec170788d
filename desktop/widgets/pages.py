"""What stands right of the list of chats: the conversation, or a page about models, templates or settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.widgets.attachments_drop import DropHint
from desktop.widgets.look import Look
from desktop.widgets.models.tabs import Tab
from desktop.widgets.page_stack import PageStack
from desktop.widgets.templates.tabs import TemplateTab

if TYPE_CHECKING:  # the pages are imported when they are first shown: all take 12 MB and half a second
    from desktop.viewmodels.model_page import ModelPageViewModels
    from desktop.viewmodels.template_page import TemplatePageViewModels
    from desktop.widgets.models.page import ModelsPage
    from desktop.widgets.settings.page import SettingsPage
    from desktop.widgets.templates.page import TemplatesPage

TRASH = "trash"  # the name of its page


class Pages(PageStack):
    """Holds the conversation and, once they were asked for, the pages beside it."""

    models_shown = Signal(bool)  # whether the page about models stands there now
    templates_shown = Signal(bool)  # whether the page about templates stands there now
    settings_shown = Signal(bool)  # whether the settings stand there now
    link_activated = Signal(str)  # an address on one of the pages

    def __init__(self, look: Look, chat: QWidget) -> None:
        super().__init__(look, chat)
        self._viewmodels: ModelPageViewModels | None = None
        self._template_viewmodels: TemplatePageViewModels | None = None
        self._make_settings: Callable[[], SettingsPage] | None = None
        self.models: ModelsPage | None = None
        self.templates: TemplatesPage | None = None
        self.settings: SettingsPage | None = None
        self.drop: DropHint | None = None  # of the page about models
        self.turned.connect(self._turned)

    @property
    def on_templates(self) -> bool:
        """Whether the page about templates is shown."""
        return self.templates is not None and not self.templates.isHidden()

    def attach(self, viewmodels: ModelPageViewModels, templates: TemplatePageViewModels) -> None:
        """Have what the pages work with."""
        self._viewmodels = viewmodels
        self._template_viewmodels = templates
        viewmodels.library.loading.connect(self.show_chat)

    @Slot()
    def show_models(self) -> None:
        """Show the page about models as it was left."""
        self.turn_to(self._made(), self.show_models)

    @Slot()
    def show_templates(self) -> None:
        """Show the page about templates as it was left."""
        self.turn_to(self.templates_page(), self.show_templates)

    def show_tab(self, tab: Tab) -> None:
        """Show one part of the page about models."""
        page = self._made()
        if page is not None:
            page.open_tab(tab)
        self.turn_to(page, lambda: self.show_tab(tab))

    @Slot()
    def show_library(self) -> None:
        """Show the models on this computer."""
        self.show_tab(Tab.LIBRARY)

    @Slot(object)
    def take_folder(self, folder: Path) -> None:
        """Look for models in a folder that was dropped, and show what comes of it."""
        if self._viewmodels is not None:
            self._viewmodels.library.places.look_through(folder)
            self.show_library()

    @Slot()
    def show_requests(self) -> None:
        """Show every request that went out."""
        self.show_tab(Tab.NETWORK)
        if self.models is not None:
            self.models.network.show_log()

    def offer_settings(self, make: Callable[[], SettingsPage]) -> None:
        """Have what makes the settings; it is called when they are first shown."""
        self._make_settings = make

    @Slot()
    def show_settings(self, section: str | None = None) -> None:
        """Show the settings as they were left, or one section of them."""
        if self.settings is None and self._make_settings is not None:
            self.settings = self._make_settings()
            self.settings.link_activated.connect(self.link_activated)
            self.take_in(self.settings)
        if self.settings is not None and section is not None:
            self.settings.open_section(section)
        self.turn_to(self.settings, lambda: self.show_settings(section))

    def templates_page(self) -> TemplatesPage | None:
        """Give the page about templates, made when it is first asked for; None before `attach`."""
        if self.templates is None and self._template_viewmodels is not None:
            from desktop.widgets.templates.page import TemplatesPage

            self.templates = TemplatesPage(self._look, self._template_viewmodels)
            self.take_in(self.templates)
            self.templates.link_activated.connect(self.link_activated)
        return self.templates

    @Slot(object)
    def bring_templates(self, files: list[Path]) -> None:
        """Show what files of templates would bring to the library."""
        page = self.templates_page()
        if page is not None:
            page.open_tab(TemplateTab.LIBRARY)
            self.show_templates()
            page.bring(files)

    @Slot(object)
    def _turned(self, page: QWidget) -> None:
        for shown, its in (
            (self.models_shown, self.models),
            (self.templates_shown, self.templates),
            (self.settings_shown, self.settings),
        ):
            shown.emit(page is its)

    def _made(self) -> ModelsPage | None:
        if self.models is None and self._viewmodels is not None:
            from desktop.widgets.models.page import ModelsPage

            self.models = ModelsPage(self._look, self._viewmodels)
            self.take_in(self.models)
            self.drop = DropHint(self._look, self.models, attaches=False)
            self.drop.model_dropped.connect(self._viewmodels.library.take)
            self.drop.place_dropped.connect(self.take_folder)
            self.drop.templates_dropped.connect(self.bring_templates)
            self.models.link_activated.connect(self.link_activated)
        return self.models
