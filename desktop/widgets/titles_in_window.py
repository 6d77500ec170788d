"""Titles that the user wants the model to find: from the menu of a chat to what came of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from desktop.viewmodels.titling import TitlingViewModel
from desktop.widgets.workplace import Workplace


class TitlesInWindow(QObject):
    """Belongs to the workplace."""

    def __init__(self, workplace: Workplace, viewmodel: TitlingViewModel) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        workplace.sidebar.list.title_asked.connect(viewmodel.suggest)
        viewmodel.not_found.connect(self._not_found)
        viewmodel.failed.connect(workplace.page.tell)

    @Slot()
    def _not_found(self) -> None:
        words = self.tr("The model found no better title for the chat.")
        self._workplace.toast.offer(words, self.tr("Close"), lambda: None)
