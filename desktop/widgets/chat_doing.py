"""What keys and menus do with the rows of the list of chats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt

from desktop.core.chat import ChatId, FolderId
from desktop.core.folders import Folder, path_of
from desktop.core.list_rows import Kind
from desktop.viewmodels.chats import ChatListModel
from desktop.widgets.chat_deeds import ChatDeeds
from desktop.widgets.chat_menus import ChatMenus
from desktop.widgets.look import Look

if TYPE_CHECKING:
    from desktop.widgets.chat_list import ChatListView

LOOKED_AT = 200  # chats that decide what a menu offers


class ChatDoing(QObject):
    """Belongs to the list; asks by its signals for what it cannot do."""

    def __init__(self, look: Look, view: ChatListView) -> None:
        super().__init__(view)
        self._view = view
        self.menus = ChatMenus(look, view)
        self.deeds: ChatDeeds | None = None

    def enter(self, model: ChatListModel, index: QModelIndex) -> None:
        """Open a chat, or open or close a folder."""
        row = model.row(index.row()) if index.isValid() else None
        if row is not None and row.kind is Kind.FOLDER and row.folder is not None:
            model.expand([row.folder.id], not row.expanded)
        elif row is not None and row.chat is not None:
            self._view.opened.emit(row.chat.id)

    def reveal(self, model: ChatListModel, chat: ChatId) -> int | None:
        """Give the row of a chat; the folders that it is in are opened for it."""
        standing = model.order.where(chat)
        if standing is not None and standing.place > 0:
            path = path_of(model.shown.tree.folders, FolderId(standing.place))
            model.expand([folder.id for folder in path])
        return model.row_of(chat)

    def menu(self, model: ChatListModel, index: QModelIndex, place: QPoint) -> None:
        """Open the menu of a row; of all that are selected, where it is one of them."""
        row = model.row(index.row()) if index.isValid() else None
        if row is not None and row.kind is Kind.FOLDER and row.folder is not None:
            folder = row.folder
            self.menus.of_folder(folder, lambda what: self._with_folder(model, folder, what)).popup(place)
        elif row is not None and row.chat is not None:
            chosen = self._view.chosen()
            ids = chosen if row.chat.id in chosen else (row.chat.id,)
            some = model.chats(ids[:LOOKED_AT])
            self.menus.of_chats(some, ids, lambda what: self._with_chats(model, ids, what)).popup(place)
        elif self.deeds is not None:
            self.menus.of_list(model.shown.archived).popup(place)

    def delete(self, model: ChatListModel, index: QModelIndex) -> None:
        """Delete what is selected, or the folder that the keys are about."""
        chats = self._view.chosen()
        row = model.row(index.row()) if index.isValid() else None
        if chats:
            self._view.delete_asked.emit(chats)
        elif row is not None and row.kind is Kind.FOLDER and row.folder is not None:
            self._remove(row.folder)

    def step(self, model: ChatListModel, index: QModelIndex, inwards: bool) -> int | None:
        """Open or close a folder; gives the row to go to where that is not it."""
        if not index.isValid():
            return None
        part, _ = model.rows.at(index.row())
        if part.kind is Kind.FOLDER and part.folder is not None and part.expanded is not inwards:
            model.expand([part.folder.id], inwards)
            return None
        if inwards:
            return index.row() + 1 if part.kind is Kind.FOLDER else None
        above = part.folder.parent if part.folder is not None else part.place
        return model.row_of_folder(FolderId(above)) if above is not None and above > 0 else None

    def press(self, model: ChatListModel, index: QModelIndex, key: int) -> bool:
        """Do what a key stands for; False for the keys of every list."""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter(model, index)
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Escape) and index.isValid():
            self._view.rename_row(index.row()) if key == Qt.Key.Key_F2 else self._view.go_to(index.row())
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete(model, index)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            row = self.step(model, index, key == Qt.Key.Key_Right)
            if row is not None:
                self._view.go_to(row)
        else:
            return False
        return True

    def _with_chats(self, model: ChatListModel, chats: tuple[ChatId, ...], what: str) -> None:
        match what:
            case "open":
                self._view.opened.emit(chats[0])
            case "rename":
                row = model.row_of(chats[0])
                if row is not None:
                    self._view.rename_row(row)
            case "title":
                self._view.title_asked.emit(chats[0])
            case "tags":
                self._view.tags_asked.emit(chats)
            case "export":
                self._view.export_asked.emit(chats)
            case "print":
                self._view.print_asked.emit(chats)
            case _:
                self._view.delete_asked.emit(chats)

    def _with_folder(self, model: ChatListModel, folder: Folder, what: str) -> None:
        match what:
            case "new":
                self._view.new_in_folder_asked.emit(folder.id)
            case "settings":
                self._view.folder_settings_asked.emit(folder.id)
            case "export":
                self._view.folder_export_asked.emit(folder.id)
            case _:
                row = model.row_of_folder(folder.id)
                if row is not None:
                    self._view.rename_row(row)

    def _remove(self, folder: Folder) -> None:
        if self.deeds is not None:
            self.deeds.remove_folder(folder)
