"""The list of the models on this computer: a click selects, Enter loads, the menu does the rest."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QToolTip, QWidget

from desktop.core.models import Origin
from desktop.viewmodels.library_rows import LibraryListModel, LibraryRole, LibraryRow
from desktop.viewmodels.tips import wrapped_tip
from desktop.widgets.look import Look
from desktop.widgets.models.library_delegate import Index, LibraryDelegate, Words
from desktop.widgets.models.library_words import tip
from desktop.widgets.models.spoken_rows import SpokenRows

DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LibraryList(QListView):
    """Shows the rows and asks for what is to be done with one."""

    load_asked = Signal(object)  # Listed, as the following
    settings_asked = Signal(object)
    remove_asked = Signal(object)
    forget_asked = Signal(object)
    show_asked = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("librarylist")
        self._look = look
        self._current: Path | None = None  # kept where rows change their places
        self._rows: SpokenRows | None = None
        self.delegate = LibraryDelegate(look, self._words(), self)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(24)
        look.changed.connect(self.scheduleDelayedItemsLayout)
        self._say()

    def show_rows(self, rows: LibraryListModel) -> None:
        """Show these models."""
        self._rows = SpokenRows(self)
        self._rows.setSourceModel(rows)
        self.setModel(self._rows)
        self._rows.rowsInserted.connect(self._keep_current)

    def row(self) -> LibraryRow | None:
        """Give the model that the keyboard is on."""
        return self.currentIndex().data(LibraryRole.ROW)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Remember what the keyboard is on."""
        super().currentChanged(current, previous)
        row: LibraryRow | None = current.data(LibraryRole.ROW)
        if row is not None:
            self._current = row.listed.path

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter loads, Delete removes."""
        row = self.row()
        if row is not None and event.key() in ENTER:
            self._load(row)
        elif row is not None and event.key() in DELETE:
            self._remove(row)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The button loads, the dots open the menu."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        row: LibraryRow | None = index.data(LibraryRole.ROW)
        if row is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        places = self.delegate.places(self.visualRect(index))
        if places.dots.contains(place):
            self.menu(row).popup(event.globalPosition().toPoint())
        elif places.button.contains(place):
            self._load(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click loads."""
        row: LibraryRow | None = self.indexAt(event.position().toPoint()).data(LibraryRole.ROW)
        if row is not None:
            self._load(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the model under the pointer, or of the current one by the keyboard."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        row: LibraryRow | None = index.data(LibraryRole.ROW)
        if row is not None:
            center = self.viewport().mapToGlobal(self.visualRect(index).center())
            self.menu(row).popup(center if by_key else event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """Say all that is known of a model while the pointer rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row: LibraryRow | None = self.indexAt(event.pos()).data(LibraryRole.ROW)
            if row is not None:
                QToolTip.showText(event.globalPos(), wrapped_tip(tip(row)), self)
                return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self.viewport().update()
        super().changeEvent(event)

    def menu(self, row: LibraryRow) -> QMenu:
        """Make the menu of a model."""
        menu, listed = QMenu(self), row.listed
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        icon = self._look.icon
        load = menu.addAction(icon("message-square"), self.tr("Chat with it"), lambda: self._load(row))
        load.setEnabled(listed.problem is None)
        ask = self.settings_asked.emit
        settings = menu.addAction(icon("sliders-horizontal"), self.tr("Settings…"), lambda: ask(listed))
        settings.setEnabled(listed.problem is None)
        menu.addSeparator()
        show = self.show_asked.emit
        menu.addAction(icon("folder-open"), self.tr("Show in the file manager"), lambda: show(listed))
        menu.addAction(icon("copy"), self.tr("Copy the path"), lambda: _copy(str(listed.path)))
        menu.addSeparator()
        if listed.model.origin is Origin.OPENED:
            forget = self.forget_asked.emit
            menu.addAction(icon("x"), self.tr("Take it off the list"), lambda: forget(listed))
        else:
            words = self.tr("Remove…") if listed.own else self.tr("Remove (only where it was fetched)")
            remove = menu.addAction(icon("trash"), words, lambda: self._remove(row))
            remove.setEnabled(listed.own)
        return menu

    def _load(self, row: LibraryRow) -> None:
        if row.listed.problem is None:
            self.load_asked.emit(row.listed)

    def _remove(self, row: LibraryRow) -> None:
        if row.listed.model.origin is Origin.OPENED:
            self.forget_asked.emit(row.listed)
        else:
            self.remove_asked.emit(row.listed)

    @Slot()
    def _keep_current(self) -> None:
        """Stay on the same model where it has gone to another place."""
        if self._rows is None or self._current is None:
            return
        row = self.row()
        if row is None or row.listed.path != self._current:
            place = self._rows.place_of(self._current)
            if place is not None:
                self.setCurrentIndex(self._rows.index(place, 0))

    def _words(self) -> Words:
        return Words(self.tr("Chat"), self.tr("loaded"), self.tr("is being loaded"))

    def _say(self) -> None:
        self.delegate.words = self._words()
        self.setAccessibleName(self.tr("Models on this computer"))


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
