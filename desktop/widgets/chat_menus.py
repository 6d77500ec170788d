"""The menus of the list of chats: of one chat or many, of a folder, and of the list itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.core.chat import Chat, ChatId, FolderId
from desktop.core.folders import Folder
from desktop.viewmodels.chat_parts import Tree
from desktop.widgets.chat_deeds import ChatDeeds
from desktop.widgets.look import Look

MOST_PRINTED = 200  # chats; nobody prints more, and all of them are read before


class ChatMenus(QObject):
    """Makes menus; what only the list can do is asked of `asked`."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._parent = parent
        self.deeds: ChatDeeds | None = None

    def of_chats(self, chats: Sequence[Chat], ids: Sequence[ChatId], asked: Callable[[str], None]) -> QMenu:
        """Make the menu of chats: what it offers depends on some of them, what it does is about all."""
        menu, one = self._menu(), len(ids) == 1
        if one:
            self._add(menu, "message-square", self.tr("Open"), lambda: asked("open"))
            self._add(menu, "pencil", self.tr("Rename"), lambda: asked("rename"), "F2")
            self._add(menu, "sparkles", self.tr("Suggest a title"), lambda: asked("title"))
        if self.deeds is not None:
            self._add_places(menu, chats, ids, self.deeds)
        self._add(menu, "tag", self.tr("Tags…"), lambda: asked("tags"))
        menu.addSeparator()
        self._add(menu, "folder-output", self.tr("Export…"), lambda: asked("export"))
        if len(ids) <= MOST_PRINTED:
            self._add(menu, "printer", self.tr("Print…"), lambda: asked("print"))
        if self.deeds is not None:
            self._add_archive(menu, chats, ids, self.deeds)
        self._add(menu, "trash", self.tr("Delete"), lambda: asked("delete"), "Del")
        return menu

    def of_folder(self, folder: Folder, asked: Callable[[str], None]) -> QMenu:
        """Make the menu of a folder."""
        menu, deeds = self._menu(), self.deeds
        self._add(menu, "square-pen", self.tr("New chat here"), lambda: asked("new"))
        if deeds is not None:
            self._add(menu, "folder-plus", self.tr("New folder inside"), lambda: deeds.new_folder(folder.id))
        menu.addSeparator()
        self._add(menu, "pencil", self.tr("Rename"), lambda: asked("rename"), "F2")
        self._add(menu, "settings-2", self.tr("Folder settings…"), lambda: asked("settings"))
        self._add(menu, "folder-output", self.tr("Export its chats…"), lambda: asked("export"))
        if deeds is not None:
            self._add_homes(menu, folder, deeds)
            menu.addSeparator()
            words = self.tr("Delete folder, keep its chats")
            self._add(menu, "folder-x", words, lambda: deeds.remove_folder(folder), "Del")
        return menu

    def of_list(self, archived: bool) -> QMenu:
        """Make the menu of the list itself."""
        menu, deeds = self._menu(), self.deeds
        if deeds is not None:
            self._add(menu, "folder-plus", self.tr("New folder"), lambda: deeds.new_folder())
            words = self.tr("Show archived chats")
            action = self._add(menu, "archive", words, lambda: deeds.show_archived(not archived))
            if archived:
                action.setText(self.tr("Back to all chats"))
                action.setIcon(self._look.icon("arrow-left"))
        return menu

    def _menu(self) -> QMenu:
        menu = QMenu(self._parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _add(self, menu: QMenu, icon: str, words: str, call: Callable[[], None], key: str = "") -> QAction:
        """Add an entry; the key is shown only, the list listens for it."""
        action = menu.addAction(self._look.icon(icon), f"{words}\t{key}" if key else words)
        action.triggered.connect(lambda _checked=False: call())
        return action

    def _add_places(
        self, menu: QMenu, chats: Sequence[Chat], ids: Sequence[ChatId], deeds: ChatDeeds
    ) -> None:
        pinned = all(chat.pinned for chat in chats)
        if any(not chat.archived for chat in chats):
            words, icon = (self.tr("Unpin"), "pin-off") if pinned else (self.tr("Pin"), "pin")
            self._add(menu, icon, words, lambda: deeds.pin(ids, not pinned))
        moving = menu.addMenu(self._look.icon("folder-input"), self.tr("Move to folder"))
        self._add(moving, "folder-plus", self.tr("New folder…"), lambda: deeds.new_folder(None, ids))
        out = self._add(moving, "folder-minus", self.tr("No folder"), lambda: deeds.put(ids, None))
        out.setEnabled(any(chat.folder is not None for chat in chats))
        here = {chat.folder for chat in chats}
        already = {folder for folder in here if folder is not None and len(here) == 1}
        if deeds.folders:
            moving.addSeparator()
        self._add_folders(moving, deeds.folders, already, lambda folder: deeds.put(ids, folder))

    def _add_homes(self, menu: QMenu, folder: Folder, deeds: ChatDeeds) -> None:
        """Let the folder be put into another one."""
        moving = menu.addMenu(self._look.icon("folder-input"), self.tr("Move folder to"))
        top = self._add(
            moving, "folder-minus", self.tr("The top"), lambda: deeds.move_folder(folder.id, None)
        )
        top.setEnabled(deeds.can_stand(folder.id, None))
        cannot = {each.id for each in deeds.folders if not deeds.can_stand(folder.id, each.id)}
        self._add_folders(moving, deeds.folders, cannot, lambda to: deeds.move_folder(folder.id, to))

    def _add_folders(
        self,
        menu: QMenu,
        folders: Sequence[Folder],
        disabled: set[FolderId],
        call: Callable[[FolderId], None],
    ) -> None:
        for folder, depth in Tree(folders).walk:
            words = "    " * depth + folder.name.replace("&", "&&")
            action = self._add(menu, "folder", words, lambda to=folder.id: call(to))
            action.setEnabled(folder.id not in disabled)

    def _add_archive(
        self, menu: QMenu, chats: Sequence[Chat], ids: Sequence[ChatId], deeds: ChatDeeds
    ) -> None:
        if all(chat.archived for chat in chats):
            words = self.tr("Take out of the archive")
            self._add(menu, "archive-restore", words, lambda: deeds.archive(ids, archived=False))
        else:
            words = self.tr("Archive")
            self._add(menu, "archive", words, lambda: deeds.archive(ids, archived=True))
