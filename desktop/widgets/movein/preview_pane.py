"""The chats that would come in, and where they are to go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.core.folders import Folder, path_of
from desktop.core.moving_in import NAMES, Choice, Preview
from desktop.widgets.clearing import name_cross
from desktop.widgets.look import Look
from desktop.widgets.movein.entry_list import EntryList
from desktop.widgets.movein.words import MoveInWords
from desktop.widgets.sampling_style import Choice as ChoiceBox

SEARCHED = 8  # so many chats are seen at once


class PreviewPane(QWidget):
    """Chats can be searched and chosen; nothing has changed yet."""

    changed = Signal()

    def __init__(self, look: Look, words: MoveInWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview = Preview()
        self._folders: Sequence[Folder] = ()
        self.search, self.every = QLineEdit(), QCheckBox()
        self.list = EntryList(look, words)
        self.target, self.folders = ChoiceBox(look), QCheckBox()
        self._into = QLabel()
        self.search.setObjectName("chatsearch")
        self.search.setClearButtonEnabled(True)
        self.every.setTristate(False)
        self.folders.setChecked(True)
        self._lay_out()
        self.search.textChanged.connect(self.list.rows.search)
        self.every.clicked.connect(self._choose_all)
        self.list.rows.chosen_changed.connect(self._count)
        self._say()

    def show_preview(self, preview: Preview, folders: Sequence[Folder]) -> None:
        """Show what files would bring."""
        self._preview, self._folders = preview, folders
        self.search.clear()
        self.list.rows.show_entries(preview.entries)
        self.search.setVisible(len(preview.entries) > SEARCHED)
        self.folders.setVisible(any(entry.folder for entry in preview.entries))
        self._fill()
        self._count()

    @property
    def choice(self) -> Choice:
        """What the user has chosen."""
        place = self.target.currentData()
        return Choice(self.list.rows.picks, place or None, self.folders.isChecked())

    @property
    def new_folder(self) -> str:
        """The name of the folder that is to be made; "" for none."""
        return self._named() if self.target.currentData() == 0 else ""

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.every)
        top.addStretch(1)
        top.addWidget(self.search, 1)
        below = QHBoxLayout()
        below.addWidget(self._into)
        below.addWidget(self.target, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(8)
        page.addLayout(top)
        page.addWidget(self.list, 1)
        page.addLayout(below)
        page.addWidget(self.folders)

    def _fill(self) -> None:
        """Offer no folder, a new one, and those that are here. A new one has the number 0."""
        before = self.target.currentData()
        self.target.clear()
        self.target.addItem(self.tr("No folder"), None)
        self.target.addItem(self.tr("New folder “{name}”").format(name=self._named()), 0)
        for folder in self._folders:
            names = " / ".join(each.name for each in path_of(self._folders, folder.id))
            self.target.addItem(names, folder.id)
        self.target.setCurrentIndex(max(0, self.target.findData(before)))

    def _named(self) -> str:
        sources = dict.fromkeys(entry.source for entry in self._preview.entries)
        return ", ".join(NAMES[source] for source in sources) or "Import"

    @Slot(bool)
    def _choose_all(self, chosen: bool) -> None:
        self.list.rows.choose_all(chosen)

    @Slot()
    def _count(self) -> None:
        rows = self.list.rows
        self.every.setCheckState(rows.every)
        words = self.tr("%Ln chat(s) chosen", "", len(rows.picks))
        self.every.setText(words)
        self.changed.emit()

    def _say(self) -> None:
        self.search.setPlaceholderText(self.tr("Search titles"))
        self.search.setAccessibleName(self.tr("Search titles"))
        name_cross(self.search)
        self._into.setText(self.tr("Into the folder:"))
        self._into.setBuddy(self.target)
        self.target.setAccessibleName(self.tr("Into the folder:"))
        self.folders.setText(self.tr("Make the folders that the chats were in"))
        self._fill()
        self._count()
