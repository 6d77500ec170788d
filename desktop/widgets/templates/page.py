"""The page about prompt templates: the library with its editor, trying out, personas."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.core.templates import TemplateId
from desktop.viewmodels.template_page import TemplatePageViewModels
from desktop.widgets.look import Look
from desktop.widgets.tabbed_page import TabbedPage
from desktop.widgets.templates.library_tab import TemplateLibraryTab
from desktop.widgets.templates.mover import TemplateMover
from desktop.widgets.templates.personas_tab import PersonasTab
from desktop.widgets.templates.tabs import TemplateTab as TemplateTab  # for importers, too
from desktop.widgets.templates.tryout_tab import TryoutTab


class TemplatesPage(TabbedPage):
    """Stands in the place of the conversation."""

    link_activated = Signal(str)  # an address that the user wants to see in the browser

    def __init__(self, look: Look, viewmodels: TemplatePageViewModels, parent: QWidget | None = None) -> None:
        self._viewmodels = viewmodels
        self.mover: TemplateMover | None = None  # with the library
        super().__init__(look, "templatespage", parent)

    @cached_property
    def library(self) -> TemplateLibraryTab:
        """The templates that are kept, and the editor."""
        part = TemplateLibraryTab(self._look)
        part.attach(self._viewmodels.library)
        self.mover = TemplateMover(self._look, part, self._viewmodels.moving)
        part.tryout_asked.connect(self.try_out)
        return part

    @cached_property
    def tryout(self) -> TryoutTab:
        """A template with saved inputs, answered by several models."""
        part = TryoutTab(self._look)
        part.attach(self._viewmodels.tryout)
        part.library_asked.connect(lambda: self.open_tab(TemplateTab.LIBRARY))
        part.link_activated.connect(self.link_activated)
        return part

    @cached_property
    def personas(self) -> PersonasTab:
        """System prompt, model and parameters in one click."""
        part = PersonasTab(self._look)
        part.attach(self._viewmodels.personas)
        return part

    @Slot(object)
    def try_out(self, template: TemplateId) -> None:
        """Show the tab that tries a template out."""
        self.open_tab(TemplateTab.TRYOUT)
        self.tryout.choose(template)
        self.take_focus()  # again: what there is to fill in has changed

    def bring(self, files: list[Path]) -> None:
        """Show what files would bring to the library, whose tab is open."""
        if self.mover is not None:
            self.mover.bring(files)

    def titles(self) -> list[str]:
        """Name the tabs."""
        return [self.tr("Templates"), self.tr("Try out"), self.tr("Personas")]

    def part(self, number: int) -> QWidget:
        """Give the part of a tab."""
        parts: dict[int, Callable[[], QWidget]] = {
            TemplateTab.LIBRARY: lambda: self.library,
            TemplateTab.TRYOUT: lambda: self.tryout,
            TemplateTab.PERSONAS: lambda: self.personas,
        }
        return parts[number]()

    def _say(self) -> None:
        super()._say()
        self.bar.setAccessibleName(self.tr("Parts of the page about templates"))
