"""The manual in the window: its page, by what it is asked for, and where its links lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.widgets.look import Look
from desktop.widgets.workplace import Workplace

if TYPE_CHECKING:
    from desktop.widgets.manual.page import ManualPage

NAME = "manual"


class ManualInWindow(QObject):
    """Connects them."""

    def __init__(self, look: Look, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._look = look
        self._keys = workplace.keys
        self._pages = workplace.pages
        workplace.keys.bind("help", self.show)
        workplace.header.help_asked.connect(self.show)
        self._pages.offer(NAME, self._make)

    @Slot()
    def show(self) -> None:
        """Show the page as it was left."""
        self._pages.show_named(NAME)

    def _make(self) -> ManualPage:
        from desktop.widgets.manual.page import ManualPage  # here: it may never be wanted

        page = ManualPage(self._look, self._keys)
        page.settings_asked.connect(self._pages.show_settings)
        page.link_activated.connect(self._pages.link_activated)
        return page
