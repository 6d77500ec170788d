"""What is asked before something is done with the data."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.core.keeping import Compact, MoveData
from desktop.viewmodels.data import DataViewModel
from desktop.widgets.settings.data_words import DataWords
from desktop.widgets.settings.erase_dialog import EraseDialog
from desktop.widgets.settings.questions import ask


class DataQuestions(QObject):
    """Asks over a widget, and passes on what is wanted."""

    def __init__(self, viewmodel: DataViewModel, over: QWidget) -> None:
        super().__init__(over)
        self._viewmodel = viewmodel
        self._over = over

    @Slot()
    def ask_states(self) -> None:
        """Ask before what models have read is deleted."""
        words = self.tr("Delete what models have read of chats?")
        more = self.tr(
            "No message is lost. The next answer of each chat begins later, since it is read again."
        )
        ask(self._over, (words, more), self.tr("Delete"), self._viewmodel.clear_states)

    @Slot()
    def ask_compact(self) -> None:
        """Ask before the window closes for it."""
        viewmodel = self._viewmodel
        words = (self.tr("Compact the file of the chats?"), DataWords(self).kept_open())
        ask(self._over, words, self.tr("Compact"), lambda: viewmodel.carry_out(Compact()))

    @Slot()
    def ask_folder(self) -> None:
        """Have a folder chosen, and looked at."""
        viewmodel = self._viewmodel
        chosen = QFileDialog.getExistingDirectory(self._over, self.tr("Move the data to an empty folder"))
        if chosen:
            viewmodel.look_at(Path(chosen))

    @Slot(object)
    def move_to(self, folder: Path) -> None:
        """Ask before everything is moved to a folder."""
        viewmodel = self._viewmodel
        words = self.tr("Move the data to {folder}?").format(folder=folder)
        more = self.tr(
            "Chats, backups, settings and your own models are copied there, compared, and used from there."
            " The old folder stays as it is until you delete it here. Fireside closes its window meanwhile."
        )
        ask(self._over, (words, more), self.tr("Move"), lambda: viewmodel.carry_out(MoveData(folder)))

    @Slot()
    def ask_left(self) -> None:
        """Ask before the old data is deleted."""
        viewmodel = self._viewmodel
        words = self.tr("Delete the old data in {folder}?").format(folder=viewmodel.places.left)
        more = self.tr("Only what Fireside has put there is deleted. This cannot be undone.")
        ask(self._over, (words, more), self.tr("Delete"), viewmodel.forget_left)

    @Slot()
    def ask_erase(self) -> None:
        """Ask before everything is deleted."""
        viewmodel = self._viewmodel
        dialog = EraseDialog(viewmodel.places.data, self._over)
        dialog.wanted.connect(viewmodel.carry_out)
        dialog.open()
