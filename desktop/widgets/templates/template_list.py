"""The list of templates: a click selects and opens, keys and the menu do the rest."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from desktop.core.templates import Entry, TemplateId
from desktop.viewmodels.template_rows import TemplateListModel, TemplateRole, stretches
from desktop.widgets.look import Look
from desktop.widgets.speech import listed
from desktop.widgets.templates.list_delegate import ROW, Index, TemplateDelegate, Words, about, where
from desktop.widgets.templates.plain_text import one_line

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Wish(StrEnum):
    """What is to be done with the selected templates."""

    OPEN = "open"  # and go on in the editor
    RENAME = "rename"
    TRASH = "trash"
    FAVOUR = "favour"


class TemplateList(QTableView):
    """Shows the rows. The current one and the selected ones stay, wherever the list puts them.

    A table of one column: unlike a list it does not ask for every row whenever one comes or goes.
    """

    chosen = Signal(object)  # TemplateId that the keyboard is on now
    wished = Signal(object)  # Wish
    menu_asked = Signal(object)  # QPoint, global

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("templatelist")
        self._current: TemplateId | None = None
        self._selected: frozenset[TemplateId] = frozenset()
        self._keeping = False
        self._rows: TemplateListModel | None = None
        self.delegate = TemplateDelegate(look, self._words(), self)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(24)
        self._look = look
        look.changed.connect(self._grow)
        self._grow()

    @Slot()
    def _grow(self) -> None:
        """Have rows as high as the text wants them."""
        self.verticalHeader().setDefaultSectionSize(self._look.theme.px(ROW))

    def show_rows(self, rows: TemplateListModel) -> None:
        """Show these templates."""
        self._rows = rows
        rows.spoken = self.spoken
        rows.rowsAboutToBeRemoved.connect(self._hold)  # before the view hears of it
        self.setModel(rows)

    def speak(self) -> None:
        """Speak the language of the window."""
        self.delegate.words = self._words()
        self.setAccessibleName(self.tr("Templates"))
        self.viewport().update()

    def spoken(self, entry: Entry, edited: bool) -> str:
        """Say a row in one sentence."""
        words = [one_line(entry.name) or self.delegate.words.unnamed, about(entry), where(entry)]
        if entry.place.favourite:
            words.append(self.tr("favourite"))
        if edited:
            words.append(self.delegate.words.unsaved)
        return listed(word for word in words if word)

    @property
    def entry(self) -> Entry | None:
        """The template that the keyboard is on."""
        return self.currentIndex().data(TemplateRole.ENTRY)

    @property
    def entries(self) -> list[Entry]:
        """The selected templates, in their order."""
        if self._rows is None:
            return []
        selection = self.selectionModel().selection()  # not each index of it: there may be 200,000
        parts = sorted((part.top(), part.bottom()) for part in map(selection.at, range(selection.count())))
        return [entry for top, bottom in parts for entry in self._rows.rows[top : bottom + 1]]

    def go_to(self, template: TemplateId | None) -> None:
        """Select one template, if it is listed."""
        entry = self.entry
        if template is not None and template == self._current and entry is not None and entry.id == template:
            return  # the user is just selecting it, with others perhaps
        self._current = template
        self._selected = frozenset() if template is None else frozenset({template})
        self.restore()

    @Slot()
    def restore(self) -> None:
        """Stay on the same templates where the list has changed."""
        self._keeping = False
        if self._rows is None:
            return
        place = None if self._current is None else self._rows.place_of(self._current)
        selection = self.selectionModel()
        if place is None:
            return
        index = self.model().index(place, 0)
        if self.entry is None or self.entry.id != self._current or len(self._selected) > 1:
            self._keeping = True
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            selection.select(self._places(), QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._keeping = False

    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End lead to the first and the last row."""
        rows = len(self._rows.rows) if self._rows is not None else 0
        if rows and cursorAction == QAbstractItemView.CursorAction.MoveHome:
            return self.model().index(0, 0)
        if rows and cursorAction == QAbstractItemView.CursorAction.MoveEnd:
            return self.model().index(rows - 1, 0)
        return super().moveCursor(cursorAction, modifiers)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Open what the keyboard is on."""
        super().currentChanged(current, previous)
        entry: Entry | None = current.data(TemplateRole.ENTRY)
        if entry is not None and not self._keeping and entry.id != self._current:
            self._current = entry.id
            self.chosen.emit(entry.id)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Remember what is selected."""
        super().selectionChanged(selected, deselected)
        if not self._keeping:
            self._selected = frozenset(entry.id for entry in self.entries)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on in the editor, Delete throws away, F2 renames."""
        wishes = (
            dict.fromkeys(ENTER, Wish.OPEN) | dict.fromkeys(DELETE, Wish.TRASH) | {Qt.Key.Key_F2: Wish.RENAME}
        )
        wish = wishes.get(Qt.Key(event.key()))
        if wish is not None and self.entry is not None:
            self.wished.emit(wish)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The star makes a favourite."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        entry: Entry | None = index.data(TemplateRole.ENTRY)
        if entry is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        star = self.delegate.star(self.visualRect(index)).adjusted(-6, -6, 6, 6)
        if star.contains(place) and entry.id > 0 and entry.deleted is None:
            self.wished.emit(Wish.FAVOUR)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click goes on in the editor."""
        if self.indexAt(event.position().toPoint()).isValid():
            self.wished.emit(Wish.OPEN)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of what is selected; by the keyboard beside the current row."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            center = self.viewport().mapToGlobal(self.visualRect(index).center())
            self.menu_asked.emit(center if by_key else event.globalPos())

    @Slot()
    def _hold(self) -> None:
        """What is removed may come again at another place: it is not the user who leaves it."""
        self._keeping = True

    def _places(self) -> QItemSelection:
        selection, rows = QItemSelection(), self._rows
        if rows is None:
            return selection
        places = sorted(place for each in self._selected if (place := rows.place_of(each)) is not None)
        for first, last in stretches(places):
            selection.select(self.model().index(first, 0), self.model().index(last, 0))
        return selection

    def _words(self) -> Words:
        return Words(self.tr("Without a name"), self.tr("Not saved"), self.tr("v{number}"))
