"""The trash in the window: its page, its button, and how often it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from desktop.viewmodels.trash import TrashViewModel
from desktop.widgets.look import Look
from desktop.widgets.pages import TRASH
from desktop.widgets.workplace import Workplace

if TYPE_CHECKING:
    from desktop.widgets.trash_page import TrashPage


class TrashInWindow(QObject):
    """Connects them."""

    def __init__(self, look: Look, workplace: Workplace, viewmodel: TrashViewModel) -> None:
        super().__init__(workplace)
        self._look = look
        self._viewmodel = viewmodel
        self._pages = workplace.pages
        self._button = workplace.sidebar.trash
        self._pages.offer(TRASH, self._make)
        self._pages.turned.connect(self._turned)
        workplace.keys.bind("trash", self.show)
        workplace.keys.tip("trash", self._button)

    @Slot()
    def show(self) -> None:
        """Show the page."""
        self._pages.show_named(TRASH)

    def _make(self) -> TrashPage:
        from desktop.widgets.trash_page import TrashPage  # here: it may never be wanted

        return TrashPage(self._look, self._viewmodel)

    @Slot(object)
    def _turned(self, page: QWidget) -> None:
        self._button.setChecked(page is self._pages.named(TRASH))
