"""The backups, and what was set aside: making one, and bringing one back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.backups import Aside, Backup
from desktop.core.keeping import RecoverFile, RestoreBackup
from desktop.viewmodels.data import DataViewModel
from desktop.viewmodels.tips import plain_tip
from desktop.widgets.look import Look
from desktop.widgets.models.network_card import put, sentence
from desktop.widgets.settings.data_words import DataWords
from desktop.widgets.settings.questions import ask

HEIGHT = 132  # px, of the list
WHICH = Qt.ItemDataRole.UserRole


class BackupCard(QFrame):
    """Lists them, the newest first."""

    def __init__(self, look: Look, words: DataWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingrow")
        self._look = look
        self._words = words
        self._viewmodel: DataViewModel | None = None
        self._found: tuple[list[Backup], list[Aside]] = ([], [])
        self.title, self.help, self.note = QLabel(), sentence("caption"), sentence("caption")
        self.title.setObjectName("settingname")
        self.list = QListWidget()
        self.list.setObjectName("backuplist")
        self.list.setFixedHeight(HEIGHT)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.make, self.restore = QPushButton(), QPushButton()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.make)
        buttons.addWidget(self.restore)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 14, 12)
        column.setSpacing(8)
        for part in (self.title, self.help, self.list):
            column.addWidget(part)
        column.addLayout(buttons)
        column.addWidget(self.note)
        put(self.note, "")

    def attach(self, viewmodel: DataViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        viewmodel.listed.connect(self._show)
        viewmodel.backed_up.connect(self._made)
        viewmodel.done.connect(self._free)
        self.make.clicked.connect(self._make)
        self.restore.clicked.connect(self.ask)
        self.list.itemActivated.connect(self.ask)
        self.list.currentRowChanged.connect(self._free)
        self._free()

    def say(self) -> None:
        """Speak the language of the window."""
        self.title.setText(self.tr("Backups"))
        put(
            self.help,
            self.tr("One is made every day, and before an update changes the tables. Seven days are kept."),
        )
        self.make.setText(self.tr("Back up now"))
        self.list.setAccessibleName(self.tr("Backups"))
        self._show(self._found)

    @Slot()
    def ask(self) -> None:
        """Ask before what is chosen is restored."""
        item, viewmodel = self.list.currentItem(), self._viewmodel
        if item is None or viewmodel is None:  # pyright: ignore[reportUnnecessaryComparison]  # none is chosen
            return
        which: Backup | Aside = item.data(WHICH)
        path: Path = which.path
        if isinstance(which, Aside) and which.damaged:
            words = (self._words.ask_recover(item.text()), self._words.kept())
            ask(self, words, self.tr("Recover"), lambda: viewmodel.carry_out(RecoverFile(path)))
        else:
            words = (self._words.ask_restore(item.text()), self._words.kept())
            ask(self, words, self.tr("Restore"), lambda: viewmodel.carry_out(RestoreBackup(path)))

    @Slot()
    def _make(self) -> None:
        assert self._viewmodel is not None
        self._viewmodel.back_up()
        put(self.note, self.tr("The backup is being made…"))
        self._free()

    @Slot(object)
    def _made(self, path: Path) -> None:
        put(self.note, self.tr("The backup is {path}.").format(path=path))

    @Slot(object)
    def _show(self, found: tuple[list[Backup], list[Aside]]) -> None:
        self._found = found
        chosen = max(0, self.list.currentRow())
        self.list.clear()
        lines = [(self._words.backup(each), each) for each in found[0]]
        lines += [(self._words.aside(each), each) for each in found[1]]
        for line, which in lines:
            item = QListWidgetItem(line)
            item.setData(WHICH, which)
            item.setToolTip(plain_tip(str(which.path)))
            self.list.addItem(item)
        self.list.setVisible(bool(lines))
        self.list.setCurrentRow(min(chosen, len(lines) - 1))
        self._free()

    @Slot()
    def _free(self) -> None:
        busy = self._viewmodel is not None and self._viewmodel.busy
        item = self.list.currentItem()
        which = None if item is None else item.data(WHICH)  # pyright: ignore[reportUnnecessaryComparison]
        damaged = isinstance(which, Aside) and which.damaged
        self.restore.setText(self.tr("Recover…") if damaged else self.tr("Restore…"))
        self.restore.setEnabled(which is not None)
        self.make.setEnabled(not busy)
