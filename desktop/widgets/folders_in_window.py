"""What the rest of the window learns of folders and tags: where a chat begins, and the dialogs about them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QDialog

from desktop.core.chat import ChatId, FolderId
from desktop.core.folders import LONGEST_NAME, one_line
from desktop.viewmodels.folder_use import FolderUseViewModel
from desktop.viewmodels.tags import TagsViewModel
from desktop.widgets.folder_dialog import FolderDialog
from desktop.widgets.look import Look
from desktop.widgets.tags_dialog import TagsDialog
from desktop.widgets.workplace import Workplace


class FoldersInWindow(QObject):
    """Connects folders and tags with the window; belongs to the workplace."""

    def __init__(
        self, look: Look, workplace: Workplace, use: FolderUseViewModel, tags: TagsViewModel
    ) -> None:
        super().__init__(workplace)
        self._look = look
        self._workplace = workplace
        self._use = use
        self._tags = tags
        self.dialog: QDialog | None = None
        place = workplace.page.empty.place
        place.left.connect(use.leave)
        place.left.connect(workplace.page.composer.setFocus)
        use.changed.connect(self._show)
        use.missing.connect(self._say_missing)
        for part in (use, tags):
            part.failed.connect(workplace.page.tell)
        chats = workplace.sidebar.list
        chats.new_in_folder_asked.connect(self.begin)
        chats.folder_settings_asked.connect(self.edit)
        chats.tags_asked.connect(self.tag)
        self._show()

    @Slot(object)
    def begin(self, folder: FolderId) -> None:
        """Begin a chat in a folder."""
        self._workplace.pages.show_chat()
        self._use.begin(folder)
        self._workplace.page.composer.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def edit(self, folder: FolderId) -> None:
        """Show what chats in a folder begin with."""
        found = self._use.folder(folder)
        if found is not None:
            self._open(FolderDialog(self._look, self._use, found, self._workplace.window()))

    @Slot(object)
    def tag(self, chats: Sequence[ChatId]) -> None:
        """Show the tags of chats."""
        found = self._tags.chats(chats)
        if found:
            self._open(TagsDialog(self._look, self._tags, found, self._workplace.window()))

    def _open(self, dialog: QDialog) -> None:
        """Show a dialog; the window goes on meanwhile."""
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def _closed(self) -> None:
        self.dialog = None

    @Slot()
    def _show(self) -> None:
        self._workplace.page.empty.place.show_path(self._use.path)

    @Slot(str)
    def _say_missing(self, name: str) -> None:
        words = self.tr("{name} is not on this computer; the chosen model answers.")
        words = words.format(name=one_line(name, LONGEST_NAME))
        self._workplace.toast.offer(words, self.tr("Close"), lambda: None)
