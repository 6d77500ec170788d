"""What stands at the left of the manual: its chapters, or what a search has found in them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from desktop.core.manual import Chapter, Found

WIDTH = 216
ROLE = Qt.ItemDataRole.UserRole


class Contents(QListWidget):
    """A list of few lines. Arrow keys show a chapter; Enter goes to a place that was found."""

    chapter_chosen = Signal(int)
    found_chosen = Signal(object)  # Found

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("manualcontents")
        self.setFixedWidth(WIDTH)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._filling = False
        self.currentItemChanged.connect(self._chosen)
        self.itemActivated.connect(self._opened)
        self.itemClicked.connect(self._opened)

    def show_chapters(self, chapters: Sequence[Chapter], current: int) -> None:
        """List the chapters."""
        self._filling = True
        self.clear()
        for number, chapter in enumerate(chapters):
            item = QListWidgetItem(chapter.title, self)
            item.setData(ROLE, number)
        self.setCurrentRow(current)
        self._filling = False

    def show_found(self, found: Sequence[Found], chapters: Sequence[Chapter]) -> None:
        """List what was found, with the chapter and the words around it."""
        titles = {chapter.number: chapter.title for chapter in chapters}
        self._filling = True
        self.clear()
        for each in found:
            above = titles[each.chapter]
            head = each.title if each.title == above else f"{each.title} – {above}"
            item = QListWidgetItem(f"{head}\n{each.around}", self)
            item.setData(ROLE, each)
            item.setToolTip(item.text())
        self._filling = False

    def mark(self, chapter: int) -> None:
        """Show which chapter is read, where chapters are listed."""
        item = self.item(chapter)
        if chapter < self.count() and isinstance(item.data(ROLE), int):
            self._filling = True
            self.setCurrentRow(chapter)
            self._filling = False

    @Slot()
    def _chosen(self) -> None:
        item = self.currentItem()
        if not self._filling and self.currentRow() >= 0 and isinstance(item.data(ROLE), int):
            self.chapter_chosen.emit(item.data(ROLE))

    @Slot(QListWidgetItem)
    def _opened(self, item: QListWidgetItem) -> None:
        if isinstance(item.data(ROLE), Found):
            self.found_chosen.emit(item.data(ROLE))
