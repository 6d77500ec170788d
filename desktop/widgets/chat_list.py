"""The list of chats: pinned ones, folders, and the others by date; renamed in place, chosen many at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.core.chat import Chat, ChatId
from desktop.core.list_rows import Kind, Section
from desktop.viewmodels.chats import ChatListModel
from desktop.widgets.chat_deeds import ChatDeeds
from desktop.widgets.chat_doing import ChatDoing
from desktop.widgets.chat_drag import Carried, ChatDrag
from desktop.widgets.chat_editor import ChatEditor
from desktop.widgets.chat_place import PlaceKeeper
from desktop.widgets.chat_rows import DOTS, SIDE, RowPainter, RowState
from desktop.widgets.light_list import LightList, ranges_of
from desktop.widgets.look import Look

BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
ONE = QItemSelectionModel.SelectionFlag.ClearAndSelect
SEVERAL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class ChatListView(LightList):
    """Shows the chats; a click opens one or a folder, menus and keys do the rest."""

    opened = Signal(object)  # ChatId
    delete_asked = Signal(object)  # tuple[ChatId, ...]
    export_asked = Signal(object)  # tuple[ChatId, ...]
    print_asked = Signal(object)  # tuple[ChatId, ...]
    title_asked = Signal(object)  # ChatId
    tags_asked = Signal(object)  # tuple[ChatId, ...]
    new_in_folder_asked = Signal(object)  # FolderId
    folder_settings_asked = Signal(object)  # FolderId
    folder_export_asked = Signal(object)  # FolderId

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chatlist")
        self._chats: ChatListModel | None = None
        self._open: ChatId | None = None  # shown in the window
        self._plain = True  # the last press was about one row
        self._by_keys = False
        self._painter = RowPainter(look)
        self.doing = ChatDoing(look, self)
        self.drag = ChatDrag(look, self)
        self._keeper = PlaceKeeper(self)
        self.setItemDelegate(ChatEditor(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setAccessibleName(self.tr("Chats"))
        self.clicked.connect(self._clicked)
        look.changed.connect(self.viewport().update)

    def offer(self, deeds: ChatDeeds) -> None:
        """Let chats be put in order."""
        self.doing.deeds = self.doing.menus.deeds = self.drag.deeds = deeds
        deeds.edit = self.rename_row

    def show_open(self, chat: ChatId | None) -> None:
        """Mark the chat that is shown in the window, and go there."""
        self._open = chat
        row = self.doing.reveal(self._chats, chat) if self._chats is not None and chat is not None else None
        if row is not None:
            self.go_to(row)
        elif self._chats is not None:
            self.selectionModel().clear()
        self.viewport().update()

    def find_open(self) -> None:
        """Select the open chat if it has just come into the list, and nothing else is selected."""
        chosen = self.selectionModel().selection()
        if self._chats is not None and self._open is not None and chosen.isEmpty():
            row = self._chats.row_of(self._open)
            if row is not None:
                self.selectionModel().setCurrentIndex(self.model().index(row, 0), ONE)

    def go_to(self, row: int) -> None:
        """Select a row alone."""
        index = self.model().index(row, 0)
        if index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.selectionModel().setCurrentIndex(index, ONE)

    def rename_row(self, row: int) -> None:
        """Open the field to rename a row."""
        self.go_to(row)
        self.edit(self.model().index(row, 0))

    def chosen(self) -> tuple[ChatId, ...]:
        """Give the selected chats, from the top."""
        if self._chats is None:
            return ()
        ranges = ranges_of(self.selectionModel().selection())
        return tuple(chat for first, last in ranges for chat in self._chats.rows.chats(first, last))

    def values(self, chats: Sequence[ChatId]) -> list[Chat]:
        """Give what is known of chats."""
        return [] if self._chats is None else self._chats.chats(chats)

    def paint_row(self, painter: QPainter, place: QRect, number: int) -> None:
        """Paint a row as it is looked at."""
        if self._chats is None:
            return
        row = self._chats.row(number)
        under = self.viewport().mapFromGlobal(self.cursor().pos())
        state = RowState(
            selected=self.is_chosen(number),
            hovered=self.viewport().underMouse() and place.contains(under),
            open=row.chat is not None and row.chat.id == self._open,
            focused=self._by_keys and self.hasFocus() and number == self.currentIndex().row(),
            target=self.drag.is_target(self._chats.rows.at(number)[0]),
        )
        self._painter.paint(painter, place, row, state)

    def _several(self) -> bool:
        ranges = ranges_of(self.selectionModel().selection()) if self._chats is not None else []
        return sum(last - first + 1 for first, last in ranges) > 1

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        if self._plain and self._chats is not None:
            self.doing.enter(self._chats, index)

    def _at_right(self, place: QPoint, index: QModelIndex) -> Kind | None:
        """Tell what kind of row has its button there: dots, or the plus of the folders."""
        at_right = place.x() > self.visualRect(index).right() - SIDE - DOTS
        if self._chats is None or not index.isValid() or not at_right:
            return None
        part, _ = self._chats.rows.at(index.row())
        has_button = part.kind in (Kind.CHATS, Kind.FOLDER) or part.section is Section.FOLDERS
        return part.kind if has_button else None

    def _row_at(self, place: QPoint) -> int | None:
        index = self.indexAt(place)
        return index.row() if index.isValid() else None

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the window while several rows are selected."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() == QEvent.Type.ShortcutOverride and self._several():
            event.accept()
            return True
        return super().event(event)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show the chats."""
        super().setModel(model)
        if isinstance(model, ChatListModel):
            self._chats = model
            self._keeper.follow(model)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Buttons of rows do not select; nor do other mouse buttons, since they open no chat."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        self._by_keys = False
        self._plain = not event.modifiers() & SEVERAL
        button = self._at_right(place, index) if self._plain else None
        if event.button() is not Qt.MouseButton.LeftButton:
            event.accept()
        elif button is Kind.HEADING and self.doing.deeds is not None:
            self.doing.deeds.new_folder()
        elif button is not None and self._chats is not None:
            self.doing.menu(self._chats, index, event.globalPosition().toPoint())
        else:
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the row under the pointer, or of the selected ones by the keyboard."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        place = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
        if self._chats is not None:
            self.doing.menu(self._chats, index, place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, F2 renames, Delete deletes, Left and Right go in and out, Alt+Enter opens the menu."""
        editing = self.state() is QAbstractItemView.State.EditingState
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        self._by_keys = True
        if self._chats is None or editing:
            super().keyPressEvent(event)
        elif enter and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).center())
            self.doing.menu(self._chats, index, place)
        elif not self.doing.press(self._chats, self.currentIndex(), event.key()):
            super().keyPressEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are, once they are here."""
        super().focusInEvent(event)
        if event.reason() in BY_KEYS:
            self._by_keys = True
            if not self.currentIndex().isValid():
                first = self.moveCursor(self.CursorAction.MoveHome, Qt.KeyboardModifier.NoModifier)
                self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.viewport().update()

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Carry the selected chats, or a folder."""
        chats, index = self.chosen(), self.currentIndex()
        if self._chats is None or not index.isValid() or self._chats.shown.archived:
            return
        row = self._chats.row(index.row())
        if row.kind is Kind.FOLDER and row.folder is not None:
            self.drag.begin(Carried(folder=row.folder.id), row.folder.name)
        elif len(chats) == 1 and row.chat is not None:
            self.drag.begin(Carried(chats), row.chat.title or self.tr("New chat"))
        elif chats:
            self.drag.begin(Carried(chats), self.tr("%Ln chat(s)", "", len(chats)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Something is carried over the list."""
        event.accept() if event.source() is self else event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Say whether it can be put there."""
        if self._chats is not None:
            self.drag.move(event, self._chats, self._row_at(event.position().toPoint()))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It is carried away."""
        self.drag.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put it there."""
        if self._chats is not None:
            self.drag.drop(event, self._chats, self._row_at(event.position().toPoint()))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(self.tr("Chats"))
            self.viewport().update()
        super().changeEvent(event)
