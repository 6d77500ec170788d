"""What can be done with chats and folders in their list, with a way back where something has gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from desktop.core.chat import ChatId, FolderId
from desktop.core.folders import Folder, can_stand
from desktop.viewmodels.organising import OrganisingViewModel, Undo
from desktop.widgets.toast import Toast

Ids = Sequence[ChatId]


class ChatDeeds(QObject):
    """Carries wishes out, and offers to undo them."""

    def __init__(self, viewmodel: OrganisingViewModel, toast: Toast) -> None:
        super().__init__(toast)
        self._viewmodel = viewmodel
        self._list = viewmodel.list
        self._toast = toast
        self.edit: Callable[[int], None] | None = None  # opens the field to rename a row

    @property
    def folders(self) -> tuple[Folder, ...]:
        """The folders as they are."""
        return self._viewmodel.folders

    def show_archived(self, archived: bool) -> None:
        """Show the archive, or what is not in it."""
        self._list.show_archived(archived)

    def pin(self, chats: Ids, pinned: bool) -> None:
        """Keep chats at the top, or no more."""
        self._viewmodel.pin(chats, pinned)

    def archive(self, chats: Ids, archived: bool) -> None:
        """Put chats into the archive, or back."""
        undo = self._viewmodel.archive(chats, archived)
        if archived:
            self._offer(self.tr("%Ln chat(s) archived.", "", len(chats)), undo)
        else:
            self._offer(self.tr("%Ln chat(s) taken out of the archive.", "", len(chats)), undo)

    def put(self, chats: Ids, folder: FolderId | None) -> None:
        """Put chats into a folder, or out to the dates."""
        undo = self._viewmodel.put(chats, folder)
        name = next((each.name for each in self.folders if each.id == folder), None)
        if name is None:
            self._offer(self.tr("%Ln chat(s) taken out of all folders.", "", len(chats)), undo)
        else:
            words = self.tr("%Ln chat(s) moved to “{folder}”.", "", len(chats)).format(folder=name)
            self._offer(words, undo)

    def new_folder(self, parent: FolderId | None = None, chats: Ids = ()) -> None:
        """Make a folder, and let its name be typed in place."""
        self.show_archived(False)
        if parent is not None:
            self.expand(parent)
        made = self._viewmodel.add_folder(self.tr("New folder"), parent, chats)
        row = None if made is None else self._list.row_of_folder(made)
        if row is not None and self.edit is not None:
            self.edit(row)

    def move_folder(self, folder: FolderId, parent: FolderId | None) -> None:
        """Put a folder into another one, or to the top."""
        undo = self._viewmodel.move_folder(folder, parent)
        if undo is not None and parent is not None:
            self.expand(parent)
        self._offer(self.tr("The folder was moved."), undo)

    def remove_folder(self, folder: Folder) -> None:
        """Delete a folder; its chats stay."""
        undo = self._viewmodel.remove_folder(folder)
        words = self.tr("The folder “{name}” is deleted; its chats are still here.").format(name=folder.name)
        self._offer(words, undo)

    def can_stand(self, folder: FolderId, parent: FolderId | None) -> bool:
        """Tell whether a folder may be put there."""
        return can_stand(self.folders, folder, parent)

    def expand(self, folder: FolderId, expanded: bool = True) -> None:
        """Open a folder, or close it."""
        self._list.expand([folder], expanded)

    def _offer(self, words: str, undo: Undo | None) -> None:
        if undo is not None:
            self._toast.offer(words, self.tr("Undo"), undo)
