"""The choice of which templates are listed: all, favourites, a folder, a tag, the trash."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot

from desktop.viewmodels.template_rows import Filter, Scope
from desktop.widgets.look import Look
from desktop.widgets.sampling_style import Choice
from desktop.widgets.speech import QtSpeaker
from desktop.widgets.templates.plain_text import one_line

INDENT = "\N{EM SPACE}"
MOST = 500  # folders, and tags, that are offered
CUT = 60  # characters of a name
ICONS = {
    Scope.ALL: "layout-template",
    Scope.FAVOURITES: "star",
    Scope.RECENT: "history",
    Scope.FOLDER: "folder",
    Scope.TAG: "tag",
    Scope.TRASH: "trash-2",
}

Counts = list[tuple[str, int]]


class FilterChoice(Choice):
    """Offers the folders as a tree, and the tags."""

    chosen = Signal(object)  # Filter

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._folders: Counts = []
        self._tags: Counts = []
        self._icons = look
        self.setMaxVisibleItems(20)
        self.activated.connect(self._choose)
        look.changed.connect(self._fill)
        self._fill()

    @property
    def filter(self) -> Filter:
        """What is chosen."""
        chosen = self.currentData()
        return chosen if isinstance(chosen, Filter) else Filter()

    def offer(self, folders: Counts, tags: Counts) -> None:
        """Offer these folders and tags, each with how many templates it has."""
        if (folders, tags) != (self._folders, self._tags):
            self._folders, self._tags = folders, tags
            self._fill()

    def choose(self, wanted: Filter) -> None:
        """Choose one; it has to be offered."""
        for row in range(self.count()):
            if self.itemData(row) == wanted:
                self.setCurrentIndex(row)
                self.chosen.emit(wanted)

    def changeEvent(self, e: QEvent) -> None:
        """Speak the new language."""
        if e.type() == QEvent.Type.LanguageChange:
            self._fill()
        super().changeEvent(e)

    @Slot()
    def _fill(self) -> None:
        before = self.filter
        self.clear()
        self._add(Filter(Scope.ALL), self.tr("All templates"))
        self._add(Filter(Scope.FAVOURITES), self.tr("Favourites"))
        self._add(Filter(Scope.RECENT), self.tr("Recently used"))
        for folder, count in self._folders[:MOST]:
            *above, name = folder.split("/")
            self._add(Filter(Scope.FOLDER, folder), INDENT * len(above) + _counted(name, count))
        for tag, count in self._tags[:MOST]:
            self._add(Filter(Scope.TAG, tag), _counted(tag, count))
        self._add(Filter(Scope.TRASH), self.tr("Trash"))
        self.setAccessibleName(self.tr("Which templates are listed"))
        self.setToolTip(self.accessibleName())
        places = [row for row in range(self.count()) if self.itemData(row) == before]
        self.setCurrentIndex(places[0] if places else 0)
        if not places:
            self.chosen.emit(self.filter)  # the folder or the tag is gone

    def _add(self, wanted: Filter, words: str) -> None:
        self.addItem(self._icons.icon(ICONS[wanted.scope]), words, wanted)

    @Slot(int)
    def _choose(self, _: int) -> None:
        self.chosen.emit(self.filter)


def _counted(name: str, count: int) -> str:
    return f"{one_line(name, CUT)}  ({QtSpeaker().number(count)})"
