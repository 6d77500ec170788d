"""Importing chats: an entry of the window's menu, and what came of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog

from desktop.services.importing import Imported
from desktop.viewmodels.archive import ArchiveViewModel
from desktop.widgets.look import Look
from desktop.widgets.workplace import Workplace


class ArchiveMenu(QObject):
    """Belongs to the workplace. Adds its entry whenever the window's menu has been filled anew."""

    def __init__(self, look: Look, viewmodel: ArchiveViewModel, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._look = look
        self._viewmodel = viewmodel
        self._workplace = workplace
        self._menu = workplace.header.menu
        self._menu.aboutToShow.connect(self._add)
        viewmodel.imported.connect(self._imported)
        viewmodel.failed.connect(workplace.page.tell)
        viewmodel.progressed.connect(self._progressed)

    @Slot()
    def import_files(self) -> None:
        """Ask for files and read chats from them."""
        title, kind = self.tr("Import chats"), self.tr("Chats that Fireside has exported (*.json)")
        paths, _ = QFileDialog.getOpenFileNames(self._workplace, title, "", kind)
        if paths:
            self._viewmodel.import_files([Path(path) for path in paths])

    @Slot()
    def _add(self) -> None:
        action = QAction(self._look.icon("folder-input"), self.tr("Import chats…"), self._menu)
        action.setEnabled(not self._viewmodel.busy)
        action.triggered.connect(self.import_files)
        separators = [action for action in self._menu.actions() if action.isSeparator()]
        self._menu.insertAction(separators[0], action)

    @Slot(int)
    def _progressed(self, done: int) -> None:
        words = self.tr("Importing… chats done: {count}").format(count=QLocale().toString(done))
        self._workplace.toast.offer(words, self.tr("Cancel"), self._viewmodel.cancel)

    @Slot(object)
    def _imported(self, done: Imported) -> None:
        words = self.tr("%Ln chat(s) imported.", "", done.chats)
        if done.same:
            words += " " + self.tr("%Ln was (were) here already.", "", done.same)
        faults = len(done.refused) + done.dropped
        if faults:
            words += " " + self.tr("%Ln part(s) could not be read.", "", faults)
        self._workplace.toast.offer(words, self.tr("Close"), lambda: None)
